import { eachObject } from '../check';
import { emptyPoolReports } from '../connection-pool';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';
import { policyLevels, policyParts } from '../traffic-policies';

const BLOCKS = ['connectionPool', 'loadBalancer', 'outlierDetection', 'tls'];
/** What there is for all ports only. */
const ONLY_WHOLE = ['tunnel', 'proxyProtocol', 'retryBudget'];

/** See its title. */
export const policySaysSomething = eachObject({
  code: 'CI0346',
  name: 'policy-says-something',
  title: 'A traffic policy, and one of a port, says something.',
  severity: Severity.ERROR,
  kinds: ['DestinationRule'],
  fields: ['trafficPolicy'],
  isRefusedByConstructs: true,
  explanation: 'A block without content changes nothing, and Istio refuses it: mostly the content has gone to a wrong place.',
  fix: 'say what is to hold, or leave the block out',
  equivalents: ['IV-DR-006', 'IV-DR-028', 'IV-multi-035'],
  *object(rule) {
    for (const { block, ports } of policyLevels(rule)) {
      if (isEmpty(block, 'portLevelSettings') && ports.length === 0) {
        yield block.problem(`says nothing; it must have one of ${[...BLOCKS, ...ONLY_WHOLE, 'portLevelSettings'].join(', ')}`);
      }
      for (const port of ports) {
        if (isEmpty(port, 'port')) { yield port.problem(`says nothing; it must have one of ${BLOCKS.join(', ')}`); }
      }
    }
    for (const pool of policyParts(rule, 'connectionPool')) { yield* emptyPoolReports(pool); }
  },
});

/** Whether a block has nothing but perhaps one field. Those that do not exist are told by CI0031. */
function isEmpty(block: Cursor, but: string): boolean {
  return block.fields !== undefined && Object.entries(block.fields).every(([name, value]) => name === but || (value ?? undefined) === undefined);
}
