import type { MeshService } from './mesh-service';
import type { ServiceVersion } from './service-version';
import type { Treatment, WeightedDestination } from '../model/facet';
import type { Field } from '../model/field';
import { defined, type Json } from '../model/json';

/** A version and its share. */
export interface Share {
  readonly version: ServiceVersion;
  /** In percent; not needed for the only one. */
  readonly weight?: number;
}

/** Sends requests to versions by their shares. */
export function split(shares: readonly Share[]): Treatment {
  const destinations: WeightedDestination[] = shares.map(({ version, weight }) => defined({ host: version.host, subset: version.name, weight }));
  return { forward: { split: destinations as unknown as Json } };
}

/** A version of another service would send requests elsewhere than the pattern says. */
export function requireVersionOf(service: MeshService, version: ServiceVersion, field: Field): void {
  if (version.service === service) { return; }
  throw field.error(`version ${version.name} of ${version.service.node.path}`, `a version of ${service.node.path}`,
    `make it with version(${JSON.stringify(version.name)}) of that service`);
}

/** Two roles of one version would be one role. */
export function requireOtherVersion(version: ServiceVersion, other: ServiceVersion, role: string, field: Field): void {
  if (version === other) { throw field.error(version.name, `another version than ${role}`); }
}
