import { Construct } from 'constructs';
import type { MeshService } from './mesh-service';
import { priorityOf, requestsAmong, type RequestScope, requestsOf } from './requests';
import type { ServiceVersion } from './service-version';
import { requireOtherVersion, requireVersionOf, split } from './split';
import type { RequestMatch } from '../model/request-match';
import { requireSome } from '../model/require';
import { fieldOf } from '../resources/emit';

/** A version that some requests get instead of the control. */
export interface AbTestVariant {
  /** The version. */
  readonly version: ServiceVersion;

  /**
   * The requests that get it: those that fulfil any of the matches; where the test has `requests` of its own, those among
   * them. Where variants overlap, the narrower match wins; where none is narrower, the variant that comes first.
   */
  readonly requests: RequestMatch[];
}

/** Properties of an AbTest. */
export interface AbTestProps extends RequestScope {
  /** The service that is tested. */
  readonly service: MeshService;

  /** The version that all other requests get. */
  readonly control: ServiceVersion;

  /** The versions that are compared with it. */
  readonly variants: AbTestVariant[];
}

/**
 * Compares versions of a service: which one a request gets is told by the request (a header, a cookie, the path, the query,
 * where it comes from), so that the same users always get the same version.
 */
export class AbTest extends Construct {
  constructor(scope: Construct, id: string, props: AbTestProps) {
    super(scope, id);
    const field = fieldOf(this);
    const { service, control } = props;
    const variants = requireSome(props.variants, field.at('variants'));
    requireVersionOf(service, control, field.at('control'));
    const priority = priorityOf(props, field);
    const requests = requestsOf(props, field);

    service._addFacet({ owner: this, name: id, priority, requests, says: () => split([{ version: control }]) });
    variants.forEach(({ version, requests: wanted }, i) => {
      const here = field.at('variants').at(i);
      requireVersionOf(service, version, here.at('version'));
      requireOtherVersion(version, control, 'the control', here.at('version'));
      service._addFacet({
        owner: this,
        name: `${id}-${version.name}`,
        // Less than one apart, so that the order of variants decides among them and nowhere else.
        priority: priority + (variants.length - i) / (variants.length + 1),
        requests: requestsAmong(requests, wanted, here.at('requests'), 'say whose requests get the variant'),
        says: () => split([{ version }]),
      });
    });
  }
}
