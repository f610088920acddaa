import { isTls } from '../../model/protocol';
import { eachObject } from '../check';
import { Severity } from '../finding';

const TEXTS: readonly string[] = ['credentialName'];
const LISTS: readonly string[] = ['subjectAltNames', 'credentialNames', 'tlsCertificates'];
const MODES: readonly string[] = ['ISTIO_MUTUAL', 'AUTO_PASSTHROUGH'];

/** See its title. */
export const ingressTlsSupported = eachObject({
  code: 'CI0746',
  name: 'ingress-tls-supported',
  title: 'TLS of an ingress listener of a Sidecar is as a sidecar can do it.',
  severity: Severity.ERROR,
  kinds: ['Sidecar'],
  fields: ['tls'],
  explanation: 'A sidecar ends TLS with files of its pod, on a port whose protocol is HTTPS or TLS. It reads no Secrets, redirects nothing, and leaves the mTLS of the mesh to '
    + 'PeerAuthentication. Istio refuses the fields that only a Gateway has a use for.',
  fix: 'leave it out',
  equivalents: ['IV-SC-012', 'IV-SC-013', 'IV-SC-014', 'IV-SC-015', 'IV-SC-016', 'IV-SC-017', 'IV-SC-018'],
  *object({ spec }) {
    for (const listener of spec.at('ingress').items()) {
      const tls = listener.at('tls');
      if (tls.fields === undefined) { continue; }
      const given = [...TEXTS.map((name) => tls.at(name)).filter(({ text }) => text !== undefined && text !== ''),
        ...LISTS.map((name) => tls.at(name)).filter((list) => list.items().length > 0)];
      for (const place of given) {
        yield place.problem('is given for a sidecar; it must be left out', {
          fix: place.path.endsWith('subjectAltNames') ? 'leave it out' : 'write serverCertificate and privateKey, the paths of files in the pod',
        });
      }
      if (tls.at('httpsRedirect').isTrue) { yield tls.at('httpsRedirect').mustBe('left out for a sidecar'); }
      const mode = tls.at('mode');
      if (MODES.includes(mode.text ?? '')) { yield mode.mustBe('SIMPLE, MUTUAL, OPTIONAL_MUTUAL or PASSTHROUGH for a sidecar', { fix: 'for mTLS of the mesh, leave tls out' }); }
      const protocol = listener.at('port', 'protocol');
      if (listener.at('port').fields !== undefined && !isTls((protocol.text ?? '').toUpperCase())) {
        yield protocol.mustBe('HTTPS or TLS beside tls', { fix: 'make it HTTPS or TLS, or leave tls out' });
      }
    }
  },
});
