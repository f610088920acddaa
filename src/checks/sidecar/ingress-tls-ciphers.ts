import { cipherSuiteProblem } from '../../model/go/tls';
import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const ingressTlsCiphers = eachObject({
  code: 'CI0748',
  name: 'ingress-tls-ciphers',
  title: 'Cipher suites of an ingress listener are known, named once, and fit its TLS versions.',
  severity: Severity.WARNING,
  kinds: ['Sidecar'],
  fields: ['minProtocolVersion', 'cipherSuites'],
  explanation: 'Istio leaves out suites that it does not know, and repeated ones. The suites by default need TLS 1.2, so that older versions need suites to be named.',
  fix: 'correct the name, or leave it out',
  equivalents: ['IV-multi-023', 'IV-multi-024', 'IV-multi-025'],
  *object({ spec }) {
    for (const listener of spec.at('ingress').items()) {
      const [version, suites] = [listener.at('tls', 'minProtocolVersion'), listener.at('tls', 'cipherSuites').items()];
      if (['TLSV1_0', 'TLSV1_1'].includes(version.text ?? '') && suites.length === 0) {
        yield version.problem(`is ${version.text} without cipherSuites; it must come with some that it has`, { fix: 'leave it out, or name cipherSuites' });
      }
      const seen = new Set<string>();
      for (const suite of suites) {
        const allowed = cipherSuiteProblem(suite.text ?? '');
        if (allowed !== undefined) {
          yield suite.mustBe(allowed);
        } else if (suite.text !== undefined && seen.has(suite.text)) {
          yield suite.mustBe('a suite that is not named before');
        }
        seen.add(suite.text ?? '');
      }
    }
  },
});
