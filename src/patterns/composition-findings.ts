import type { TrafficPort } from './service-port';
import type { CheckInfo } from '../checks/check';
import { FACET_WITHOUT_EFFECT, FACETS_CONTRADICT, POLICIES_CONTRADICT, TLS_BY_SERVER_NAME } from '../checks/composition';
import type { Finding } from '../checks/finding';
import type { CompositionProblem } from '../model/compile';
import { describeAspect } from '../model/describe';
import type { PolicyConflict } from '../model/destination-policy';
import type { Facet } from '../model/facet';
import { show } from '../model/field';

/** Facets on one host that do not compose. */
export function facetsContradict(host: string, { owners, text, fix }: CompositionProblem): Finding {
  return compositionFinding(FACETS_CONTRADICT, owners, 'requests', `for ${host}, ${text}`, fix);
}

/** One field of a host's policy with two values. */
export function policiesContradict(host: string, { owners, path, values }: PolicyConflict): Finding {
  return compositionFinding(POLICIES_CONTRADICT, owners, path, `${path} for ${host} is ${values.map(show).join(' and ')}; it must be one value`);
}

/** A facet that decides nothing, as others always win over it. */
export function facetWithoutEffect(host: string, facet: Facet): Finding {
  // Only what is done on the way somewhere is lost where the proxy answers by itself.
  const answered = 'forward' in facet.says ? '' : ', or answer them without forwarding';
  return compositionFinding(FACET_WITHOUT_EFFECT, [facet.owner], 'requests',
    `what it says of ${Object.keys(facet.says).map(describeAspect).join(', ')} for ${host} decides nothing: others are more specific, or have a higher priority, for all of its requests${answered}`);
}

/** Connections of a TLS port that ask for another name bypass what is said of the host. */
export function toldByServerName(port: TrafficPort, hosts: readonly string[], owner: string): Finding {
  return compositionFinding(TLS_BY_SERVER_NAME, [owner], 'ports',
    `connections to port ${port.number} (${port.name}) are told by the server name that they ask for; it must be one of ${hosts.join(', ')}, `
    + 'as others go to all versions alike');
}

/** A finding of a host's composition. */
export function compositionFinding(info: CheckInfo, owners: readonly string[], path: string, message: string, fix: string = info.fix): Finding {
  const { code, severity, equivalents } = info;
  return { code, severity, construct: [...new Set(owners)].join(' and '), path, message, fix, equivalents: [...equivalents] };
}
