import { renderAuthorities, renderSecret } from './credential';
import { renderSubjectAltName } from './identity';
import { type ServerTls, ServerTlsMode, type TlsCertificateFiles, TlsVersion } from './server-tls';
import type { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { requireOneOf, requireSome, requireText } from '../model/require';

const CREDENTIALS = ['credential', 'credentials'] as const;
const FILES = ['serverCertificate', 'privateKey', 'caCertificates', 'caCrl'] as const;
const SERVER = [...CREDENTIALS, 'serverCertificate', 'privateKey', 'tlsCertificates'] as const;
const CLIENT = [
  'caCertificates', 'caCredential', 'caCrl', 'subjectAltNames', 'verifyCertificateSpki', 'verifyCertificateHash', 'insecureSkipVerify',
] as const;
const PARAMETERS = ['minProtocolVersion', 'maxProtocolVersion', 'cipherSuites'] as const;

/** What each mode makes of the other fields; Istio refuses or ignores the rest. */
const USED: { readonly [mode in ServerTlsMode]: ReadonlyArray<keyof ServerTls> } = {
  PASSTHROUGH: [],
  AUTO_PASSTHROUGH: [],
  SIMPLE: [...SERVER, ...PARAMETERS],
  MUTUAL: [...SERVER, ...CLIENT, ...PARAMETERS],
  OPTIONAL_MUTUAL: [...SERVER, ...CLIENT, ...PARAMETERS],
  ISTIO_MUTUAL: ['subjectAltNames', ...PARAMETERS],
};

const ANY = 'leave it out to take any';

const VERSIONS: ReadonlyArray<TlsVersion> = [TlsVersion.TLSV1_0, TlsVersion.TLSV1_1, TlsVersion.TLSV1_2, TlsVersion.TLSV1_3];

/** The `tls` of a gateway's server. */
export function renderServerTls(tls: ServerTls, field: Field): JsonObject {
  requireUsedFields(tls, field);
  if (USED[tls.mode].includes('credential')) { requireCertificates(tls, field); }
  requireOrder(tls, field);
  const text = (name: typeof FILES[number]) => given(tls[name], (value) => requireText(value, field.at(name)));
  // Istio takes an empty list for none at all, and so lets any client in.
  const some = (name: 'verifyCertificateSpki' | 'verifyCertificateHash') =>
    given(tls[name], (values) => requireSome(values, field.at(name), ANY));
  return defined({
    mode: tls.mode,
    credentialName: given(tls.credential, (credential) => renderSecret(credential, field.at('credential'))),
    credentialNames: given(tls.credentials, (credentials) =>
      requireOneOrTwo(credentials, field.at('credentials')).map((credential, i) => renderSecret(credential, field.at('credentials').at(i)))),
    serverCertificate: text('serverCertificate'),
    privateKey: text('privateKey'),
    tlsCertificates: given(tls.tlsCertificates, (pairs) =>
      requireOneOrTwo(pairs, field.at('tlsCertificates')).map((pair, i) => renderPair(pair, field.at('tlsCertificates').at(i)))),
    caCertificates: text('caCertificates'),
    caCertCredentialName: given(tls.caCredential, (credential) => renderAuthorities(credential, field.at('caCredential'))),
    caCrl: text('caCrl'),
    subjectAltNames: given(tls.subjectAltNames, (names) =>
      requireSome(names, field.at('subjectAltNames'), ANY).map((name, i) => renderSubjectAltName(name, field.at('subjectAltNames').at(i)))),
    verifyCertificateSpki: some('verifyCertificateSpki'),
    verifyCertificateHash: some('verifyCertificateHash'),
    insecureSkipVerify: tls.insecureSkipVerify,
    minProtocolVersion: tls.minProtocolVersion,
    maxProtocolVersion: tls.maxProtocolVersion,
    cipherSuites: given(tls.cipherSuites, (suites) => requireOnce(suites, field.at('cipherSuites'))),
  });
}

function requireUsedFields(tls: ServerTls, field: Field): void {
  const used = USED[tls.mode];
  if (used === undefined) { throw field.at('mode').error(tls.mode, `one of ${Object.keys(USED).join(', ')}`); }
  const unused = (Object.keys(tls) as (keyof ServerTls)[]).find((name) => name !== 'mode' && tls[name] !== undefined && !used.includes(name));
  if (unused !== undefined) { throw field.problem(`${field.at(unused).path} is given with mode ${tls.mode}; it must be left out: it has no effect there`); }
}

/** The server has one certificate (of each kind of key), and knows whose certificates it takes. */
function requireCertificates(tls: ServerTls, field: Field): void {
  requireOneOf(tls, ['credential', 'credentials', 'serverCertificate', 'tlsCertificates'], field);
  const credential = CREDENTIALS.find((name) => tls[name] !== undefined);
  if (credential !== undefined) {
    const file = FILES.find((name) => tls[name] !== undefined);
    if (file !== undefined) { throw field.problem(`${field.at(file).path} and ${field.at(credential).path} are given; it must be one of them`); }
    return;
  }
  if (tls.serverCertificate !== undefined && tls.privateKey === undefined) {
    throw field.at('privateKey').error(undefined, 'given next to serverCertificate');
  }
  if (tls.tlsCertificates !== undefined && tls.privateKey !== undefined) {
    throw field.problem(`${field.at('privateKey').path} and ${field.at('tlsCertificates').path} are given; it must be one of them`);
  }
  if (tls.mode !== ServerTlsMode.SIMPLE && tls.caCertificates === undefined) {
    throw field.at('caCertificates').error(undefined, `given for mode ${tls.mode}`, 'or give credential instead');
  }
}

function requireOrder(tls: ServerTls, field: Field): void {
  const min = VERSIONS.indexOf(tls.minProtocolVersion ?? TlsVersion.TLS_AUTO);
  const max = VERSIONS.indexOf(tls.maxProtocolVersion ?? TlsVersion.TLS_AUTO);
  if (min >= 0 && max >= 0 && max < min) {
    throw field.at('maxProtocolVersion').error(tls.maxProtocolVersion, `at least minProtocolVersion (${tls.minProtocolVersion})`);
  }
}

function renderPair(pair: TlsCertificateFiles, field: Field): JsonObject {
  return {
    serverCertificate: requireText(pair.serverCertificate, field.at('serverCertificate')),
    privateKey: requireText(pair.privateKey, field.at('privateKey')),
  };
}

function requireOneOrTwo<T>(values: T[], field: Field): T[] {
  if (values.length === 1 || values.length === 2) { return values; }
  throw field.problem(`${field.path} has ${values.length} elements; it must have one or two`);
}

function requireOnce(values: string[], field: Field): string[] {
  values.forEach((value, i) => {
    if (values.indexOf(value) < i) { throw field.at(i).error(value, 'given once'); }
  });
  return [...values];
}
