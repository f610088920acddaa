import type { IConstruct } from 'constructs';
import { type HeaderOperations, renderHeaders } from './headers';
import { requireDestinationHost, requireLabel } from './hosts';
import { late } from './late';
import { objectOf, pathOf, SERVICE } from './object-of';
import { Mesh } from '../analysis/mesh';
import { Field } from '../model/field';
import { serviceHost } from '../model/hosts';
import { defined, given, type JsonObject } from '../model/json';
import { requireInteger, requirePercentage, requirePort } from '../model/require';

/**
 * Where traffic can be sent: a service, or one version of it.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination
 */
export interface IDestination {
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
   * @default - the service's only port; else the port that the traffic was for
   */
  readonly port?: number;
}

/** What a destination is besides a host. */
export interface DestinationOptions {
  /**
   * A subset that a DestinationRule of the host defines.
   *
   * @default - all endpoints of the service
   */
  readonly subset?: string;

  /**
   * The port of the service.
   *
   * @default - the service's only port; else the port that the traffic was for
   */
  readonly port?: number;
}

/** Where traffic can be sent, by what it is called. */
export class Destination implements IDestination {
  /** A host: a name without dots is one in the namespace of the object that names it. */
  public static of(host: string, options: DestinationOptions = {}): Destination {
    const field = new Field('Destination.of');
    requireDestinationHost(host, field.at('host'));
    return new Destination(() => host, checked(options, field));
  }

  /** A Kubernetes Service, of whichever library that made it. */
  public static fromService(service: IConstruct, options: DestinationOptions = {}): Destination {
    const field = new Field('Destination.fromService');
    const { name, metadata: { namespace } } = objectOf(service, [SERVICE], field.at('service'), 'pass the Service, not the workload behind it');
    const host = () => namespace === undefined ? name : serviceHost(name, namespace, Mesh.of(service).clusterDomain);
    return new Destination(host, checked(options, field));
  }

  /** The same destination, at a port of it. */
  public static withPort(destination: IDestination, port: number): Destination {
    const field = new Field('Destination.withPort');
    requirePort(port, field.at('port'));
    return new Destination(() => destination.host, { subset: destination.subset, port });
  }

  /** The subset, if it is not all endpoints of the host. */
  public readonly subset?: string;

  /** The port, if one is given. */
  public readonly port?: number;

  private constructor(private readonly hostOf: () => string, { subset, port }: DestinationOptions) {
    this.subset = subset;
    this.port = port;
  }

  /** The host. */
  public get host(): string {
    return this.hostOf();
  }
}

function checked({ subset, port }: DestinationOptions, field: Field): DestinationOptions {
  if (subset !== undefined) { requireLabel(subset, field.at('subset')); }
  if (port !== undefined) { requirePort(port, field.at('port')); }
  return { subset, port };
}

/** Where a share of the traffic of a TLS or TCP route goes. */
export interface WeightedDestination {
  /** Where it goes: a service, a version of one, or a host (`Destination.of`). */
  readonly destination: IDestination;

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
export interface Mirror {
  /** Where they go: a service, a version of one, or a host (`Destination.of`). */
  readonly destination: IDestination;

  /**
   * The share of requests that are copied, in percent.
   *
   * @default 100
   */
  readonly percentage?: number;
}

/** A destination: `{host, subset, port}`. */
export function renderDestination(destination: IDestination, field: Field): JsonObject {
  const host: unknown = destination?.host;
  if (typeof host !== 'string') { throw field.error(pathOf(destination), 'a destination', 'give a MeshService, a version of one, or use Destination'); }
  requireDestinationHost(host, field.at('host'));
  return defined({
    host: late(() => requireDestinationHost(destination.host, field.at('host'))),
    subset: given(destination.subset, (subset) => requireLabel(subset, field.at('subset'))),
    port: given(destination.port, (port) => ({ number: requirePort(port, field.at('port')) })),
  });
}

/** The destinations of an HTTP route. */
export function renderHttpDestinations(destinations: HttpDestination[], field: Field): JsonObject[] {
  requireWeights(destinations, field);
  return destinations.map((destination, i) => defined({
    destination: renderDestination(destination.destination, field.at(i).at('destination')),
    weight: destination.weight,
    headers: given(destination.headers, (headers) => renderHeaders(headers, field.at(i).at('headers'))),
  }));
}

/** The destinations of a TLS or TCP route. */
export function renderDestinations(destinations: WeightedDestination[], field: Field): JsonObject[] {
  requireWeights(destinations, field);
  return destinations.map((destination, i) => defined({
    destination: renderDestination(destination.destination, field.at(i).at('destination')),
    weight: destination.weight,
  }));
}

/** The `mirrors` of an HTTP route. */
export function renderMirrors(mirrors: Mirror[], field: Field): JsonObject[] {
  return mirrors.map((mirror, i) => ({
    destination: renderDestination(mirror.destination, field.at(i).at('destination')),
    percentage: { value: requirePercentage(mirror.percentage ?? 100, field.at(i).at('percentage')) },
  }));
}

/** The `mirror` of an HTTP route, and the share of requests that is copied there. */
export function renderMirror(mirror: Mirror, field: Field): JsonObject {
  return defined({
    mirror: renderDestination(mirror.destination, field.at('destination')),
    mirrorPercentage: given(mirror.percentage, (share) => ({ value: requirePercentage(share, field.at('percentage')) })),
  });
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
