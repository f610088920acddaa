import { probeHeaderNameProblem } from '../../model/go/headers';
import { eachObject } from '../check';
import { Severity } from '../finding';

const METHODS: readonly string[] = ['httpGet', 'tcpSocket', 'exec', 'grpc'];
const REFUSED = 'grpc';

/** See its title. */
export const probeAsks = eachObject({
  code: 'CI0842',
  name: 'probe-asks',
  title: 'The probe of a WorkloadGroup says how it asks: by HTTP, TCP or a command.',
  severity: Severity.ERROR,
  kinds: ['WorkloadGroup'],
  fields: ['probe'],
  explanation: 'Istio refuses a probe that asks in no way, by a command without words, or with a header whose name has more than letters, digits and "-". It refuses grpc as well, '
    + 'which the definition of the kind has.',
  fix: 'give it httpGet, tcpSocket or exec',
  equivalents: ['IV-WG-008', 'IV-WG-011', 'IV-WG-012'],
  *object({ spec }) {
    const probe = spec.at('probe');
    if (probe.fields === undefined) { return; }
    const given = METHODS.filter((method) => probe.at(method).given);
    if (given.length === 0) {
      yield probe.problem('asks in no way; it must have httpGet, tcpSocket or exec');
    } else if (given.length === 1 && given[0] === REFUSED) {
      yield probe.at(REFUSED).problem('is refused by Istio; it must be httpGet, tcpSocket or exec');
    }
    const command = probe.at('exec', 'command');
    if (Array.isArray(command.json) && command.json.length === 0) { yield command.mustBe('a command and its arguments', { fix: 'write the command' }); }
    for (const header of probe.at('httpGet', 'httpHeaders').items()) {
      const name = header.at('name');
      const allowed = probeHeaderNameProblem(name.text ?? '');
      // Other characters are told by the definition of the kind.
      if (header.fields !== undefined && allowed !== undefined && /^[-_A-Za-z0-9]*$/.test(name.text ?? '') && name.json !== '') {
        yield name.mustBe(allowed, { fix: 'write the name of a header' });
      }
    }
  },
});
