import { Construct } from 'constructs';
import type { IDestination } from './destination';
import type { MeshService } from './mesh-service';
import { priorityOf, type RequestScope, requestsOf } from './requests';
import { ServiceVersion } from './service-version';
import { type Mirror, mirrorAspect } from '../model/facet';
import type { Field } from '../model/field';
import { defined, type Json } from '../model/json';
import { requirePercentage, requirePort, requireSome } from '../model/require';
import { fieldOf } from '../resources/emit';

/** Where copies of requests go. */
export interface MirrorTarget {
  /** The version or service that gets the copies. */
  readonly to: IDestination;

  /**
   * The share of requests that are copied, in percent.
   *
   * @default 100
   */
  readonly percentage?: number;

  /**
   * The port of another service that the copies go to.
   *
   * @default - its only port; for a version of the same service, the port that the request came to
   */
  readonly port?: number;
}

/** Properties of a MirroredService. */
export interface MirroredServiceProps extends RequestScope {
  /** The service whose requests are copied. */
  readonly service: MeshService;

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
      const first = mirrors.findIndex(({ to, port }) => to === mirror.to && port === mirror.port);
      if (first !== i) {
        throw field.at('mirrors').at(i).problem(`mirrors[${i}] goes where mirrors[${first}] goes; each destination must be there once`, 'add the percentages up');
      }
    });
    props.service._addFacet({
      owner: this,
      name: id,
      priority: priorityOf(props, field),
      requests: requestsOf(props, field),
      says: () => Object.fromEntries(mirrors.map(mirrorOf).map((mirror) => [mirrorAspect(mirror), mirror as unknown as Json])),
    });
  }
}

function checkMirror(mirror: MirrorTarget, service: MeshService, field: Field): void {
  if (mirror.percentage !== undefined) { requirePercentage(mirror.percentage, field.at('percentage')); }
  if (mirror.port !== undefined) { requirePort(mirror.port, field.at('port')); }
  if (mirror.to === service) {
    throw field.at('to').error(service.node.path, 'a version of the service, or another service', 'copies would come back to where they came from');
  }
}

function mirrorOf({ to, percentage, port }: MirrorTarget): Mirror {
  return defined({ host: to.host, subset: to instanceof ServiceVersion ? to.name : undefined, port, percentage: percentage ?? 100 });
}
