import { isPrime } from '../../model/go/primes';
import { eachObject } from '../check';
import { Severity } from '../finding';
import { policyParts } from '../traffic-policies';

const LIMIT = 5_000_011;

/** See its title. */
export const hashTable = eachObject({
  code: 'CI0358',
  name: 'hash-table',
  title: 'The table of a load balancer that hashes has a size, in one place.',
  severity: Severity.ERROR,
  kinds: ['DestinationRule'],
  fields: ['minimumRingSize', 'maglev'],
  explanation: "Maglev's table has a prime number of entries, less than 5000011. The old minimumRingSize says the size of a ring, so Istio refuses it beside ringHash or maglev.",
  fix: 'write maglev: {tableSize: 65537}, or another prime',
  equivalents: ['IV-DR-019', 'IV-DR-020', 'IV-DR-021', 'IV-DR-022'],
  *object(rule) {
    for (const hash of policyParts(rule, 'loadBalancer', 'consistentHash')) {
      const [ring, old, maglev] = [hash.at('ringHash'), hash.at('minimumRingSize'), hash.at('maglev')];
      if ((old.number ?? 0) !== 0 && (ring.given || maglev.given)) {
        yield old.problem(`is given beside ${ring.given ? 'ringHash' : 'maglev'}; it must be left out`, { fix: 'write ringHash: {minimumRingSize: …} instead, or keep maglev' });
      }
      if (maglev.fields === undefined) { continue; }
      const size = maglev.at('tableSize');
      const isWrong = size.number === undefined ? !size.given : size.number >= LIMIT || !isPrime(size.number);
      if (isWrong) { yield size.mustBe(`a prime number below ${LIMIT}`); }
    }
  },
});
