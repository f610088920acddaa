import { Construct } from 'constructs';
import type { MeshService } from './mesh-service';
import { priorityOf, requestsAmong, type RequestScope, requestsOf } from './requests';
import type { ServiceVersion } from './service-version';
import { requireOtherVersion, requireVersionOf, split } from './split';
import type { RequestMatch } from '../model/request-match';
import { requireInteger } from '../model/require';
import { fieldOf } from '../resources/emit';

/** Properties of a CanaryRelease. */
export interface CanaryReleaseProps extends RequestScope {
  /** The service that is released. */
  readonly service: MeshService;

  /** The version that takes the rest. */
  readonly stable: ServiceVersion;

  /** The version that is tried. */
  readonly canary: ServiceVersion;

  /** The share of requests (of connections, on TCP ports) that the canary takes, in percent: an integer between 0 and 100. */
  readonly weight: number;

  /**
   * Requests that always go to the canary, whatever its share: testers, for example. Where `requests` is given, those
   * among them.
   *
   * @default - none
   */
  readonly alwaysCanary?: RequestMatch[];
}

/**
 * Sends a share of a service's requests to a new version.
 *
 * It is for HTTP, TCP and TLS ports alike; matches are for HTTP.
 */
export class CanaryRelease extends Construct {
  constructor(scope: Construct, id: string, props: CanaryReleaseProps) {
    super(scope, id);
    const field = fieldOf(this);
    const { service, stable, canary } = props;
    requireInteger(props.weight, field.at('weight'), 0, 100);
    requireVersionOf(service, stable, field.at('stable'));
    requireVersionOf(service, canary, field.at('canary'));
    requireOtherVersion(canary, stable, 'the stable one', field.at('canary'));
    const priority = priorityOf(props, field);
    const requests = requestsOf(props, field);

    service._addFacet({
      owner: this,
      name: id,
      priority,
      requests,
      says: () => split([{ version: stable, weight: 100 - props.weight }, { version: canary, weight: props.weight }]),
    });
    if (props.alwaysCanary !== undefined) {
      service._addFacet({
        owner: this,
        name: `${id}-always`,
        priority,
        requests: requestsAmong(requests, props.alwaysCanary, field.at('alwaysCanary'), 'leave it out for none'),
        says: () => split([{ version: canary }]),
      });
    }
  }
}
