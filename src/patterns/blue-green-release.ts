import { Construct } from 'constructs';
import type { MeshService } from './mesh-service';
import { priorityOf, requestsAmong, type RequestScope, requestsOf } from './requests';
import type { ServiceVersion } from './service-version';
import { requireOtherVersion, requireVersionOf, split } from './split';
import type { RequestMatch } from '../model/request-match';
import { fieldOf } from '../resources/emit';

/** The colours of a blue/green release. */
export enum LiveColor {
  /** The version that is called blue. */
  BLUE = 'blue',
  /** The version that is called green. */
  GREEN = 'green',
}

/** Properties of a BlueGreenRelease. */
export interface BlueGreenReleaseProps extends RequestScope {
  /** The service that is released. */
  readonly service: MeshService;

  /** One version. */
  readonly blue: ServiceVersion;

  /** The other version. */
  readonly green: ServiceVersion;

  /** The version that takes all requests. Changing it is the switch. */
  readonly live: LiveColor;

  /**
   * Requests that reach the version which is not live, to try it before the switch. Where `requests` is given, those among
   * them.
   *
   * @default - nothing reaches it
   */
  readonly preview?: RequestMatch[];
}

/**
 * Keeps two versions of a service side by side, one of which takes all requests, and switches between them at once.
 *
 * It is for HTTP, TCP and TLS ports alike; the preview is for HTTP.
 */
export class BlueGreenRelease extends Construct {
  constructor(scope: Construct, id: string, props: BlueGreenReleaseProps) {
    super(scope, id);
    const field = fieldOf(this);
    const { service, blue, green, live, preview } = props;
    requireVersionOf(service, blue, field.at('blue'));
    requireVersionOf(service, green, field.at('green'));
    requireOtherVersion(green, blue, 'the blue one', field.at('green'));
    const [taking, waiting] = live === LiveColor.BLUE ? [blue, green] : [green, blue];
    const priority = priorityOf(props, field);
    const requests = requestsOf(props, field);

    service._addFacet({ owner: this, name: id, priority, requests, says: () => split([{ version: taking }]) });
    if (preview !== undefined) {
      service._addFacet({
        owner: this,
        name: `${id}-preview`,
        priority,
        requests: requestsAmong(requests, preview, field.at('preview'), 'leave it out for none'),
        says: () => split([{ version: waiting }]),
      });
    }
  }
}
