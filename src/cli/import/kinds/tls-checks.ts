import { CipherSuite, type SidecarTls, TlsVersion } from '../../../resources';
import { listOf, type Members, oneOf, texts, truth } from '../reader';

/** What servers ask of the other side, at gateways and sidecars alike. */
export const TLS_CHECKS: Members<Pick<SidecarTls,
  'verifyCertificateSpki' | 'verifyCertificateHash' | 'insecureSkipVerify' | 'minProtocolVersion' | 'maxProtocolVersion' | 'cipherSuites'>> = {
  verifyCertificateSpki: texts,
  verifyCertificateHash: texts,
  insecureSkipVerify: truth,
  minProtocolVersion: oneOf('TlsVersion', TlsVersion),
  maxProtocolVersion: oneOf('TlsVersion', TlsVersion),
  cipherSuites: listOf(oneOf('CipherSuite', CipherSuite)),
};
