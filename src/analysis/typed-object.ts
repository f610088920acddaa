import { ApiObject, type ApiObjectProps, type JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';

const TYPED = new WeakSet<ApiObject>();

/** An object of one of Istio's kinds that a construct of the library writes from typed properties. */
export function typedObject(scope: Construct, id: string, props: ApiObjectProps): ApiObject {
  const object = new ApiObject(scope, id, props);
  TYPED.add(object);
  return object;
}

/** Whether an object is as the library made it. Patches may have put anything in, those of its metadata aside. */
export function isTyped(object: ApiObject): boolean {
  const { patches } = object as unknown as { readonly patches?: readonly JsonPatch[] };
  return TYPED.has(object) && patches?.every((patch) => (patch._toJson() as { path: string }).path.startsWith('/metadata/')) === true;
}
