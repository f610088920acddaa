import { eachObject } from '../check';
import { Severity } from '../finding';
import { isSaid, serverTls } from '../gateway-servers';

/** See its title. */
export const oneCertificateSource = eachObject({
  code: 'CI0451',
  name: 'one-certificate-source',
  title: 'The certificate of a server comes from one place.',
  severity: Severity.ERROR,
  kinds: ['Gateway'],
  fields: ['serverCertificate', 'credentialNames', 'tlsCertificates'],
  explanation: 'It is a credential, several of them, a file with its key, or several such files. Istio refuses more than one of these.',
  fix: 'keep one of them',
  equivalents: ['IV-GW-028'],
  *object(gateway) {
    for (const { tls } of serverTls(gateway)) {
      const [one, several, file, key, files] = ['credentialName', 'credentialNames', 'serverCertificate', 'privateKey', 'tlsCertificates'].map((name) => tls.at(name));
      // A rule of the schema tells credentialNames beside others.
      if (tls.at('mode').text === 'ISTIO_MUTUAL' || (several.given && (one.given || files.given))) { continue; }
      const sources = [one, file].filter((place) => isSaid(place) && (place !== file || isSaid(key)))
        .concat([several, files].filter((place) => place.items().length > 0));
      if (sources.length > 1) { yield sources[1].problem(`is given beside ${sources[0].path}; it must be one of them`); }
    }
  },
});
