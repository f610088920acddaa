import { Duration, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import type { IngressGateway } from './ingress-gateway';
import type { MeshService } from './mesh-service';
import { filterPatches, globalFilter, localFilter } from './rate-limit-filter';
import type { RateLimitKey } from './rate-limit-key';
import type { RateLimitResponse } from './rate-limit-response';
import type { RateLimitService } from './rate-limit-service';
import { emitServicePolicy } from './service-policy';
import { describePorts, type TrafficPort } from './service-port';
import { Mesh } from '../analysis/mesh';
import { DataPlaneMode } from '../checks/mesh-context';
import type { Conditions } from '../model/conditions';
import { describeConditions } from '../model/describe';
import { beyondEnvoy } from '../model/envoy-conditions';
import type { Field } from '../model/field';
import { given, type JsonObject } from '../model/json';
import { ISTIO_KINDS } from '../model/kinds';
import { limitRules, type LimitRules } from '../model/rate-limit-rules';
import type { RequestMatch } from '../model/request-match';
import { requireInteger, requireOneOf, requirePort, requireSome } from '../model/require';
import { emit, fieldOf } from '../resources/emit';
import { renderEnvoyFilter } from '../resources/envoy-filter';
import { EnvoyPatchContext } from '../resources/envoy-patch-kinds';
import { PolicyTarget } from '../resources/policy-target';
import { WorkloadSelector } from '../resources/workload-selector';

/** Properties of a RateLimit. */
export interface RateLimitProps {
  /**
   * The service whose pods take no more. The limit is kept by their sidecars, on what comes in. Excludes gateway.
   *
   * @default - see gateway
   */
  readonly service?: MeshService;

  /**
   * The gateway whose pods let no more in. Excludes service.
   *
   * @default - see service
   */
  readonly gateway?: IngressGateway;

  /** How many requests are let through within the time, in the long run. */
  readonly requests: number;

  /**
   * The time: between 50 milliseconds and 365 days. Where a service counts: one second, minute, hour or day, and the count
   * begins anew with each of them.
   */
  readonly per: Duration;

  /**
   * How many requests may come at once, after a while without any. Not with `countedBy`.
   *
   * @default - as many as `requests`
   */
  readonly burst?: number;

  /**
   * The requests that are limited: those that fulfil any of the matches. They are about what the request itself says: not
   * about its source or port, and without regular expressions for the path.
   *
   * @default - all requests
   */
  readonly matching?: RequestMatch[];

  /**
   * Properties of requests: each combination of their values has a limit of its own.
   *
   * @default - all requests share the limit
   */
  readonly each?: RateLimitKey[];

  /**
   * How many combinations each proxy remembers. Of more, those that were not asked for longest are forgotten, and begin with a
   * full bucket again. For `each`, not with `countedBy`.
   *
   * @default 10000
   */
  readonly maxKeys?: number;

  /**
   * The ports: those of the pods, which need not have the numbers of the Service's or of the gateway's listeners.
   *
   * @default - all ports with HTTP
   */
  readonly ports?: number[];

  /**
   * The service that counts for all proxies together.
   *
   * @default - each proxy counts what it sees itself: the limit is one of each pod
   */
  readonly countedBy?: RateLimitService;

  /**
   * The share of requests over the limit that is really refused. 0 refuses none and only counts them, in Envoy's statistics.
   *
   * @default 100
   */
  readonly enforcedPercentage?: number;

  /**
   * What a request over the limit is answered with.
   *
   * @default - status 429
   */
  readonly response?: RateLimitResponse;
}

/** Envoy refuses shorter times; tokens that take longer than a year to come, it brings earlier. */
const MIN_MILLISECONDS = 50;
const MAX_DAYS = 365;
/** Istio warns of filters that are put before another without one: it may not be there yet. */
const PRIORITY = 10;
const MAX_UINT32 = 4294967295;

/** The units that the counting service knows. */
const UNITS: ReadonlyMap<number, string> = new Map([[1, 'second'], [60, 'minute'], [3600, 'hour'], [86400, 'day']]);

/**
 * Lets no more than so many requests through.
 *
 * By itself each proxy counts with a bucket of tokens: it holds `burst` tokens, every request takes one, and `requests` new
 * ones come `per` time, evenly spread. A request that finds none is answered with 429. The limit is that of *each* pod, port
 * and filter chain: of a port that takes mutual TLS and plain text, either has its own. With `countedBy` there is one limit for
 * all of them.
 *
 * Several of them for one service all hold: a request needs a token of each. What authentication and authorization refuse is
 * not counted.
 *
 * Waypoints and ztunnel do not keep it, as Istio 1.31 patches neither with such a filter. Connections without HTTP are not
 * limited.
 *
 * @see https://www.envoyproxy.io/docs/envoy/v1.40.0/configuration/http/http_filters/local_rate_limit_filter
 */
export class RateLimit extends Construct {
  constructor(scope: Construct, id: string, props: RateLimitProps) {
    super(scope, id);
    const field = fieldOf(this);
    checkProps(props, field);
    // What is wrong with the rest is found where it is rendered, which is tried at once.
    const name = (namespace: string | undefined) => namespace === undefined ? id : `${namespace}.${id}`;
    const filter = (of: string, counted: boolean) => renderFilter(`rate-limit.${of}`, rulesOf(of, props, field), counted ? props : { ...props, countedBy: undefined }, field);
    filter(id, false);

    const { service, gateway, countedBy } = props;
    const context = gateway === undefined ? EnvoyPatchContext.SIDECAR_INBOUND : EnvoyPatchContext.GATEWAY;
    const namespace = () => gateway === undefined ? service?.namespace : Mesh.of(this).rootNamespace;
    const spec = (target: PolicyTarget) => renderEnvoyFilter(
      { target, configPatches: filterPatches(filter(name(namespace()), true), { context, ports: props.ports }, props), priority: PRIORITY }, field);
    countedBy?._add(() => {
      const limit = name(namespace());
      const rate = { unit: unitOf(props, field), requests_per_unit: props.requests };
      return { owner: this, name: limit, entries: rulesOf(limit, props, field).entries, rate };
    });
    if (gateway !== undefined) {
      emit(this, ISTIO_KINDS.EnvoyFilter, {
        name: id,
        // In the root namespace it is for the gateway's pods wherever they are. The Mesh may be declared later.
        namespace: Lazy.any({ produce: namespace }) as unknown as string,
        // For gateways that know only the services that something refers to.
        annotations: given(countedBy, ({ _host }) => ({ 'envoyfilter.istio.io/referenced-services': _host })),
      }, { spec: Lazy.any({ produce: () => spec(PolicyTarget.workloads(WorkloadSelector.labels({ ...gateway._selector }))) }) });
    } else if (service !== undefined) {
      emitServicePolicy(this, ISTIO_KINDS.EnvoyFilter, id, service, {
        check: (ports) => requireHttp(service, ports, field),
        spec: (target) => {
          if (Mesh.of(this).dataPlaneMode === DataPlaneMode.AMBIENT) {
            throw field.problem('the mesh is in ambient mode; it must have sidecars, as ztunnel and waypoints keep no such limit', 'limit at a gateway');
          }
          return spec(target);
        },
      });
    }
  }
}

function renderFilter(filterName: string, rules: LimitRules, props: RateLimitProps, field: Field): JsonObject {
  if (props.countedBy !== undefined) { return globalFilter(filterName, props.countedBy._counting(), rules, props, field); }
  const bucket = { requests: props.requests, per: props.per, burst: props.burst ?? props.requests };
  const maxKeys = props.each === undefined ? undefined : props.maxKeys ?? 10000;
  return localFilter(filterName, bucket, rules, maxKeys, props, field);
}

function rulesOf(name: string, { matching, each, countedBy }: RateLimitProps, field: Field): LimitRules {
  const rules = limitRules({
    name,
    matches: (matching ?? []).map(({ _conditions }) => _conditions),
    properties: (each ?? []).map(({ _property }) => _property),
  }, countedBy === undefined ? 0 : 1);
  if (rules.rules.length > MAX_RULES) {
    throw field.problem(`matching and each come to ${rules.rules.length} rules; it must be at most ${MAX_RULES}`,
      'give fewer matches that overlap, or fewer properties');
  }
  return rules;
}

const MAX_RULES = 64;

function checkProps(props: RateLimitProps, field: Field): void {
  requireOneOf(props, ['service', 'gateway'], field);
  requireInteger(props.requests, field.at('requests'), 1, MAX_UINT32);
  const milliseconds = props.per.toMilliseconds({ integral: false });
  if (!Number.isInteger(milliseconds) || milliseconds < MIN_MILLISECONDS || milliseconds > Duration.days(MAX_DAYS).toMilliseconds()) {
    throw field.at('per').error(`${milliseconds}ms`, `whole milliseconds, between ${MIN_MILLISECONDS}ms and ${MAX_DAYS} days`);
  }
  if (props.burst !== undefined) { requireInteger(props.burst, field.at('burst'), 1, MAX_UINT32); }
  if (props.maxKeys !== undefined) {
    requireInteger(props.maxKeys, field.at('maxKeys'), 1, MAX_UINT32);
    if (props.each === undefined) { throw field.problem('maxKeys is given without each; it must be left out, as there is one limit'); }
  }
  if (props.countedBy !== undefined) {
    const extra = (['burst', 'maxKeys'] as const).find((name) => props[name] !== undefined);
    if (extra !== undefined) { throw field.problem(`${extra} is given with countedBy; it must be left out, as the service knows nothing of the kind`); }
    unitOf(props, field);
  }
  given(props.ports, (ports) => requireSome(ports, field.at('ports'), 'leave it out for all ports')
    .forEach((port, i) => {
      requirePort(port, field.at('ports').at(i));
      if (ports.indexOf(port) < i) { throw field.at('ports').at(i).error(port, 'given once'); }
    }));
  given(props.matching, (matches) => requireSome(matches, field.at('matching'), 'leave it out for all requests')
    .forEach(({ _conditions }, i) => requireTold(_conditions, field.at('matching').at(i))));
  given(props.each, (keys) => {
    const names = requireSome(keys, field.at('each'), 'leave it out for one limit').map(({ _property }) => _property.key);
    names.forEach((key, i) => { if (names.indexOf(key) < i) { throw field.at('each').at(i).error(key, 'given once'); } });
  });
}

function requireTold(conditions: Conditions, field: Field): void {
  const beyond = beyondEnvoy(conditions);
  if (beyond !== undefined) {
    throw field.error(describeConditions(conditions), `about what a rate limit can tell; it cannot tell ${beyond}`,
      beyond === 'a port' ? 'give ports' : undefined);
  }
}

function unitOf({ per }: RateLimitProps, field: Field): string {
  const unit = UNITS.get(per.toMilliseconds() / 1000);
  if (unit !== undefined) { return unit; }
  throw field.at('per').error(`${per.toMilliseconds()}ms`, 'one second, minute, hour or day, with countedBy');
}

function requireHttp(service: MeshService, ports: readonly TrafficPort[], field: Field): void {
  if (ports.some(({ traffic }) => traffic === 'http')) { return; }
  throw field.problem(`${service.node.path} has ports without HTTP only: ${describePorts(ports)}; it must have one with HTTP, as requests are limited`);
}
