import { type Input, type KialiCase, isObject } from './kiali-case';
import type { Json, JsonObject } from '../../src/model/json';

/** The inputs of a case as objects of a cluster. Kiali's own summaries of them (workloads, hosts, settings of the mesh) become stubs. */
export function objectsOfCase({ inputs }: KialiCase): JsonObject[] {
  // Pods are those of the Deployments beside them.
  const { Pods: _, ...others } = inputs;
  const objects = Object.entries(others).flatMap(([name, value]) => read(name, value));
  const spaces = namespacesOf(inputs);
  const named = new Set(objects.map(idOf));
  return [...objects, ...spaces].filter((object, i, all) => isOnce(object, i, all))
    .concat(stubs(inputs).filter((stub) => !named.has(idOf(stub))));
}

function idOf({ kind, metadata }: JsonObject): string {
  const { name, namespace } = metadata as JsonObject;
  return `${String(kind)} ${String(namespace ?? '')}/${String(name)}`;
}

/** A few cases name an object in two inputs. Two objects with one name that are not the same would be a mistake of their own. */
function isOnce(object: JsonObject, i: number, all: readonly JsonObject[]): boolean {
  return all.findIndex((other) => JSON.stringify(other) === JSON.stringify(object)) === i;
}

/** Objects of Istio and Kubernetes, wherever in an input they are. */
function read(name: string, value: Input): JsonObject[] {
  if (Array.isArray(value)) { return value.flatMap((one, i) => read(`${name}-${i}`, one)); }
  if (!isObject(value)) { return []; }
  if (value.kind === 'Workload') { return [deployment(value)]; }
  if (!isObject(value.metadata) || value.kind === undefined) { return Object.entries(value).flatMap(([key, one]) => read(key, one)); }
  const object = { ...value, apiVersion: versionOf(value), metadata: { name: name.toLowerCase(), namespace: homeOf(value), ...value.metadata } };
  if (value.kind === 'DestinationRule') { return [withTlsModes(object)]; }
  return [value.kind === 'Deployment' ? withPodLabels(object) : withoutZeroes(object)];
}

/** Deployments were recorded without a namespace: theirs is that of the Service. */
function homeOf({ kind }: JsonObject): string {
  return kind === 'Deployment' ? 'test-namespace' : 'default';
}

/** Kiali compares selectors with the labels of the Deployment, Kubernetes with those of its pods. */
function withPodLabels(object: JsonObject): JsonObject {
  const { labels } = object.metadata as JsonObject;
  const { spec } = (object.spec as JsonObject).template as JsonObject;
  return { ...object, spec: { template: { metadata: { labels }, spec } } };
}

/** Go leaves a mode out that is 0, which is DISABLE. */
function withTlsModes(rule: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(rule), (key, value: Json) => (key === 'tls' && isObject(value) ? { mode: 'DISABLE', ...value } : value)) as JsonObject;
}

/** Go writes a target port that is not given as 0. */
function withoutZeroes(object: JsonObject): JsonObject {
  const { spec } = object;
  if (object.kind !== 'Service' || !isObject(spec) || !Array.isArray(spec.ports)) { return object; }
  const ports = (spec.ports as JsonObject[]).map(({ targetPort, ...port }) => (targetPort === 0 ? port : { ...port, targetPort }));
  return { ...object, spec: { ...spec, ports } };
}

/** Objects of the Gateway API were recorded with a version that the same kind has elsewhere. */
function versionOf({ kind, apiVersion, spec }: JsonObject): string {
  if (kind === 'HTTPRoute' || kind === 'GRPCRoute') { return 'gateway.networking.k8s.io/v1'; }
  if (kind === 'ReferenceGrant') { return 'gateway.networking.k8s.io/v1beta1'; }
  if (kind === 'Gateway' && isObject(spec) && (spec.gatewayClassName !== undefined || spec.listeners !== undefined)) { return 'gateway.networking.k8s.io/v1'; }
  return String(apiVersion);
}

function deployment(workload: JsonObject): JsonObject {
  const labels = (workload.labels ?? {}) as JsonObject;
  const sidecar = workload.istioSidecar === true ? { 'sidecar.istio.io/inject': 'true' } : {};
  const name = workload.serviceAccount ?? workload.name;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: workload.name ?? 'stub', namespace: workload.namespace ?? 'default' },
    spec: { template: { metadata: { labels: { ...labels, ...sidecar } }, spec: { serviceAccountName: name, containers: [{ name: 'main', image: 'main' }] } } },
  };
}

function namespacesOf(inputs: KialiCase['inputs']): JsonObject[] {
  const ambient = inputs.workload !== undefined && isObject(inputs.workload) && inputs.workload.isAmbient === true;
  return [inputs.Namespaces, inputs.namespaces].flatMap((list) => (Array.isArray(list) ? list : [])).map((one) => {
    const { Name, Labels, IsAmbient } = isObject(one) ? one : { Name: one, Labels: {}, IsAmbient: false };
    const mode = IsAmbient === true || ambient ? { 'istio.io/dataplane-mode': 'ambient' } : {};
    return { apiVersion: 'v1', kind: 'Namespace', metadata: { name: Name as string, labels: { ...mode, ...Labels as JsonObject } } };
  });
}

/** What only stands in summaries: hosts of services, service accounts, hosts of service entries, gateways' and subsets' names, MeshConfig. */
function stubs(inputs: KialiCase['inputs']): JsonObject[] {
  return [services, gateways, accounts, entries, subsets, bySelector, exporting, meshConfig].flatMap((make) => make(inputs));
}

function services({ KubeServiceHosts: hosts }: KialiCase['inputs']): JsonObject[] {
  return (Array.isArray(hosts) ? hosts as string[] : []).flatMap((summary) => {
    const [, name, namespace, exportTo] = /^([^. ]+)\.([^. ]+) visibleTo=\{exportTo:\[([^\]]*)\]/.exec(summary) ?? [];
    if (name === undefined) { return []; }
    const annotations = exportTo === '' ? {} : { 'networking.istio.io/exportTo': exportTo.split(' ').join(',') };
    return [{
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace, annotations },
      spec: { ports: [{ name: 'http', port: 80 }], selector: { app: name } },
    }];
  });
}

/** Gateways of which only the name was recorded. */
function gateways({ GatewayNames: names }: KialiCase['inputs']): JsonObject[] {
  return Object.entries(isObject(names) ? names : {}).flatMap(([host, value]) => {
    const [name, namespace] = host.split('.');
    return isObject(value) && value.metadata !== undefined ? [] : [{ apiVersion: 'networking.istio.io/v1', kind: 'Gateway', metadata: { name, namespace }, spec: { selector: { istio: 'ingressgateway' } } }];
  });
}

/** The accounts of the case's own cluster; those of others have no place in an app. */
function accounts({ ServiceAccounts: byCluster, Cluster: cluster }: KialiCase['inputs']): JsonObject[] {
  const own = isObject(byCluster) ? byCluster[String(cluster)] : undefined;
  return (Array.isArray(own) ? own as string[] : []).flatMap((principal) => {
    const [, namespace, name] = /\/ns\/([^/]+)\/sa\/([^/]+)$/.exec(principal) ?? [];
    return namespace === undefined ? [] : [{ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace } }];
  });
}

function entries(inputs: KialiCase['inputs']): JsonObject[] {
  const { ServiceEntries: listed, ServiceEntryHosts: hosts } = inputs;
  const [subject] = ['VirtualService', 'DestinationRule', 'Sidecar', 'AuthorizationPolicy'].flatMap((name) => inputs[name] ?? []);
  const { namespace } = (isObject(subject) ? subject.metadata : { namespace: 'default' }) as JsonObject;
  return [listed, hosts].flatMap((one) => (isObject(one) ? Object.keys(one) : [])).map((host, i) => ({
    apiVersion: 'networking.istio.io/v1',
    kind: 'ServiceEntry',
    metadata: { name: `entry-${i}`, namespace },
    spec: { hosts: [host], ports: [{ number: 80, name: 'http', protocol: 'HTTP' }], resolution: host.startsWith('*') ? 'NONE' : 'DNS' },
  }));
}

function subsets({ DRSubsets: byHost, VirtualService: object }: KialiCase['inputs']): JsonObject[] {
  const { namespace: home } = (isObject(object) ? object.metadata : {}) as JsonObject;
  return Object.entries(isObject(byHost) ? byHost : {}).map(([host, named], i) => ({
    apiVersion: 'networking.istio.io/v1',
    kind: 'DestinationRule',
    metadata: { name: `rule-${i}`, namespace: host === '*.local' ? 'istio-system' : host.endsWith('.svc.cluster.local') ? host.split('.')[1] : home },
    spec: { host, subsets: Object.keys(named as JsonObject).map((name) => ({ name, labels: { version: name } })) },
  }));
}

/** Some checkers are given selectors without the objects that have them. */
function bySelector({ Keys: keys, Selectors: selectors, SelectorLabels: labels, ObjectGVK: gvk, Namespace: namespace }: KialiCase['inputs']): JsonObject[] {
  const { Kind: kind, Group: group, Version: version } = (isObject(gvk) ? gvk : {}) as { [name: string]: string };
  const make = (name: string, within: string, selector: Input): JsonObject => ({
    apiVersion: `${group}/${version}`,
    kind,
    metadata: { name, namespace: within },
    spec: !isObject(selector) || Object.keys(selector).length === 0 ? {}
      : kind === 'Sidecar' ? { workloadSelector: { labels: selector } } : { selector: { matchLabels: selector } },
  });
  if (isObject(labels)) { return [make('stub', String(namespace), labels)]; }
  if (!Array.isArray(keys) || !isObject(selectors)) { return []; }
  return keys.map((key, i) => make((key as { Name: string }).Name, (key as { Namespace: string }).Namespace, selectors[String(i)]));
}

function exporting({ ExportTo: exportTo }: KialiCase['inputs']): JsonObject[] {
  return !Array.isArray(exportTo) ? [] : [{
    apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule', metadata: { name: 'stub', namespace: 'default' }, spec: { host: 'a.example.com', exportTo },
  }];
}

function meshConfig({ MTLSDetails: one, MtlsDetails: other, PolicyAllowAny: any, KnownTrustDomains: domains }: KialiCase['inputs']): JsonObject[] {
  const details = one ?? other;
  const config = {
    ...(isObject(details) ? { enableAutoMtls: details.EnabledAutoMtls } : {}),
    ...(any === false ? { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } } : {}),
    ...(Array.isArray(domains) ? { trustDomain: domains[0], trustDomainAliases: domains.slice(1) } : {}),
  };
  if (Object.keys(config).length === 0) { return []; }
  return [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'istio', namespace: 'istio-system' }, data: { mesh: JSON.stringify(config) } }];
}
