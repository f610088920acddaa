import { ApiObject, type ApiObjectProps, type JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { plainJson } from './plain-json';

class TypedObject extends ApiObject {
  public override toJson(): unknown {
    return plainJson(this, this.node.root) ?? super.toJson();
  }
}

/** An object of one of Istio's kinds that a construct of the library writes from typed properties. */
export function typedObject(scope: Construct, id: string, props: ApiObjectProps): ApiObject {
  return new TypedObject(scope, id, props);
}

/** Whether an object is as the library made it. Patches may have put anything in, those of its metadata aside. */
export function isTyped(object: ApiObject): boolean {
  const { patches } = object as unknown as { readonly patches?: readonly JsonPatch[] };
  return object.constructor === TypedObject && patches?.every((patch) => (patch._toJson() as { path: string }).path.startsWith('/metadata/')) === true;
}
