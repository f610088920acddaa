import { type MeshRequest } from './mesh-request';
import { RequestProtocol } from './request-protocol';
import type { RequestSource } from './request-source';
import type { Call } from './simulator/call';
import type { Caller } from './simulator/caller';
import { hasSidecar } from './simulator/client/endpoints';
import { podsOfGateway } from './simulator/client/gateway-pods';
import { serversOf } from './simulator/client/gateway-servers';
import { type MeshService, meshServices } from './simulator/client/mesh-service';
import { httpRequest } from './simulator/http-request';
import { normalizedPath, pathNormalization } from './simulator/path-normalization';
import type { AppObject } from '../checks/app-object';
import type { AppView } from '../checks/app-view';
import type { Workload } from '../checks/workload-index';
import { type Field, show } from '../model/field';
import { requireDnsLabel } from '../model/names';
import { isHttp, isTls } from '../model/protocol';
import { requireAmong, requirePort, requireText } from '../model/require';

/** A request as the simulator takes it, or the error of what can be no request. */
export function readRequest(request: MeshRequest, view: AppView, field: Field): Call {
  const to = requireText(request.to, field.at('to'));
  if (/[\s/:]/.test(to) || to.startsWith('*')) { throw field.at('to').error(to, 'a host without scheme, port and path', 'give the port as port'); }
  if (request.gateway !== undefined) { return readEntering(request, request.gateway, view, field); }
  const namespace = namespaceOf(request.source, to, view, field);
  const host = fullName(to, namespace, view);
  const service = serviceOf(host, namespace, view);
  const port = portOf(request, service, host, field);
  const protocol = request.protocol === undefined ? protocolOf(service, port) : requireAmong(request.protocol, Object.values(RequestProtocol), field.at('protocol'));
  const caller = readCaller(request.source, namespace, view, field);
  return { caller, host, service, port, ...contentOf(request, protocol, port, view, field) };
}

/** A request that enters at a Gateway of the app. */
function readEntering(request: MeshRequest, gateway: string, view: AppView, field: Field): Call {
  const object = gatewayOf(gateway, view, field.at('gateway'));
  const protocol = request.protocol === undefined ? RequestProtocol.HTTP : requireAmong(request.protocol, Object.values(RequestProtocol), field.at('protocol'));
  const pods = podsOfGateway(object, view);
  const isEncrypted = protocol === RequestProtocol.HTTPS || protocol === RequestProtocol.TLS;
  const fitting = serversOf(pods.labels, view).filter((server) => server.gateway === object.id
    && (protocol === RequestProtocol.TCP ? server.protocol === 'TCP' : isHttp(server.protocol) !== isEncrypted)).map(({ port }) => port);
  const usual = isEncrypted ? 443 : 80;
  const port = request.port === undefined ? (fitting.length === 0 || fitting.includes(usual) ? usual : fitting[0]) : requirePort(request.port, field.at('port'));
  const client: Caller = {
    namespace: request.source?.namespace ?? '',
    labels: request.source?.labels ?? {},
    serviceAccount: request.source?.serviceAccount ?? '',
    hasSidecar: request.source?.hasSidecar === true,
    ipAddress: request.source?.ipAddress,
    name: 'the client',
  };
  return { caller: client, host: request.to, port, gateway: pods, ...contentOf(request, protocol, port, view, field) };
}

function gatewayOf(name: string, view: AppView, field: Field): AppObject {
  const found = view.ofKind('Gateway').filter((gateway) => gateway.id === name || gateway.name === name);
  if (found.length === 1) { return found[0]; }
  const all = (found.length === 0 ? view.ofKind('Gateway') : found).map(({ id }) => id);
  throw field.error(name, all.length === 0 ? 'a Gateway of the app, which has none' : `one of ${all.join(', ')}`);
}

function contentOf(
  request: MeshRequest, protocol: RequestProtocol, port: number, view: AppView, field: Field,
): Pick<Call, 'wire' | 'request' | 'sni' | 'claims' | 'undecided'> {
  const isEncrypted = protocol === RequestProtocol.HTTPS || protocol === RequestProtocol.TLS;
  const isHttpRequest = [RequestProtocol.HTTP, RequestProtocol.HTTPS, RequestProtocol.GRPC].includes(protocol);
  return {
    wire: isEncrypted ? 'tls' : protocol === RequestProtocol.TCP ? 'tcp' : 'http',
    request: isHttpRequest ? readHttp(request, protocol, port, view, field) : undefined,
    sni: isEncrypted ? request.sni ?? request.to : undefined,
    claims: request.claims,
    undecided: [],
  };
}

function readHttp(request: MeshRequest, protocol: RequestProtocol, port: number, view: AppView, field: Field): Call['request'] {
  const path = request.path ?? '/';
  if (!path.startsWith('/')) { throw field.at('path').error(path, 'a path that begins with "/"'); }
  const method = requireText(request.method ?? (protocol === RequestProtocol.GRPC ? 'POST' : 'GET'), field.at('method'));
  const isUsual = port === (protocol === RequestProtocol.HTTPS ? 443 : 80);
  const sent = httpRequest({
    method,
    scheme: protocol === RequestProtocol.HTTPS ? 'https' : 'http',
    authority: request.authority ?? (isUsual ? request.to : `${request.to}:${port}`),
    path,
    query: request.query,
    headers: request.headers,
  });
  const normalized = normalizedPath(sent.path, pathNormalization(view));
  if (normalized === undefined) { throw field.at('path').error(path, 'a path that proxies take: without "#" and "%00"'); }
  return { ...sent, path: normalized };
}

/** The namespace of the caller. */
function namespaceOf(source: RequestSource | undefined, to: string, view: AppView, field: Field): string {
  if (source?.namespace !== undefined) { return requireDnsLabel(source.namespace, field.at('source').at('namespace')); }
  if (source?.workload !== undefined) { return workloadOf(source, view, field).namespace; }
  const known = meshServices(view).of(to)[0] ?? named(to, view);
  return known === undefined || known.namespace === '' ? 'default' : known.namespace;
}

/** The service that a short name means, if only one can be meant: of any namespace, as no caller is given. */
function named(to: string, view: AppView): MeshService | undefined {
  const { clusterDomain } = view.context;
  const [name, namespace] = to.split('.');
  if (namespace !== undefined) { return meshServices(view).of(`${name}.${namespace}.svc.${clusterDomain}`)[0]; }
  const byName = view.once('simulator-service-names', () => {
    const all = new Map<string, string[]>();
    for (const service of view.ofKind('Service')) { all.set(service.name, [...(all.get(service.name) ?? []), service.namespace]); }
    return all;
  });
  const namespaces = byName.get(name) ?? [];
  return namespaces.length === 1 ? meshServices(view).of(`${name}.${namespaces[0]}.svc.${clusterDomain}`)[0] : undefined;
}

/** The name as DNS completes it for the caller: `reviews`, `reviews.shop` and `reviews.shop.svc`. */
function fullName(to: string, namespace: string, view: AppView): string {
  const host = to.toLowerCase().replace(/\.$/, '');
  const all = meshServices(view);
  if (all.of(host).length > 0) { return host; }
  const { clusterDomain } = view.context;
  const completed = [`${host}.${namespace}.svc.${clusterDomain}`, `${host}.svc.${clusterDomain}`, `${host}.${clusterDomain}`];
  return completed.find((name) => all.of(name).length > 0) ?? (host.includes('.') ? host : completed[0]);
}

/** What the name leads to: a service of its name, else one of a wildcard, as far as the caller can know it. */
function serviceOf(host: string, namespace: string, view: AppView): MeshService | undefined {
  const all = meshServices(view);
  const same = all.of(host);
  return same.find((service) => service.namespace === namespace) ?? same.find(({ isKubernetes }) => isKubernetes)
    ?? same.find((service) => all.isVisible(service, namespace)) ?? same[0];
}

function portOf(request: MeshRequest, service: MeshService | undefined, host: string, field: Field): number {
  if (request.port !== undefined) { return requirePort(request.port, field.at('port')); }
  const isEncrypted = request.protocol === RequestProtocol.HTTPS || request.protocol === RequestProtocol.TLS;
  const ports = service?.ports?.map(({ number }) => number);
  if (ports === undefined) { return isEncrypted ? 443 : 80; }
  if (ports.length === 1) { return ports[0]; }
  const usual = isEncrypted ? 443 : 80;
  if (ports.includes(usual)) { return usual; }
  throw field.at('port').error(undefined, ports.length === 0 ? `given: ${host} has none` : `one of ${ports.join(', ')}, which ${host} has`);
}

function protocolOf(service: MeshService | undefined, port: number): RequestProtocol {
  const protocol = service?.ports?.find(({ number }) => number === port)?.protocol;
  if (protocol === undefined) { return RequestProtocol.HTTP; }
  if (protocol.startsWith('GRPC')) { return RequestProtocol.GRPC; }
  if (protocol === 'HTTPS') { return RequestProtocol.HTTPS; }
  return isHttp(protocol) ? RequestProtocol.HTTP : isTls(protocol) ? RequestProtocol.TLS : RequestProtocol.TCP;
}

function readCaller(source: RequestSource | undefined, namespace: string, view: AppView, field: Field): Caller {
  const workload = source?.workload === undefined ? undefined : workloadOf(source, view, field);
  return {
    namespace,
    labels: source?.labels ?? workload?.labels ?? {},
    serviceAccount: source?.serviceAccount ?? workload?.template.at('spec', 'serviceAccountName').text ?? 'default',
    hasSidecar: source?.hasSidecar ?? (workload === undefined || hasSidecar(workload, view)),
    ipAddress: source?.ipAddress,
    name: workload?.object.id ?? `a workload of namespace ${namespace}`,
  };
}

function workloadOf({ workload: name, namespace }: RequestSource, view: AppView, field: Field): Workload {
  const place = field.at('source').at('workload');
  const byName = view.once('simulator-workloads', () => {
    const all = new Map<string, Workload[]>();
    for (const one of view.workloads.all) { all.set(one.object.name, [...(all.get(one.object.name) ?? []), one]); }
    return all;
  });
  const found = (byName.get(name ?? '') ?? []).filter(({ object }) => namespace === undefined || object.namespace === namespace);
  if (found.length === 0) {
    const all = view.workloads.all.map(({ object }) => object.name);
    throw place.error(name, `the name of a workload of the app${all.length === 0 ? ', which has none' : `, such as ${show(all[0])}`}`);
  }
  if (new Set(found.map((one) => one.namespace)).size > 1) {
    throw place.error(name, 'the name of one workload', `several namespaces have one (${found.map((one) => one.namespace).join(', ')}): give the namespace too`);
  }
  return found[0];
}
