import { requireHostOrAddress, requireLabel } from './hosts';
import type { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { requirePort, requireText } from '../model/require';

/**
 * Clusters that a patch is for.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-ClusterMatch
 */
export interface EnvoyClusterMatch {
  /**
   * The service, by its full name (`reviews.shop.svc.cluster.local`) or as a ServiceEntry has it.
   *
   * @default - any
   */
  readonly service?: string;

  /**
   * The subset.
   *
   * @default - any, and none
   */
  readonly subset?: string;

  /**
   * The port of the service; of the workload, for what comes to a sidecar.
   *
   * @default - any
   */
  readonly portNumber?: number;

  /**
   * The cluster's own name (`PassthroughCluster`), in place of all else.
   *
   * @default - any
   */
  readonly name?: string;
}

/** The `cluster` of a patch's match. */
export function renderClusterMatch(match: EnvoyClusterMatch, field: Field): JsonObject {
  const other = (['service', 'subset', 'portNumber'] as const).find((name) => match[name] !== undefined);
  if (match.name !== undefined && other !== undefined) {
    throw field.problem(`${field.at('name').path} and ${field.at(other).path} are given; it must be one of them: a name says all`);
  }
  return defined({
    service: given(match.service, (service) => requireHostOrAddress(service, field.at('service'))),
    subset: given(match.subset, (subset) => requireLabel(subset, field.at('subset'))),
    portNumber: given(match.portNumber, (port) => requirePort(port, field.at('portNumber'))),
    name: given(match.name, (name) => requireText(name, field.at('name'))),
  });
}
