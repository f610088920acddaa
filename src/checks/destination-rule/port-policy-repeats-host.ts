import { eachObject } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';
import { policyLevels, type PolicyLevel } from '../traffic-policies';

const BLOCKS = ['connectionPool', 'loadBalancer', 'outlierDetection', 'tls'];
const ONLY_WHOLE = ['tunnel', 'proxyProtocol', 'retryBudget'];

/** See its title. */
export const portPolicyRepeatsHost = eachObject({
  code: 'CI0348',
  name: 'port-policy-repeats-host',
  title: 'A traffic policy of a port repeats what is to hold there of the wider one.',
  severity: Severity.WARNING,
  kinds: ['DestinationRule'],
  fields: ['portLevelSettings'],
  explanation: 'Istio merges nothing: the entry of a port replaces all blocks for that port. What only the wider policy has, such as a circuit breaker or the TLS settings,'
    + ' does not hold there. Tunnel, proxyProtocol and retryBudget cannot be said for a port, so none of them holds for one with an entry.',
  fix: 'repeat the blocks in the entry, or leave the entry out',
  equivalents: ['GAP-13'],
  *object(rule) {
    const levels = policyLevels(rule);
    for (const level of levels) {
      for (const entry of level.ports) {
        const { number } = entry.at('port', 'number');
        if (number === undefined) { continue; }
        const lost = lostBlocks(level, entry, levels[0].ports.find((port) => port.at('port', 'number').number === number));
        if (lost.length > 0) { yield entry.problem(`is without ${lost.join(', ')}; it must say what is to hold for port ${number}`); }
      }
    }
  },
});

/** The blocks that would hold for the port if it had no entry. */
function lostBlocks({ block, wider }: PolicyLevel, entry: Cursor, hostEntry: Cursor | undefined): string[] {
  // A subset takes over what the host has for the port, or else for all.
  const sources = wider === undefined ? [block] : [block, hostEntry ?? wider];
  const lost = BLOCKS.filter((name) => !entry.at(name).given).flatMap((name) => sources.find((each) => each.at(name).given)?.at(name) ?? []);
  return [...lost, ...ONLY_WHOLE.map((name) => block.at(name)).filter(({ given }) => given)].map(({ path }) => path);
}
