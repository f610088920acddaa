import { eachObject, type Report } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';
import { certificatesOf, hasCredential, isMissing, serverTls } from '../gateway-servers';

const MODES = ['SIMPLE', 'MUTUAL', 'OPTIONAL_MUTUAL'];

/** See its title. */
export const serverCertificateGiven = eachObject({
  code: 'CI0452',
  name: 'server-certificate-given',
  title: 'A server that ends TLS has a certificate, and knows whose it takes of clients.',
  severity: Severity.ERROR,
  kinds: ['Gateway'],
  fields: ['tls'],
  explanation: 'Modes SIMPLE, MUTUAL and OPTIONAL_MUTUAL need a credential, or a certificate and its key; the latter two need caCertificates beside files, to compare clients with.'
    + ' Istio refuses the Gateway otherwise.',
  fix: 'give credentialName, with the name of a Secret of the gateway pods',
  equivalents: ['IV-multi-026', 'IV-multi-027', 'IV-multi-028'],
  *object(gateway) {
    for (const { tls } of serverTls(gateway)) {
      const mode = tls.at('mode').text ?? '';
      if (!MODES.includes(mode) || hasCredential(tls)) { continue; }
      if (certificatesOf(tls).length === 0) {
        yield tls.at('credentialName').mustBe(`given for mode ${mode}, or serverCertificate and privateKey`);
        continue;
      }
      if (mode !== 'SIMPLE' && isMissing(tls.at('caCertificates'))) { yield missing(tls.at('caCertificates'), mode); }
      const files = tls.at('tlsCertificates').items();
      for (const file of files.length > 0 ? files : [tls]) {
        for (const name of ['serverCertificate', 'privateKey']) {
          if (isMissing(file.at(name))) { yield missing(file.at(name), mode); }
        }
      }
    }
  },
});

function missing(place: Cursor, mode: string): Report {
  return place.mustBe(`given for mode ${mode}, or credentialName`);
}
