import { eachObject } from '../check';
import { Severity } from '../finding';
import { certificatesOf, serverTls } from '../gateway-servers';

/** See its title. */
export const meshCertificateAlone = eachObject({
  code: 'CI0449',
  name: 'mesh-certificate-alone',
  title: 'A server with mode ISTIO_MUTUAL has no certificate of its own.',
  severity: Severity.ERROR,
  kinds: ['Gateway'],
  fields: ['tls'],
  explanation: 'ISTIO_MUTUAL uses the certificates of the mesh. Istio refuses others beside them.',
  fix: 'leave the certificates out, or use mode MUTUAL',
  equivalents: ['IV-GW-021', 'IV-GW-022', 'IV-GW-023', 'IV-GW-024', 'IV-GW-025', 'IV-GW-026'],
  *object(gateway) {
    for (const { tls } of serverTls(gateway)) {
      if (tls.at('mode').text !== 'ISTIO_MUTUAL') { continue; }
      for (const place of certificatesOf(tls)) { yield place.problem('is given with mode ISTIO_MUTUAL; it must be left out'); }
    }
  },
});
