import { Construct } from 'constructs';
import type { MeshService } from './mesh-service';
import { priorityOf } from './requests';
import type { ServiceVersion } from './service-version';
import { requireOtherVersion, requireVersionOf, split } from './split';
import type { RequestMatch } from '../model/request-match';
import { requireSome } from '../model/require';
import { fieldOf } from '../resources/emit';

/** Properties of a DarkLaunch. */
export interface DarkLaunchProps {
  /** The service that is released. */
  readonly service: MeshService;

  /** The version that everyone gets. */
  readonly live: ServiceVersion;

  /** The version that is there, but that only marked requests reach. */
  readonly dark: ServiceVersion;

  /** The marked requests: those that fulfil any of the matches. */
  readonly requests: RequestMatch[];

  /**
   * Decides where two patterns say different things of the same requests and neither is more specific: the higher wins.
   *
   * @default 0
   */
  readonly priority?: number;
}

/** Puts a version of a service into the mesh that no request reaches by accident: only those that are marked do. */
export class DarkLaunch extends Construct {
  constructor(scope: Construct, id: string, props: DarkLaunchProps) {
    super(scope, id);
    const field = fieldOf(this);
    const { service, live, dark } = props;
    requireVersionOf(service, live, field.at('live'));
    requireVersionOf(service, dark, field.at('dark'));
    requireOtherVersion(dark, live, 'the live one', field.at('dark'));
    const requests = requireSome(props.requests, field.at('requests'), 'mark the requests that reach the dark version');
    const priority = priorityOf(props, field);

    service._addFacet({ owner: this, name: id, priority, requests: [], says: () => split([{ version: live }]) });
    service._addFacet({ owner: this, name: `${id}-dark`, priority, requests, says: () => split([{ version: dark }]) });
  }
}
