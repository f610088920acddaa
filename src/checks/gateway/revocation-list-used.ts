import { eachObject } from '../check';
import { Severity } from '../finding';
import { hasCredential, isSaid, serverTls } from '../gateway-servers';

/** See its title. */
export const revocationListUsed = eachObject({
  code: 'CI0453',
  name: 'revocation-list-used',
  title: 'A list of revoked certificates is where it is read.',
  severity: Severity.ERROR,
  kinds: ['Gateway'],
  fields: ['caCrl'],
  explanation: 'The file caCrl is for the files of modes MUTUAL and OPTIONAL_MUTUAL. With mode SIMPLE no certificate of a client is compared, and a credential holds the list itself'
    + ' (key ca.crl): Istio refuses or ignores caCrl, and clients with revoked certificates would get in.',
  fix: 'put the list into the credential, or leave caCrl out',
  equivalents: ['IV-GW-030', 'IV-multi-029'],
  *object(gateway) {
    for (const { tls } of serverTls(gateway)) {
      const [list, mode] = [tls.at('caCrl'), tls.at('mode').text ?? 'PASSTHROUGH'];
      if (!isSaid(list) || mode === 'ISTIO_MUTUAL') { continue; }
      if (mode.endsWith('PASSTHROUGH')) {
        if (isSaid(tls.at('credentialName'))) { yield list.problem('is given beside credentialName; it must be left out'); }
      } else if (hasCredential(tls)) {
        yield list.problem('is given beside a credential, which holds the list itself; it must be left out', { severity: Severity.WARNING });
      } else if (mode === 'SIMPLE') {
        yield list.problem('is given with mode SIMPLE; it must be left out');
      }
    }
  },
});
