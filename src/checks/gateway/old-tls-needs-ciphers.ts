import { eachObject } from '../check';
import { Severity } from '../finding';
import { serverTls } from '../gateway-servers';

/** See its title. */
export const oldTlsNeedsCiphers = eachObject({
  code: 'CI0446',
  name: 'old-tls-needs-ciphers',
  title: 'A Gateway that takes TLS below 1.2 names cipher suites for it.',
  severity: Severity.WARNING,
  kinds: ['Gateway'],
  fields: ['minProtocolVersion'],
  explanation: 'The cipher suites that are offered by default need TLS 1.2, so clients with an older version fail all the same. Istio warns of it.',
  fix: 'leave minProtocolVersion out, or name cipherSuites such as ECDHE-RSA-AES128-SHA',
  equivalents: ['IV-multi-023'],
  *object(gateway) {
    for (const { tls } of serverTls(gateway)) {
      const version = tls.at('minProtocolVersion');
      if (['TLSV1_0', 'TLSV1_1'].includes(version.text ?? '') && tls.at('cipherSuites').items().length === 0) {
        yield version.problem(`is ${JSON.stringify(version.text)} without cipherSuites; it must come with some that the version has`);
      }
    }
  },
});
