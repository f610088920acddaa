import { type Credential, renderAuthorities, renderSecret } from './credential';
import { type Identity, renderSubjectAltName } from './identity';
import type { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { requireSome, requireText } from '../model/require';

/** How a destination is connected to. */
export enum ClientTlsMode {
  /** Plain text. */
  DISABLE = 'DISABLE',
  /** TLS; the client shows no certificate. */
  SIMPLE = 'SIMPLE',
  /** TLS; the client shows a certificate of its own. */
  MUTUAL = 'MUTUAL',
  /** TLS; both sides show the certificates that Istio issues. */
  ISTIO_MUTUAL = 'ISTIO_MUTUAL',
}

/**
 * How a destination is connected to. It takes the place of Istio's automatic mutual TLS.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings
 */
export interface ClientTls {
  /** Whether there is TLS, and with which certificates. */
  readonly mode: ClientTlsMode;

  /**
   * Path of the file with the client's certificate. For MUTUAL.
   *
   * @default - see credential
   */
  readonly clientCertificate?: string;

  /**
   * Path of the file with the client's key. For MUTUAL.
   *
   * @default - see credential
   */
  readonly privateKey?: string;

  /**
   * Path of the file with the authorities that the server's certificate may be of. For SIMPLE and MUTUAL.
   *
   * @default - the authorities of the operating system
   */
  readonly caCertificates?: string;

  /**
   * The Secret with certificates and key, in place of the files. Read by gateways, and by sidecars if the DestinationRule has
   * a `workloadSelector`, in the namespace of their own. A ConfigMap with authorities is read by all; it must be in the
   * namespace of the DestinationRule. For SIMPLE, and Secrets for MUTUAL too.
   *
   * @default - the files are read
   */
  readonly credential?: Credential;

  /**
   * Names of which the server's certificate must have one.
   *
   * @default - the host of the request, or what the ServiceEntry says; for ISTIO_MUTUAL the service's accounts
   */
  readonly subjectAltNames?: Identity[];

  /**
   * The server name that the client asks for.
   *
   * @default - the host of the request
   */
  readonly sni?: string;

  /**
   * Whether the server's certificate is taken unseen. For SIMPLE and MUTUAL.
   *
   * @default false
   */
  readonly insecureSkipVerify?: boolean;

  /**
   * Path of the file with certificates that were revoked. For SIMPLE and MUTUAL.
   *
   * @default - none is
   */
  readonly caCrl?: string;
}

const FILES = ['clientCertificate', 'privateKey', 'caCertificates', 'caCrl'] as const;

/** What each mode makes of the other fields; Istio ignores the rest, or does what was not meant. */
const USED: { readonly [mode in ClientTlsMode]: ReadonlyArray<keyof ClientTls> } = {
  DISABLE: [],
  SIMPLE: ['caCertificates', 'credential', 'subjectAltNames', 'sni', 'insecureSkipVerify', 'caCrl'],
  MUTUAL: [...FILES, 'credential', 'subjectAltNames', 'sni', 'insecureSkipVerify'],
  ISTIO_MUTUAL: ['subjectAltNames', 'sni'],
};

/** The `tls` of a traffic policy. */
export function renderClientTls(tls: ClientTls, field: Field): JsonObject {
  const used = USED[tls.mode];
  if (used === undefined) { throw field.at('mode').error(tls.mode, `one of ${Object.keys(USED).join(', ')}`); }
  requireFields(tls, used, field);
  return defined({
    mode: tls.mode,
    ...Object.fromEntries(([...FILES, 'sni'] as const)
      .map((name) => [name, given(tls[name], (text) => requireText(text, field.at(name)))])),
    credentialName: given(tls.credential, (credential) =>
      (tls.mode === ClientTlsMode.MUTUAL ? renderSecret : renderAuthorities)(credential, field.at('credential'))),
    subjectAltNames: given(tls.subjectAltNames, (names) =>
      requireSome(names, field.at('subjectAltNames')).map((name, i) => renderSubjectAltName(name, field.at('subjectAltNames').at(i)))),
    insecureSkipVerify: tls.insecureSkipVerify,
  });
}

function requireFields(tls: ClientTls, used: ReadonlyArray<keyof ClientTls>, field: Field): void {
  const unused = (Object.keys(tls) as (keyof ClientTls)[]).find((name) => name !== 'mode' && tls[name] !== undefined && !used.includes(name));
  if (unused !== undefined) { throw field.problem(`${field.at(unused).path} is given with mode ${tls.mode}; it must be left out: it has no effect there`); }
  const file = FILES.find((name) => tls[name] !== undefined);
  if (tls.credential !== undefined && file !== undefined) {
    throw field.problem(`${field.at(file).path} and ${field.at('credential').path} are given; it must be one of them`);
  }
  if (tls.mode === ClientTlsMode.MUTUAL && tls.credential === undefined) {
    const missing = (['clientCertificate', 'privateKey'] as const).find((name) => tls[name] === undefined);
    if (missing !== undefined) { throw field.at(missing).error(undefined, 'given for mode MUTUAL', 'or give credential instead'); }
  }
  if (tls.insecureSkipVerify === true) {
    const verified = (['caCertificates', 'subjectAltNames', ...(tls.mode === ClientTlsMode.SIMPLE ? ['credential' as const] : [])] as const)
      .find((name) => tls[name] !== undefined);
    if (verified !== undefined) {
      throw field.problem(`${field.at(verified).path} is given and ${field.at('insecureSkipVerify').path} is true; it must be one of them`);
    }
  }
}
