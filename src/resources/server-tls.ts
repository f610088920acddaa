import type { Credential } from './credential';
import type { Identity } from './identity';

/** What a server of a gateway does with TLS. */
export enum ServerTlsMode {
  /** Nothing: TLS goes on to the destination, which TLS routes choose by server name. */
  PASSTHROUGH = 'PASSTHROUGH',
  /** TLS ends here. */
  SIMPLE = 'SIMPLE',
  /** TLS ends here; the client shows a certificate. */
  MUTUAL = 'MUTUAL',
  /** As PASSTHROUGH, without routes: the server name names the destination. For traffic between networks of one mesh. */
  AUTO_PASSTHROUGH = 'AUTO_PASSTHROUGH',
  /** TLS ends here; both sides show the certificates that Istio issues. */
  ISTIO_MUTUAL = 'ISTIO_MUTUAL',
  /** TLS ends here; the client may show a certificate. */
  OPTIONAL_MUTUAL = 'OPTIONAL_MUTUAL',
}

/** Versions of TLS. */
export enum TlsVersion {
  /** The newest that both sides know. */
  TLS_AUTO = 'TLS_AUTO',
  /** TLS 1.0, which is broken. */
  TLSV1_0 = 'TLSV1_0',
  /** TLS 1.1, which is broken. */
  TLSV1_1 = 'TLSV1_1',
  /** TLS 1.2. */
  TLSV1_2 = 'TLSV1_2',
  /** TLS 1.3. */
  TLSV1_3 = 'TLSV1_3',
}

/** Ciphers that a gateway knows for TLS up to 1.2. */
export enum CipherSuite {
  /** ECDHE-ECDSA-AES128-GCM-SHA256 */
  ECDHE_ECDSA_AES128_GCM_SHA256 = 'ECDHE-ECDSA-AES128-GCM-SHA256',
  /** ECDHE-RSA-AES128-GCM-SHA256 */
  ECDHE_RSA_AES128_GCM_SHA256 = 'ECDHE-RSA-AES128-GCM-SHA256',
  /** ECDHE-ECDSA-AES256-GCM-SHA384 */
  ECDHE_ECDSA_AES256_GCM_SHA384 = 'ECDHE-ECDSA-AES256-GCM-SHA384',
  /** ECDHE-RSA-AES256-GCM-SHA384 */
  ECDHE_RSA_AES256_GCM_SHA384 = 'ECDHE-RSA-AES256-GCM-SHA384',
  /** ECDHE-ECDSA-CHACHA20-POLY1305 */
  ECDHE_ECDSA_CHACHA20_POLY1305 = 'ECDHE-ECDSA-CHACHA20-POLY1305',
  /** ECDHE-RSA-CHACHA20-POLY1305 */
  ECDHE_RSA_CHACHA20_POLY1305 = 'ECDHE-RSA-CHACHA20-POLY1305',
  /** ECDHE-ECDSA-AES128-SHA */
  ECDHE_ECDSA_AES128_SHA = 'ECDHE-ECDSA-AES128-SHA',
  /** ECDHE-RSA-AES128-SHA */
  ECDHE_RSA_AES128_SHA = 'ECDHE-RSA-AES128-SHA',
  /** ECDHE-ECDSA-AES256-SHA */
  ECDHE_ECDSA_AES256_SHA = 'ECDHE-ECDSA-AES256-SHA',
  /** ECDHE-RSA-AES256-SHA */
  ECDHE_RSA_AES256_SHA = 'ECDHE-RSA-AES256-SHA',
  /** AES128-GCM-SHA256 */
  AES128_GCM_SHA256 = 'AES128-GCM-SHA256',
  /** AES256-GCM-SHA384 */
  AES256_GCM_SHA384 = 'AES256-GCM-SHA384',
  /** AES128-SHA */
  AES128_SHA = 'AES128-SHA',
  /** AES256-SHA */
  AES256_SHA = 'AES256-SHA',
  /** DES-CBC3-SHA */
  DES_CBC3_SHA = 'DES-CBC3-SHA',
}

/** Files with a certificate and its key, in the gateway's pods. */
export interface TlsCertificateFiles {
  /** Path of the file with the certificate. */
  readonly serverCertificate: string;

  /** Path of the file with the key. */
  readonly privateKey: string;
}

/**
 * How a server of a gateway proves who it is, and what it wants of its clients. Modes that end TLS with certificates of
 * one's own (SIMPLE, MUTUAL, OPTIONAL_MUTUAL) need exactly one of `credential`, `credentials`, `serverCertificate`
 * with `privateKey`, and `tlsCertificates`.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings
 */
export interface ServerTlsSettings {
  /**
   * The Secret with certificate and key, in the namespace of the gateway's pods.
   *
   * @default - see credentials, serverCertificate and tlsCertificates
   */
  readonly credential?: Credential;

  /**
   * One or two such Secrets: one with RSA, one with ECDSA.
   *
   * @default - see credential
   */
  readonly credentials?: Credential[];

  /**
   * Path of the file with the certificate.
   *
   * @default - see credential
   */
  readonly serverCertificate?: string;

  /**
   * Path of the file with the key of `serverCertificate`.
   *
   * @default - see credential
   */
  readonly privateKey?: string;

  /**
   * Paths of one or two such pairs of files: one with RSA, one with ECDSA.
   *
   * @default - see credential
   */
  readonly tlsCertificates?: TlsCertificateFiles[];

  /**
   * Path of the file with the authorities that clients' certificates may be of. Needed next to files, for MUTUAL and
   * OPTIONAL_MUTUAL.
   *
   * @default - those in the Secret
   */
  readonly caCertificates?: string;

  /**
   * The Secret or ConfigMap with the authorities that clients' certificates may be of.
   *
   * @default - those in the Secret with the certificate, or in the one named like it with `-cacert` behind
   */
  readonly caCredential?: Credential;

  /**
   * Path of the file with clients' certificates that were revoked. Next to files; a Secret has them within.
   *
   * @default - none is
   */
  readonly caCrl?: string;

  /**
   * Names of which a client's certificate must have one.
   *
   * @default - any
   */
  readonly subjectAltNames?: Identity[];

  /**
   * Hashes of keys (SHA-256, base64) of which a client's certificate must have one.
   *
   * @default - any
   */
  readonly verifyCertificateSpki?: string[];

  /**
   * Hashes of certificates (SHA-256, hexadecimal) of which a client's must have one.
   *
   * @default - any
   */
  readonly verifyCertificateHash?: string[];

  /**
   * Whether clients are let in whose certificate is not valid; the destination is told what they showed.
   *
   * @default false
   */
  readonly insecureSkipVerify?: boolean;

  /**
   * The oldest version of TLS.
   *
   * @default TlsVersion.TLSV1_2
   */
  readonly minProtocolVersion?: TlsVersion;

  /**
   * The newest version of TLS.
   *
   * @default - the newest that the gateway knows
   */
  readonly maxProtocolVersion?: TlsVersion;

  /**
   * Ciphers for TLS up to 1.2.
   *
   * @default - as Envoy says
   */
  readonly cipherSuites?: CipherSuite[];
}

/**
 * What a server of a gateway does with TLS.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings
 */
export interface ServerTls extends ServerTlsSettings {
  /** What the server does. */
  readonly mode: ServerTlsMode;
}
