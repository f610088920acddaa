import type { Duration } from 'cdk8s';
import { type ClientTls, renderClientTls } from './client-tls';
import { type ConnectionPool, renderConnectionPool } from './connection-pool';
import { renderDuration } from './duration';
import { requireFqdnOrAddress } from './hosts';
import { type LoadBalancing, renderLoadBalancing } from './load-balancing';
import { type OutlierDetection, renderOutlierDetection } from './outlier-detection';
import type { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { requireInteger, requirePercentage, requirePort, requireSome } from '../model/require';

/** How callers treat a destination, or one of its ports. */
export interface TrafficSettings {
  /**
   * How an endpoint is chosen.
   *
   * @default - as the mesh says: the one of two with fewer requests under way
   */
  readonly loadBalancer?: LoadBalancing;

  /**
   * How many connections and requests the destination gets.
   *
   * @default - as the mesh says: no limits
   */
  readonly connectionPool?: ConnectionPool;

  /**
   * When an endpoint that fails gets no more traffic for a while.
   *
   * @default - as the mesh says: never
   */
  readonly outlierDetection?: OutlierDetection;

  /**
   * How the destination is connected to.
   *
   * @default - mutual TLS to workloads that can do it, plain text to others
   */
  readonly tls?: ClientTls;
}

/** How callers treat one port. Nothing of what is said for the whole destination is left for it. */
export interface PortTrafficPolicy extends TrafficSettings {
  /** The port of the service. */
  readonly port: number;
}

/** The HTTP method that a tunnel is asked for with. */
export enum TunnelProtocol {
  /** HTTP CONNECT. */
  CONNECT = 'CONNECT',
  /** HTTP POST. */
  POST = 'POST',
}

/** TCP within HTTP, to a forward proxy. */
export interface Tunnel {
  /** The host that the proxy is to connect to: a DNS name or an address. */
  readonly targetHost: string;

  /** The port that the proxy is to connect to. */
  readonly targetPort: number;

  /**
   * The HTTP method that the tunnel is asked for with.
   *
   * @default TunnelProtocol.CONNECT
   */
  readonly protocol?: TunnelProtocol;
}

/** Versions of the PROXY protocol. */
export enum ProxyProtocolVersion {
  /** Text. */
  V1 = 'V1',
  /** Binary. */
  V2 = 'V2',
}

/** How many retries may be under way at once. It has an effect only next to a `connectionPool`. */
export interface RetryBudget {
  /**
   * At most this share of the requests under way, in percent.
   *
   * @default 20
   */
  readonly percent?: number;

  /**
   * At least so many, however few requests there are. (Istio takes 0 for the default.)
   *
   * @default 3
   */
  readonly minRetryConcurrency?: number;

  /**
   * How long a request counts.
   *
   * @default - as long as it is under way
   */
  readonly budgetInterval?: Duration;
}

/**
 * How callers treat a destination. At least one of its properties is given.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy
 */
export interface TrafficPolicy extends TrafficSettings {
  /**
   * How single ports are treated instead.
   *
   * @default - all ports alike
   */
  readonly portLevelSettings?: PortTrafficPolicy[];

  /**
   * TCP within HTTP, to a forward proxy. Excludes `proxyProtocol`.
   *
   * @default - none
   */
  readonly tunnel?: Tunnel;

  /**
   * The version of the PROXY protocol that tells the destination who the client is.
   *
   * @default - the destination is not told
   */
  readonly proxyProtocol?: ProxyProtocolVersion;

  /**
   * How many retries may be under way at once.
   *
   * @default - as `connectionPool.http.maxRetries` says
   */
  readonly retryBudget?: RetryBudget;
}

/** The `trafficPolicy` of a DestinationRule or subset. */
export function renderTrafficPolicy(policy: TrafficPolicy, field: Field): JsonObject {
  if (policy.tunnel !== undefined && policy.proxyProtocol !== undefined) {
    throw field.problem(`${field.at('tunnel').path} and ${field.at('proxyProtocol').path} are given; it must be one of them`);
  }
  return requireContent(defined({
    ...renderSettings(policy, field),
    portLevelSettings: given(policy.portLevelSettings, (ports) => renderPorts(ports, field.at('portLevelSettings'))),
    tunnel: given(policy.tunnel, (tunnel) => renderTunnel(tunnel, field.at('tunnel'))),
    proxyProtocol: given(policy.proxyProtocol, (version) => ({ version })),
    retryBudget: given(policy.retryBudget, (budget) => renderRetryBudget(budget, field.at('retryBudget'))),
  }), field);
}

function renderSettings(settings: TrafficSettings, field: Field): JsonObject {
  return defined({
    loadBalancer: given(settings.loadBalancer, (loadBalancer) => renderLoadBalancing(loadBalancer, field.at('loadBalancer'))),
    connectionPool: given(settings.connectionPool, (pool) => renderConnectionPool(pool, field.at('connectionPool'))),
    outlierDetection: given(settings.outlierDetection, (outlier) => renderOutlierDetection(outlier, field.at('outlierDetection'))),
    tls: given(settings.tls, (tls) => renderClientTls(tls, field.at('tls'))),
  });
}

function renderPorts(ports: PortTrafficPolicy[], field: Field): JsonObject[] {
  requireSome(ports, field);
  return ports.map((policy, i) => {
    requirePort(policy.port, field.at(i).at('port'));
    if (ports.findIndex(({ port }) => port === policy.port) < i) { throw field.at(i).at('port').error(policy.port, 'given once'); }
    return { port: { number: policy.port }, ...requireContent(renderSettings(policy, field.at(i)), field.at(i)) };
  });
}

function renderTunnel(tunnel: Tunnel, field: Field): JsonObject {
  return defined({
    protocol: tunnel.protocol,
    targetHost: requireFqdnOrAddress(tunnel.targetHost, field.at('targetHost')),
    targetPort: requirePort(tunnel.targetPort, field.at('targetPort')),
  });
}

function renderRetryBudget(budget: RetryBudget, field: Field): JsonObject {
  return defined({
    percent: given(budget.percent, (percent) => requirePercentage(percent, field.at('percent'))),
    minRetryConcurrency: given(budget.minRetryConcurrency, (min) => requireInteger(min, field.at('minRetryConcurrency'), 1, 4294967295)),
    budgetInterval: given(budget.budgetInterval, (interval) => renderDuration(interval, field.at('budgetInterval'), 0)),
  });
}

function requireContent(policy: JsonObject, field: Field): JsonObject {
  if (Object.keys(policy).length > 0) { return policy; }
  throw field.problem(`${field.path} says nothing; it must have at least one setting`, 'leave it out where there is nothing to say');
}
