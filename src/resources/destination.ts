import { type HeaderOperations, renderHeaders } from './headers';
import { requireDestinationHost, requireLabel } from './hosts';
import type { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { requireInteger, requirePercentage, requirePort } from '../model/require';

/**
 * Where traffic goes.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination
 */
export interface Destination {
  /** The service's name. A name without dots is one in the namespace of the object that names it, not of the caller. */
  readonly host: string;

  /**
   * A subset that a DestinationRule of the host defines.
   *
   * @default - all endpoints of the service
   */
  readonly subset?: string;

  /**
   * The port of the service.
   *
   * @default - the service's only port; else the port that the request was for
   */
  readonly port?: number;
}

/** Where a share of the traffic of a TLS or TCP route goes. */
export interface WeightedDestination extends Destination {
  /**
   * The share in relation to the other destinations' weights.
   *
   * @default - all traffic if the route has one destination, none if it has several
   */
  readonly weight?: number;
}

/** Where a share of the requests of an HTTP route goes. */
export interface HttpDestination extends WeightedDestination {
  /**
   * Changes to the headers of what goes there.
   *
   * @default - only those of the route
   */
  readonly headers?: HeaderOperations;
}

/** Where copies of requests go. Their responses are dropped. */
export interface Mirror extends Destination {
  /**
   * The share of requests that are copied, in percent.
   *
   * @default 100
   */
  readonly percentage?: number;
}

/** A destination: `{host, subset, port}`. */
export function renderDestination(destination: Destination, field: Field): JsonObject {
  requireDestinationHost(destination.host, field.at('host'));
  return defined({
    host: destination.host,
    subset: given(destination.subset, (subset) => requireLabel(subset, field.at('subset'))),
    port: given(destination.port, (port) => ({ number: requirePort(port, field.at('port')) })),
  });
}

/** The destinations of an HTTP route. */
export function renderHttpDestinations(destinations: HttpDestination[], field: Field): JsonObject[] {
  requireWeights(destinations, field);
  return destinations.map((destination, i) => defined({
    destination: renderDestination(destination, field.at(i)),
    weight: destination.weight,
    headers: given(destination.headers, (headers) => renderHeaders(headers, field.at(i).at('headers'))),
  }));
}

/** The destinations of a TLS or TCP route. */
export function renderDestinations(destinations: WeightedDestination[], field: Field): JsonObject[] {
  requireWeights(destinations, field);
  return destinations.map((destination, i) => defined({
    destination: renderDestination(destination, field.at(i)),
    weight: destination.weight,
  }));
}

/** The `mirrors` of an HTTP route. */
export function renderMirrors(mirrors: Mirror[], field: Field): JsonObject[] {
  return mirrors.map((mirror, i) => ({
    destination: renderDestination(mirror, field.at(i)),
    percentage: { value: requirePercentage(mirror.percentage ?? 100, field.at(i).at('percentage')) },
  }));
}

/** Several destinations each say their share, and some of them get traffic. Istio adds the weights up in 32 bits. */
function requireWeights(destinations: WeightedDestination[], field: Field): void {
  destinations.forEach(({ weight }, i) => {
    if (weight !== undefined || destinations.length > 1) { requireInteger(weight as number, field.at(i).at('weight'), 0, 2147483647); }
  });
  const sum = destinations.reduce((total, { weight }) => total + (weight ?? 0), 0);
  if (destinations.length > 1 && (sum === 0 || sum > 2147483647)) {
    throw field.problem(`the weights of ${field.path} add up to ${sum}; they must add up to between 1 and 2147483647`);
  }
}
