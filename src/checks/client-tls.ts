import type { Report } from './check';
import type { Cursor } from './cursor';

/*
 * What Istio's webhook refuses of the `tls` of a client (`ValidateTLS`): of a DestinationRule and of what the MeshConfig has proxies
 * send elsewhere.
 */

const CONFIG_MAP = 'configmap://';
/** Certificates as files of the proxy. */
const FILES = ['clientCertificate', 'privateKey', 'caCertificates', 'caCrl'];

/** Whether there is a text, and not an empty one: Istio reads both alike. */
function isSaid(place: Cursor): boolean {
  return place.text !== undefined && place.text !== '';
}

/** A credential that is a ConfigMap has a namespace, which is that of the object. */
export function* clientCredentialReports(tls: Cursor, namespace: string): Iterable<Report> {
  const credential = tls.at('credentialName');
  if (credential.text?.startsWith(CONFIG_MAP) !== true) { return; }
  const [home, name] = credential.text.slice(CONFIG_MAP.length).split('/');
  if (home !== namespace || namespace === '' || name === undefined || name === '') {
    yield credential.mustBe(namespace === '' ? 'a Secret: there is no namespace for a ConfigMap here' : `${CONFIG_MAP}${namespace}/NAME, a ConfigMap of the same namespace`);
  }
}

/** A server whose certificate is not verified has nothing to be compared with. */
export function* clientVerificationReports(tls: Cursor): Iterable<Report> {
  const mode = tls.at('mode').text;
  if (!tls.at('insecureSkipVerify').isTrue || (mode !== 'SIMPLE' && mode !== 'MUTUAL')) { return; }
  // With mode MUTUAL the credential holds the certificate of the client too.
  const names = mode === 'SIMPLE' ? ['caCertificates', 'credentialName'] : ['caCertificates'];
  const given = [...names.filter((name) => isSaid(tls.at(name))), ...(tls.at('subjectAltNames').items().length > 0 ? ['subjectAltNames'] : [])];
  for (const name of given) {
    yield tls.at(name).problem('is given with insecureSkipVerify, which compares the server with nothing; it must be one of them');
  }
}

/** Certificates are files or a credential; with mode MUTUAL there is one. */
export function* clientCertificateReports(tls: Cursor): Iterable<Report> {
  const mode = tls.at('mode').text;
  if (mode !== 'SIMPLE' && mode !== 'MUTUAL') { return; }
  if (isSaid(tls.at('credentialName'))) {
    for (const name of FILES) {
      if (isSaid(tls.at(name))) { yield tls.at(name).problem('is given beside credentialName; it must be one of them'); }
    }
  } else if (mode === 'MUTUAL') {
    for (const name of ['clientCertificate', 'privateKey']) {
      if (!tls.at(name).given || tls.at(name).text === '') { yield tls.at(name).mustBe('given for mode MUTUAL, or credentialName', { fix: 'give credentialName, or clientCertificate and privateKey' }); }
    }
  }
}
