import type { LabAnswer, LabRequest, LabResult, ProxyConfig, ProxyLog } from './lab';
import type { JsonObject } from '../../../src/model/json';
import { RequestOutcome } from '../../../src/testing';

/** What Envoy did with a request, in the simulator's words. */
export interface EnvoyAnswer {
  readonly outcome: RequestOutcome;
  readonly status?: number;
  /** The log of the proxy that routed it: the client's, or the gateway's. */
  readonly routing?: ProxyLog;
  /** The log of the proxy at the workload. */
  readonly serving?: ProxyLog;
  readonly virtualService?: string;
  readonly answer: LabAnswer;
  /** The route as the proxy has it, and the clusters that it knows. */
  readonly route?: JsonObject;
  readonly proxy?: ProxyConfig;
}

const GATEWAY = 'istio-system/istio-ingressgateway-0';

/** Reads from answer and logs what became of a request. */
export function envoyAnswer(request: LabRequest, answer: LabAnswer, result: LabResult): EnvoyAnswer {
  const logs = answer.logs ?? [];
  const isInbound = ({ proxy, cluster, chain, peer }: ProxyLog) => proxy !== GATEWAY && (cluster?.startsWith('inbound|') === true || cluster === 'InboundPassthroughCluster' ||
    (cluster === undefined && (peer !== undefined || chain?.startsWith('0.0.0.0_') === true || chain?.startsWith('virtualInbound') === true)));
  const sender = request.from === 'outside' ? GATEWAY : `${request.from}-0`;
  const routing = logs.find((log) => log.proxy === sender && !isInbound(log));
  const to = routing?.upstream ?? '';
  // Copies are logged too: the one that counts is where the request was sent to.
  const servings = logs.filter(isInbound);
  const serving = servings.find((log) => log.local === to || log.upstream === to) ??
    (routing === undefined || routing.cluster === 'PassthroughCluster' ? servings[0] : undefined);
  const config = routing?.config?.match(/namespaces\/([^/]+)\/virtual-service\/(.+)$/);
  const proxy = result.proxies?.find((one) => one.proxy === routing?.proxy);
  return {
    ...outcomeOf(answer, routing, serving),
    routing,
    serving,
    answer,
    proxy,
    ...(config ? { virtualService: `${config[1]}/${config[2]}` } : {}),
    ...(routing === undefined || proxy === undefined || !config ? {} : { route: routeOf(proxy, routing) }),
  };
}

function outcomeOf(answer: LabAnswer, routing: ProxyLog | undefined, serving: ProxyLog | undefined): { outcome: RequestOutcome; status?: number } {
  const details = [serving?.details, serving?.closed, routing?.details, routing?.closed].filter((text) => text !== undefined && text !== 'via_upstream').join(' ');
  const { status } = answer;
  // A call of gRPC gets a status of its own; of some, it does not show what it was made of.
  const code = answer.grpc === undefined ? status : GRPC[answer.grpc];
  if (/rbac_access_denied/.test(details)) { return { outcome: RequestOutcome.DENIED, status: code }; }
  if (/jwt_authn_access_denied/.test(details)) { return { outcome: RequestOutcome.UNAUTHENTICATED, status: code }; }
  if (answer.pod !== undefined && answer.pod !== '') { return { outcome: RequestOutcome.FORWARDED, status }; }
  if (status === undefined) {
    if (routing?.cluster === 'BlackHoleCluster') { return { outcome: RequestOutcome.BLOCKED }; }
    // A connection without endpoints, or whose cluster is not known.
    if (routing?.flags === 'UH' || routing?.flags === 'NC') { return { outcome: RequestOutcome.NO_DESTINATION }; }
    return { outcome: RequestOutcome.REFUSED };
  }
  if (/route_not_found/.test(details)) { return { outcome: RequestOutcome.NO_ROUTE, status: code }; }
  if (/fault_filter_abort|cors/.test(details)) { return { outcome: RequestOutcome.ANSWERED, status: code }; }
  if (routing?.route === 'block_all') { return { outcome: RequestOutcome.BLOCKED, status: code }; }
  if (/direct_response/.test(details)) { return { outcome: answer.headers?.Location !== undefined ? RequestOutcome.REDIRECTED : RequestOutcome.ANSWERED, status: code }; }
  if (/cluster_not_found|no_healthy_upstream/.test(details)) { return { outcome: RequestOutcome.NO_DESTINATION, status: code }; }
  if (status === 200 && routing?.details === undefined) { return { outcome: RequestOutcome.ANSWERED, status }; }
  return { outcome: RequestOutcome.REFUSED, status: code };
}

/** Statuses of HTTP that Envoy makes those of gRPC of. */
const GRPC: { readonly [status: string]: number } = { 7: 403, 12: 404, 14: 503, 16: 401 };

/**
 * The route by its name; of those alike for several ports, the one that leads where the request went. Gateways name their routes after the
 * port in the Gateway, which is not the one that their pods listen on, and tell those with TLS from those without.
 */
function routeOf(proxy: ProxyConfig, { route, cluster, config, local, tls }: ProxyLog): JsonObject | undefined {
  const port = local?.split(':').pop();
  const same = (proxy.routes ?? []).flatMap((host) => host.routes.filter((each) => each.name === route && JSON.stringify(each).includes(`"${config}"`)).map((each) => ({ each, host })));
  const leading = same.filter(({ each }) => cluster === undefined || JSON.stringify(each).includes(`"${cluster}"`));
  const isOfPort = ({ host }: typeof leading[number]) => host.config === port || host.config.endsWith(`:${port}`) || host.config.endsWith(`.${port}`);
  const isOfServer = ({ host }: typeof leading[number]) => host.config.startsWith(tls === undefined ? 'http.' : 'https.');
  return (leading.find(isOfPort) ?? leading.find(isOfServer) ?? leading[0])?.each;
}
