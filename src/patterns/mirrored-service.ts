import { Construct } from 'constructs';
import { externalServiceOf } from './external-service';
import type { MeshHost } from './mesh-host';
import { MeshService } from './mesh-service';
import { priorityOf, type RequestScope, requestsOf } from './requests';
import { ServiceVersion } from './service-version';
import { type Mirror, mirrorAspect } from '../model/facet';
import type { Field } from '../model/field';
import { defined, type Json } from '../model/json';
import { requirePercentage, requireSome } from '../model/require';
import { type IDestination, renderDestination } from '../resources/destination';
import { fieldOf } from '../resources/emit';

/** Where copies of requests go. */
export interface MirrorTarget {
  /**
   * The version or service that gets the copies, or a host (`Destination.of`). A service gets them on its only port, unless
   * `Destination.withPort` says another; a version of the same service on the port that the request came to.
   */
  readonly to: IDestination;

  /**
   * The share of requests that are copied, in percent.
   *
   * @default 100
   */
  readonly percentage?: number;
}

/** Properties of a MirroredService. */
export interface MirroredServiceProps extends RequestScope {
  /** The service whose requests are copied. */
  readonly service: MeshHost;

  /** Where the copies go: several mirrors add up. */
  readonly mirrors: MirrorTarget[];
}

/**
 * Copies a share of a service's requests to another version or service, which works on real traffic without answering it:
 * responses to copies are thrown away, and nobody waits for them.
 */
export class MirroredService extends Construct {
  constructor(scope: Construct, id: string, props: MirroredServiceProps) {
    super(scope, id);
    const field = fieldOf(this);
    const mirrors = requireSome(props.mirrors, field.at('mirrors'));
    mirrors.forEach((mirror, i) => {
      checkMirror(mirror, props.service, field.at('mirrors').at(i));
      const first = mirrors.findIndex(({ to }) => mirrorAspect(mirrorOf({ to })) === mirrorAspect(mirrorOf(mirror)));
      if (first !== i) {
        throw field.at('mirrors').at(i).problem(`mirrors[${i}] goes where mirrors[${first}] goes; each destination must be there once`, 'add the percentages up');
      }
    });
    props.service._addFacet({
      owner: this,
      name: id,
      priority: priorityOf(props, field),
      requests: requestsOf(props, field),
      says: () => Object.fromEntries(mirrors.map((mirror) => mirrorOf({ ...mirror, to: withPort(mirror.to, props.service) }))
        .map((mirror) => [mirrorAspect(mirror), mirror as unknown as Json])),
    });
  }
}

function checkMirror(mirror: MirrorTarget, service: MeshHost, field: Field): void {
  if (mirror.percentage !== undefined) { requirePercentage(mirror.percentage, field.at('percentage')); }
  renderDestination(mirror.to, field.at('to'));
  if (mirror.to.host === service.host && mirror.to.subset === undefined) {
    throw field.at('to').error(service.node.path, 'a version of the service, or another service', 'copies would come back to where they came from');
  }
  const refused = externalServiceOf(service, mirror.to.host)?._refusesCopies;
  if (refused !== undefined) { throw field.at('to').problem(`${field.at('to').path} ${refused}`); }
}

/**
 * The only port of another service, where requests may come to ports that it does not have: a sidecar looks for the service
 * by the port that the request came to, and would send the copies nowhere without a word.
 */
function withPort(to: IDestination, service: MeshHost): IDestination {
  if (to.port !== undefined || to.host === service.host) { return to; }
  const owner = to instanceof ServiceVersion ? to.service : to;
  const ports = owner instanceof MeshService ? owner._ports : [];
  const from = service instanceof MeshService ? service._ports : undefined;
  if (ports.length !== 1 || from?.every(({ number }) => number === ports[0].number) === true) { return to; }
  return { host: to.host, subset: to.subset, port: ports[0].number };
}

function mirrorOf({ to: { host, subset, port }, percentage }: MirrorTarget): Mirror {
  return defined({ host, subset, port, percentage: percentage ?? 100 });
}
