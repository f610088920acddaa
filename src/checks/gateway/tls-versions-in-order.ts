import { eachObject } from '../check';
import { Severity } from '../finding';
import { serverTls } from '../gateway-servers';

const VERSIONS = ['TLSV1_0', 'TLSV1_1', 'TLSV1_2', 'TLSV1_3'];

/** See its title. */
export const tlsVersionsInOrder = eachObject({
  code: 'CI0448',
  name: 'tls-versions-in-order',
  title: 'The highest TLS version of a Gateway is not below the lowest.',
  severity: Severity.ERROR,
  kinds: ['Gateway'],
  fields: ['maxProtocolVersion'],
  explanation: 'With minProtocolVersion above maxProtocolVersion no version is left: every handshake fails, although Istio takes the object.',
  fix: 'correct one of them, or leave it out',
  equivalents: [],
  *object(gateway) {
    for (const { tls } of serverTls(gateway)) {
      const highest = tls.at('maxProtocolVersion');
      const [min, max] = [tls.at('minProtocolVersion').text ?? '', highest.text ?? ''].map((version) => VERSIONS.indexOf(version));
      const endsHere = ['SIMPLE', 'MUTUAL', 'OPTIONAL_MUTUAL'].includes(tls.at('mode').text ?? '');
      if (endsHere && min >= 0 && max >= 0 && max < min) { yield highest.mustBe(`at least minProtocolVersion, ${VERSIONS[min]}`); }
    }
  },
});
