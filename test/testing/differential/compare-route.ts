import type { EnvoyAnswer } from './envoy-answer';
import type { Json, JsonObject } from '../../../src/model/json';
import { RequestOutcome, type TreatedDestination, type Treatment } from '../../../src/testing';

/** Tells what differs, if it does. */
export type Differ = (what: string, ours: unknown, theirs: unknown) => void;

/** A destination as Istio names its cluster. */
export const clusterOf = ({ host, port, subset }: { host: string; port?: number; subset?: string }): string =>
  `outbound|${port ?? ''}|${subset ?? ''}|${host}`;

const object = (value: Json | undefined): JsonObject | undefined => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value as JsonObject : undefined);
const list = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value as JsonObject[] : []);
const at = (value: Json | undefined, ...path: string[]): Json | undefined =>
  path.reduce<Json | undefined>((inner, key) => object(inner)?.[key], value);

/** What the route and the cluster say that one request does not show: shares, copies, timeouts, retries, faults, limits. */
export function routeDifferences(treatment: Treatment, destination: TreatedDestination | undefined, envoy: EnvoyAnswer, differ: Differ): void {
  const { route, routing, proxy } = envoy;
  const action = object(route?.route);
  // Of a request that the proxy answers itself, the simulator does not say what the route would have done.
  if (action === undefined || envoy.outcome === RequestOutcome.ANSWERED) { return; }
  differ('weights', shares(treatment.destinations.map((each) => [clusterOf(each), each.weight])), shares(weightsOf(action)));
  differ('timeout', treatment.timeout?.toMilliseconds(), milliseconds(action.timeout));
  differ('retries', treatment.retries === undefined ? undefined : {
    attempts: treatment.retries.attempts, perTryTimeout: treatment.retries.perTryTimeout?.toMilliseconds(), on: [...treatment.retries.on].sort(),
  }, retriesOf(object(action.retry_policy)));
  differ('mirrors', treatment.mirrors.map((each) => [clusterOf(each), each.percentage]), list(action.request_mirror_policies).map((each) => [each.cluster, percent(at(each, 'runtime_fraction', 'default_value')) ?? 100]));
  const fault = at(route, 'typed_per_filter_config', 'envoy.filters.http.fault');
  const delay = at(fault, 'delay');
  // A share of nothing is nothing.
  differ('delay', (treatment.delay?.percentage ?? 0) === 0 || treatment.delay === undefined ? undefined : [treatment.delay.percentage, treatment.delay.duration.toMilliseconds({ integral: false })],
    (percent(at(delay, 'percentage')) ?? 0) === 0 ? undefined : [percent(at(delay, 'percentage')) ?? 0, milliseconds(at(delay, 'fixed_delay'))]);
  const abort = at(fault, 'abort');
  differ('abort', (treatment.abort?.percentage ?? 0) === 0 ? undefined : [treatment.abort?.percentage, treatment.abort?.status], (percent(at(abort, 'percentage')) ?? 0) === 0 ? undefined : [percent(at(abort, 'percentage')) ?? 0, at(abort, 'http_status')]);
  const cluster = proxy?.clusters?.[routing?.cluster ?? ''];
  if (cluster !== undefined && destination !== undefined) { clusterDifferences(destination, cluster, differ); }
}

function clusterDifferences(destination: TreatedDestination, cluster: JsonObject, differ: Differ): void {
  const limits = list(at(cluster, 'circuit_breakers', 'thresholds'))[0] ?? {};
  const limit = (name: string) => (limits[name] === undefined || limits[name] === 4294967295 ? undefined : limits[name]);
  const ours = destination.connectionLimits;
  const given = (value: number | undefined) => (value === 4294967295 ? undefined : value);
  differ('limits', [ours?.maxConnections, ours?.maxPendingRequests, ours?.maxRequests, ours?.maxRetries].map((each) => given(each) ?? null),
    ['max_connections', 'max_pending_requests', 'max_requests', 'max_retries'].map((name) => limit(name) ?? null));
  differ('outlier detection', destination.outlierDetection === true, cluster.outlier_detection !== undefined);
}

function weightsOf(action: JsonObject): Array<readonly [string, number]> {
  if (typeof action.cluster === 'string') { return [[action.cluster, 100]]; }
  const clusters = list(at(action, 'weighted_clusters', 'clusters'));
  const total = clusters.reduce((sum, each) => sum + Number(each.weight ?? 0), 0);
  return clusters.map((each) => [String(each.name), Number(each.weight ?? 0) / total * 100]);
}

/** The shares by cluster, rounded, without those that get nothing. */
function shares(weights: ReadonlyArray<readonly [string, number]>): { [cluster: string]: number } {
  const sums: { [cluster: string]: number } = {};
  for (const [cluster, weight] of weights) { sums[cluster] = (sums[cluster] ?? 0) + weight; }
  const rounded = Object.entries(sums).filter(([, weight]) => weight > 0)
    .map(([cluster, weight]) => [cluster, Math.round(weight * 10) / 10] as const);
  return Object.fromEntries(rounded.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A duration of Envoy; none for one that never ends. */
function milliseconds(value: Json | undefined): number | undefined {
  if (typeof value !== 'string' || value === '0s') { return undefined; }
  return Math.round(Number(value.slice(0, -1)) * 1000);
}

function retriesOf(policy: JsonObject | undefined): JsonObject | undefined {
  if (policy === undefined) { return undefined; }
  const codes = (Array.isArray(policy.retriable_status_codes) ? policy.retriable_status_codes : []).map(String);
  const on = [...String(policy.retry_on ?? '').split(',').filter((each) => each !== ''), ...codes].sort();
  const perTry = milliseconds(policy.per_try_timeout);
  return { attempts: Number(policy.num_retries ?? 1), ...(perTry === undefined ? {} : { perTryTimeout: perTry }), on };
}

const DENOMINATORS: { readonly [name: string]: number } = { HUNDRED: 1, TEN_THOUSAND: 100, MILLION: 10_000 };

function percent(fraction: Json | undefined): number | undefined {
  return fraction === undefined ? undefined : Number(at(fraction, 'numerator') ?? 0) / (DENOMINATORS[String(at(fraction, 'denominator') ?? 'HUNDRED')] ?? 1);
}
