import { compositionFinding } from './composition-findings';
import { onConnections } from './host-facets';
import { describePorts, type TrafficPort } from './service-port';
import { FACET_NOT_APPLICABLE } from '../checks/composition';
import type { Finding } from '../checks/finding';
import { type Conditions, isEverything } from '../model/conditions';
import { describeAspect } from '../model/describe';
import { alternatives, type Facet } from '../model/facet';

/** What a facet is about and no port of its host shows: it would not happen, and nothing would say so. */
export function unseen(host: string, ports: readonly TrafficPort[], facet: Facet): Finding[] {
  const said = () => Object.keys(facet.says).map(describeAspect).join(', ');
  const finding = (text: string, fix?: string) => compositionFinding(FACET_NOT_APPLICABLE, [facet.owner], 'service', text, fix);
  if (ports.length === 0) { return [finding(`${said()} needs a port that takes TCP; ${host} has none`, 'add the port, or remove what needs it')]; }
  return alternatives(facet.match).flatMap((conditions) => {
    const wanted = portOf(conditions);
    const meant = ports.filter(({ number }) => wanted === undefined || number === wanted);
    if (meant.length === 0) {
      return [finding(`${said()} is for requests to port ${wanted}; it must be one of the ports of ${host}: ${describePorts(ports)}`, 'correct the port')];
    }
    const isSeen = meant.some(({ traffic }) => traffic === 'http') || onConnections({ ...facet, match: [conditions] }) !== undefined;
    return isSeen ? [] : [finding(`${said()} ${isEverything(conditions) ? 'needs' : 'for some requests needs'} a port with HTTP; ` +
      `the ports of ${host} are ${describePorts(ports)}`)];
  });
}

function portOf({ required }: Conditions): number | undefined {
  const port = required.get('port');
  return port?.kind === 'exact' ? Number(port.value) : undefined;
}
