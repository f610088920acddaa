import { fqdnProblem, hostLabelProblem } from '../../model/go/host-names';
import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const egressProxy = eachObject({
  code: 'CI0754',
  name: 'egress-proxy',
  title: 'The egress proxy of a Sidecar is a port of a host, for mode ALLOW_ANY.',
  severity: Severity.ERROR,
  kinds: ['Sidecar'],
  fields: ['egressProxy'],
  explanation: 'It gets the traffic for hosts that the mesh does not know. With mode REGISTRY_ONLY, which is also the default here, there is none. Istio refuses it then, without a '
    + 'port, and with a wildcard for its host.',
  fix: 'write mode: ALLOW_ANY, with the full name of the host and a port',
  equivalents: ['IV-SC-036', 'IV-SC-037', 'IV-SC-038'],
  *object({ spec }) {
    const policy = spec.at('outboundTrafficPolicy');
    const proxy = policy.at('egressProxy');
    if (proxy.fields === undefined) { return; }
    const mode = policy.at('mode');
    if ((mode.text ?? 'REGISTRY_ONLY') !== 'ALLOW_ANY') {
      // Another value than the two is no value of the field.
      if (!mode.given || mode.text === 'REGISTRY_ONLY') { yield mode.mustBe('ALLOW_ANY beside egressProxy'); }
      return;
    }
    const [host, port, subset] = [proxy.at('host'), proxy.at('port'), proxy.at('subset')];
    const allowed = host.text === undefined ? undefined : fqdnProblem(host.text);
    if (allowed !== undefined) { yield host.mustBe(allowed); }
    const number = port.at('number').given ? port.at('number').number : 0;
    if (!port.given) {
      yield port.mustBe('given, with its number');
    } else if (port.fields !== undefined && number !== undefined && (number < 1 || number > 65535)) {
      yield port.at('number').mustBe('between 1 and 65535');
    }
    const label = subset.text === undefined || subset.text === '' ? undefined : hostLabelProblem(subset.text);
    if (label !== undefined) { yield subset.mustBe(label); }
  },
});
