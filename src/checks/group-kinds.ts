/**
 * Kinds are named without their version. The kinds of Kubernetes and Istio go by their plain name; all others carry their
 * group, as kubectl writes it (`Gateway.gateway.networking.k8s.io`), so that no two kinds share a name.
 */

const PLAIN: { readonly [kind: string]: string } = {
  ...inGroup('', [
    'ConfigMap', 'Endpoints', 'LimitRange', 'Namespace', 'Node', 'PersistentVolume', 'PersistentVolumeClaim', 'Pod',
    'ReplicationController', 'ResourceQuota', 'Secret', 'Service', 'ServiceAccount',
  ]),
  ...inGroup('apps', ['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet']),
  ...inGroup('batch', ['CronJob', 'Job']),
  ...inGroup('autoscaling', ['HorizontalPodAutoscaler']),
  ...inGroup('policy', ['PodDisruptionBudget']),
  ...inGroup('networking.k8s.io', ['Ingress', 'IngressClass', 'NetworkPolicy']),
  ...inGroup('rbac.authorization.k8s.io', ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding']),
  ...inGroup('apiextensions.k8s.io', ['CustomResourceDefinition']),
  ...inGroup('admissionregistration.k8s.io', ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration']),
  ...inGroup('networking.istio.io', [
    'DestinationRule', 'EnvoyFilter', 'Gateway', 'ProxyConfig', 'ServiceEntry', 'Sidecar', 'VirtualService', 'WorkloadEntry', 'WorkloadGroup',
  ]),
  ...inGroup('security.istio.io', ['AuthorizationPolicy', 'PeerAuthentication', 'RequestAuthentication']),
  ...inGroup('telemetry.istio.io', ['Telemetry']),
  ...inGroup('extensions.istio.io', ['TrafficExtension', 'WasmPlugin']),
  ...inGroup('install.istio.io', ['IstioOperator']),
};

const CLUSTER_SCOPED: ReadonlySet<string> = new Set([
  'ClusterRole', 'ClusterRoleBinding', 'CustomResourceDefinition', 'IngressClass', 'MutatingWebhookConfiguration', 'Namespace', 'Node',
  'PersistentVolume', 'ValidatingWebhookConfiguration', 'GatewayClass.gateway.networking.k8s.io',
]);

/** The name of a kind, whatever its version. */
export function kindName(apiVersion: string, kind: string): string {
  const slash = apiVersion.indexOf('/');
  const group = slash === -1 ? '' : apiVersion.slice(0, slash);
  return group === '' || (Object.hasOwn(PLAIN, kind) && PLAIN[kind] === group) ? kind : `${kind}.${group}`;
}

/** The kinds of Istio. */
export const ISTIO_KINDS: readonly string[] = Object.keys(PLAIN).filter(isIstioName);

/** Whether a kind of Istio has this name, whatever its group. */
export function isIstioName(kind: string): boolean {
  return Object.hasOwn(PLAIN, kind) && PLAIN[kind].endsWith('.istio.io');
}

/** Whether objects of the kind live outside of namespaces. */
export function isClusterScoped(kind: string): boolean {
  return CLUSTER_SCOPED.has(kind);
}

function inGroup(group: string, kinds: string[]): { [kind: string]: string } {
  return Object.fromEntries(kinds.map((kind) => [kind, group]));
}
