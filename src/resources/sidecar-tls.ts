import type { CipherSuite, ServerTlsMode, TlsVersion } from './server-tls';
import { renderServerTls } from './server-tls-json';
import type { Field } from '../model/field';
import type { JsonObject } from '../model/json';
import { requireAmong } from '../model/require';

/** What a sidecar wants of callers outside the mesh. */
export enum SidecarTlsMode {
  /** TLS; callers show no certificate. */
  SIMPLE = 'SIMPLE',
  /** TLS; callers show a certificate. */
  MUTUAL = 'MUTUAL',
  /** TLS; callers may show a certificate. */
  OPTIONAL_MUTUAL = 'OPTIONAL_MUTUAL',
}

/**
 * TLS that a sidecar ends, for callers outside the mesh. Certificates are files in the sidecar's container.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings
 */
export interface SidecarTls {
  /** Whether callers show a certificate. */
  readonly mode: SidecarTlsMode;

  /** Path of the file with the certificate. */
  readonly serverCertificate: string;

  /** Path of the file with the key. */
  readonly privateKey: string;

  /**
   * Path of the file with the authorities that callers' certificates may be of. Needed for MUTUAL and
   * OPTIONAL_MUTUAL, and for nothing else.
   *
   * @default - none
   */
  readonly caCertificates?: string;

  /**
   * Path of the file with the list of revoked certificates. For MUTUAL and OPTIONAL_MUTUAL.
   *
   * @default - no certificate is revoked
   */
  readonly caCrl?: string;

  /**
   * Hashes (SHA-256, base64) of the public keys of callers that are let in. For MUTUAL and OPTIONAL_MUTUAL.
   *
   * @default - callers with any key
   */
  readonly verifyCertificateSpki?: string[];

  /**
   * Hashes (SHA-256, hexadecimal) of the certificates of callers that are let in. For MUTUAL and OPTIONAL_MUTUAL.
   *
   * @default - callers with any certificate
   */
  readonly verifyCertificateHash?: string[];

  /**
   * Whether callers are let in whose certificate is not valid. For MUTUAL and OPTIONAL_MUTUAL.
   *
   * @default false
   */
  readonly insecureSkipVerify?: boolean;

  /**
   * The lowest version.
   *
   * @default TlsVersion.TLSV1_2
   */
  readonly minProtocolVersion?: TlsVersion;

  /**
   * The highest version.
   *
   * @default TlsVersion.TLSV1_3
   */
  readonly maxProtocolVersion?: TlsVersion;

  /**
   * The cipher suites, for versions up to 1.2.
   *
   * @default - Envoy's own
   */
  readonly cipherSuites?: CipherSuite[];
}

/** The `tls` of a Sidecar's ingress listener: what a gateway's server has, less what Istio refuses here. */
export function renderSidecarTls(tls: SidecarTls, field: Field): JsonObject {
  const mode: `${SidecarTlsMode}` = requireAmong(tls.mode, Object.values(SidecarTlsMode), field.at('mode'));
  if (mode !== SidecarTlsMode.SIMPLE && tls.caCertificates === undefined) {
    throw field.at('caCertificates').error(undefined, `given for mode ${mode}`);
  }
  return renderServerTls({ ...tls, mode: mode as ServerTlsMode }, field);
}
