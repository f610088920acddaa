import { eachObject, type Report } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';

const ENDING: readonly string[] = ['SIMPLE', 'MUTUAL', 'OPTIONAL_MUTUAL'];
const FILES: readonly string[] = ['serverCertificate', 'privateKey', 'caCertificates', 'caCrl'];

/** See its title. */
export const ingressTlsFiles = eachObject({
  code: 'CI0747',
  name: 'ingress-tls-files',
  title: 'TLS of an ingress listener has the files that its mode needs, and no others.',
  severity: Severity.ERROR,
  kinds: ['Sidecar'],
  fields: ['tls'],
  explanation: 'Istio refuses TLS without the certificate and its key, client certificates without caCertificates to compare them with, and a list of revoked ones where none is '
    + 'asked for. TLS that is passed on needs no files: it warns of those.',
  fix: 'give the path of the file in the pod',
  equivalents: ['IV-multi-026', 'IV-multi-027', 'IV-multi-028', 'IV-multi-029'],
  *object({ spec }) {
    for (const listener of spec.at('ingress').items()) {
      const tls = listener.at('tls');
      // Other sources of certificates are told by ingress-tls-supported.
      if (tls.fields === undefined || ['credentialName', 'credentialNames', 'tlsCertificates'].some((name) => tls.at(name).given)) { continue; }
      const mode = tls.at('mode').text ?? 'PASSTHROUGH';
      if (ENDING.includes(mode)) {
        yield* missing(tls, mode);
      } else if (mode.endsWith('PASSTHROUGH')) {
        for (const file of FILES.map((name) => tls.at(name)).filter(isSaid)) {
          yield file.problem(`has no effect with mode ${mode}; it must be left out`, { severity: Severity.WARNING, fix: 'leave it out, or write mode: SIMPLE' });
        }
      }
    }
  },
});

function* missing(tls: Cursor, mode: string): Iterable<Report> {
  const needed = ['serverCertificate', 'privateKey', ...(mode === 'SIMPLE' ? [] : ['caCertificates'])];
  for (const file of needed.map((name) => tls.at(name)).filter((place) => !isSaid(place))) { yield file.mustBe(`a path, with mode ${mode}`); }
  if (mode === 'SIMPLE' && isSaid(tls.at('caCrl'))) {
    yield tls.at('caCrl').problem('is given with mode SIMPLE; it must be left out', { fix: 'leave it out, or write mode: MUTUAL' });
  }
}

function isSaid({ text }: Cursor): boolean {
  return text !== undefined && text !== '';
}
