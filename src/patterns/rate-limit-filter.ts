import type { Duration } from 'cdk8s';
import { type RateLimitResponse, renderResponseHeaders, renderShare, renderStatus } from './rate-limit-response';
import type { Field } from '../model/field';
import { defined, type JsonObject } from '../model/json';
import type { LimitRules } from '../model/rate-limit-rules';
import { EnvoyMatch } from '../resources/envoy-match';
import { type EnvoyPatch } from '../resources/envoy-patch';
import { EnvoyApplyTo, EnvoyPatchContext, EnvoyPatchOperation } from '../resources/envoy-patch-kinds';

/** What the filters of both kinds of limits are told alike. */
export interface FilterOptions {
  readonly response?: RateLimitResponse;
  readonly enforcedPercentage?: number;
}

/** A bucket of tokens: every request takes one. */
export interface TokenBucket {
  /** Tokens that come in, evenly spread. */
  readonly requests: number;
  /** Within this time. */
  readonly per: Duration;
  /** Tokens that fit in. */
  readonly burst: number;
}

/** Where filters for a limit go. */
export interface FilterPlace {
  readonly context: EnvoyPatchContext;
  /** Ports of the pods; all, if missing. */
  readonly ports?: readonly number[];
}

const API = 'type.googleapis.com/envoy.extensions.filters.http';

/** The filter of a limit that each proxy counts by itself. */
export function localFilter(name: string, bucket: TokenBucket, { rules, entries }: LimitRules, maxKeys: number | undefined, options: FilterOptions,
  field: Field): JsonObject {
  const token_bucket = { max_tokens: bucket.burst, tokens_per_fill: bucket.requests, fill_interval: seconds(bucket.per) };
  const all = entries.length === 0;
  return {
    name,
    typed_config: defined({
      '@type': `${API}.local_ratelimit.v3.LocalRateLimit`,
      'stat_prefix': name,
      // Without them Envoy counts nothing.
      'filter_enabled': { default_value: { numerator: 100, denominator: 'HUNDRED' } },
      'filter_enforced': renderShare(options.enforcedPercentage ?? 100, field.at('enforcedPercentage')),
      ...all ? { token_bucket } : {
        rate_limits: rules.map((actions) => ({ actions: [...actions] })),
        descriptors: [{ entries: entries.map((entry) => ({ ...entry })), token_bucket }],
        max_dynamic_descriptors: maxKeys,
      },
      'status': renderStatus(options.response?.status, field.at('response').at('status')),
      ...common(options, field),
    }),
  };
}

/** Where the service that counts is, and how it is asked. */
export interface Counting {
  readonly domain: string;
  readonly cluster: string;
  readonly authority: string;
  readonly timeout: Duration;
  readonly denyOnFailure: boolean;
}

/** The filter of a limit that a service counts for all proxies. */
export function globalFilter(name: string, counting: Counting, { rules }: LimitRules, options: FilterOptions, field: Field): JsonObject {
  return {
    name,
    typed_config: defined({
      '@type': `${API}.ratelimit.v3.RateLimit`,
      'stat_prefix': name,
      'domain': counting.domain,
      'rate_limit_service': {
        transport_api_version: 'V3',
        grpc_service: { envoy_grpc: { cluster_name: counting.cluster, authority: counting.authority } },
      },
      'timeout': seconds(counting.timeout),
      'failure_mode_deny': counting.denyOnFailure,
      'filter_enforced': options.enforcedPercentage === undefined ? undefined : renderShare(options.enforcedPercentage, field.at('enforcedPercentage')),
      'rate_limits': rules.map((actions) => ({ actions: [...actions] })),
      'rate_limited_status': renderStatus(options.response?.status, field.at('response').at('status')),
      ...common(options, field),
    }),
  };
}

function common({ response }: FilterOptions, field: Field): JsonObject {
  return {
    response_headers_to_add: renderResponseHeaders(response?.headers, field.at('response').at('headers')),
    enable_x_ratelimit_headers: response?.limitHeaders === true ? 'DRAFT_VERSION_03' : undefined,
    enable_retry_after_header: response?.retryAfter === true ? true : undefined,
    // Istio retries UNAVAILABLE, which Envoy answers else: the limit would multiply the calls.
    rate_limited_as_resource_exhausted: true,
  };
}

/** The versions of proxies whose Envoy knows all that the filters have; others would refuse all that they are sent. */
const SINCE_29 = '^1\\.(29|[3-9][0-9]|[0-9]{3,})';
const SINCE_31 = '^1\\.(3[1-9]|[4-9][0-9]|[0-9]{3,})';

/**
 * The patches that add a filter. It goes last, so that what authentication and authorization refuse is not counted. Its name
 * is its own: what is said for a filter of a route by its name is for no other limit.
 */
export function filterPatches(value: JsonObject, { context, ports }: FilterPlace, { response }: FilterOptions): EnvoyPatch[] {
  return (ports ?? [undefined]).map((portNumber) => ({
    applyTo: EnvoyApplyTo.HTTP_FILTER,
    context,
    proxy: { version: response?.retryAfter === true ? SINCE_31 : SINCE_29 },
    match: EnvoyMatch.listener({
      portNumber,
      filterChain: { filter: 'envoy.filters.network.http_connection_manager', subFilter: 'envoy.filters.http.router' },
    }),
    operation: EnvoyPatchOperation.INSERT_BEFORE,
    value,
  }));
}

/** A duration as the JSON of protocol buffers has it: seconds only. */
function seconds(duration: Duration): string {
  return `${duration.toMilliseconds() / 1000}s`;
}
