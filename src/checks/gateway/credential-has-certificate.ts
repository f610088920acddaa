import { certificateProblem, isExpired } from '../certificates';
import { eachObject, type Report } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';
import { credentialPlaces, secretsOf } from '../secret-index';

/** See its title. */
export const credentialHasCertificate = eachObject({
  code: 'CI0422',
  name: 'credential-has-certificate',
  title: 'The credential of a Gateway holds a certificate and its key.',
  severity: Severity.ERROR,
  kinds: ['Gateway', 'Secret'],
  fields: ['credentialName', 'credentialNames'],
  explanation: 'Istio reads the certificate from tls.crt and tls.key, or from cert and key. If they are missing, empty, or no certificate, the port has none, '
    + 'and every TLS handshake fails. The command "analyze" also tells certificates that are not valid today.',
  fix: 'put a PEM certificate into tls.crt and its key into tls.key of the Secret',
  equivalents: ['IST0161'],
  *object(gateway, view) {
    for (const place of credentialPlaces(gateway)) {
      // The Secrets of a Gateway for both sides hold the authorities of its clients apart.
      const name = place.text?.replace(/^kubernetes:\/\//, '');
      if (name === undefined || name === '' || /[:/]/.test(name)) { continue; }
      const namespaces = new Set(view.gateways.workloadsOf(gateway).flatMap(({ namespace }) => namespace ?? []));
      for (const namespace of [...namespaces].sort()) {
        const secret = secretsOf(view).objects.get(`${namespace}/${name}`);
        if (secret !== undefined) { yield* inSecret(place, secret.root, view.context.now); }
      }
    }
  },
});

function* inSecret(place: Cursor, secret: Cursor, now: number | undefined): Iterable<Report> {
  const keys = new Map([...decoded(secret), ...secret.at('stringData').entries().flatMap(([key, { text }]): Array<[string, string]> => (text === undefined ? [] : [[key, text]]))]);
  const { fullId } = secret.object;
  // Others fill it.
  if (keys.size === 0) { return; }
  const pair = [['cert', 'key'], ['tls.crt', 'tls.key']].find((names) => names.every((name) => (keys.get(name) ?? '') !== ''));
  if (pair === undefined) {
    yield place.mustBe(`a Secret with tls.crt and tls.key; ${fullId} has ${[...keys.keys()].sort().join(', ')}`);
    return;
  }
  const [certificate, key] = pair.map((name) => keys.get(name) ?? '');
  const problem = certificateProblem(certificate, key);
  if (problem !== undefined) {
    yield place.mustBe(`a Secret with a certificate and its key; in ${fullId} ${problem(pair[0], pair[1])}`);
  } else if (now !== undefined && isExpired(certificate, now)) {
    yield place.mustBe(`a Secret with a certificate that is valid today; the one in ${fullId} is not`, { severity: Severity.INFO, fix: 'renew the certificate' });
  }
}

function decoded(secret: Cursor): Array<[string, string]> {
  return secret.at('data').entries().flatMap(([key, { text }]) => (text === undefined ? [] : [[key, Buffer.from(text, 'base64').toString('latin1')]]));
}
