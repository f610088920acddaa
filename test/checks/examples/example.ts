import type { MeshContext } from '../../../src/checks/mesh-context';

/** Objects in which a check finds something, and their twin in which it finds nothing. */
export interface Example {
  /** YAML documents. */
  readonly wrong: string;
  /** What the check finds in them: severity and text. */
  readonly finds: readonly string[];
  /** The same, corrected. */
  readonly right: string;
  /** What else is known, if it is not a mesh as it comes. */
  readonly context?: Partial<MeshContext>;
  /** The files of the objects, in their order; each in one of its own, if missing. */
  readonly files?: readonly string[];
  /** Whether each object replaces its file. */
  readonly filesAreReplaced?: boolean;
}

/** Examples by code. */
export interface Examples {
  readonly [code: string]: Example;
}

/** A Service with one HTTP port and its workloads. */
export function service(name: string, versions: readonly string[] = ['v1'], ports: string = '[{name: http, port: 80, targetPort: 8080}]'): string {
  const object = `apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: shop}
spec: {selector: {app: ${name}}, ports: ${ports}}`;
  const workloads = versions.map((version) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}-${version}, namespace: shop}
spec:
  template:
    metadata: {labels: {app: ${name}, version: ${version}}}
    spec: {containers: [{name: main, ports: [{containerPort: 8080}]}]}`);
  return [object, ...workloads].join('\n---\n');
}

const VERSIONS: { readonly [kind: string]: string } = {
  AuthorizationPolicy: 'security.istio.io/v1',
  PeerAuthentication: 'security.istio.io/v1',
  RequestAuthentication: 'security.istio.io/v1',
  Telemetry: 'telemetry.istio.io/v1',
  WasmPlugin: 'extensions.istio.io/v1alpha1',
  TrafficExtension: 'extensions.istio.io/v1alpha1',
  EnvoyFilter: 'networking.istio.io/v1alpha3',
  ProxyConfig: 'networking.istio.io/v1beta1',
};

/** An Istio object in namespace `shop`, its spec in YAML's flow style. */
export function istio(kind: string, name: string, spec: string, namespace: string = 'shop'): string {
  return `apiVersion: ${VERSIONS[kind] ?? 'networking.istio.io/v1'}\nkind: ${kind}\nmetadata: {name: ${name}, namespace: ${namespace}}\nspec: ${spec}`;
}

/** Several documents as one text. */
export function yaml(...documents: string[]): string {
  return documents.join('\n---\n');
}
