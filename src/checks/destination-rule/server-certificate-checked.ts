import { eachObject } from '../check';
import { tlsPlaces } from '../destination-rule-index';
import { Severity } from '../finding';

/** See its title. */
export const serverCertificateChecked = eachObject({
  code: 'CI0320',
  name: 'server-certificate-checked',
  title: 'TLS to a server says who signed the certificate of the server.',
  severity: Severity.INFO,
  kinds: ['DestinationRule'],
  fields: ['tls'],
  explanation: 'With SIMPLE and MUTUAL and without caCertificates Istio takes any certificate that one of the public authorities in the image of the proxy has signed. For '
    + 'a server in public that is as it should be; a server of one\'s own mostly has an authority of its own, and is then refused. A credentialName holds for sidecars '
    + 'together with a workloadSelector only.',
  fix: 'name the authority in caCertificates, and the names of the server in subjectAltNames',
  equivalents: ['IST0128', 'IST0129'],
  *object(rule) {
    for (const { tls } of tlsPlaces(rule)) {
      const mode = tls.at('mode').text;
      if ((mode !== 'SIMPLE' && mode !== 'MUTUAL') || (tls.at('caCertificates').text ?? '') !== '') { continue; }
      if ((tls.at('credentialName').text ?? '') !== '' && rule.spec.at('workloadSelector').given) { continue; }
      // Who says so, knows so.
      if (tls.at('insecureSkipVerify').isTrue) { continue; }
      yield tls.at('caCertificates').mustBe(`given for mode ${mode}, unless a public authority signs the certificate of the server`);
    }
  },
});
