import { cipherSuiteProblem } from '../../model/go/tls';
import { eachObject } from '../check';
import { Severity } from '../finding';
import { serverTls } from '../gateway-servers';

/** See its title. */
export const cipherSuitesKnown = eachObject({
  code: 'CI0447',
  name: 'cipher-suites-known',
  title: 'Cipher suites of a Gateway are known, and each is named once.',
  severity: Severity.WARNING,
  kinds: ['Gateway'],
  fields: ['cipherSuites'],
  explanation: 'Istio leaves out what it does not know, and a suite that is named twice was perhaps meant to be another one. It warns of both.',
  fix: 'write the name as Envoy has it, such as ECDHE-RSA-AES128-GCM-SHA256',
  equivalents: ['IV-multi-024', 'IV-multi-025'],
  *object(gateway) {
    for (const { tls } of serverTls(gateway)) {
      const seen = new Set<string>();
      for (const suite of tls.at('cipherSuites').items()) {
        if (suite.text === undefined) { continue; }
        const allowed = cipherSuiteProblem(suite.text);
        if (allowed !== undefined) {
          yield suite.mustBe(allowed);
        } else if (seen.has(suite.text)) {
          yield suite.mustBe('a suite that is not named before');
        }
        seen.add(suite.text);
      }
    }
  },
});
