import type { Program } from './support';
import { CipherSuite, Credential, Gateway, Identity, Protocol, type Server, type ServerTls, ServerTlsMode, TlsVersion } from 'cdk8s-istio';

const FILES = { serverCertificate: '/etc/certs/cert.pem', privateKey: '/etc/certs/key.pem' };
const HASHES = {
  verifyCertificateSpki: ['9vCsGkBfrHwFKr5DQ0M1h2Fs4GfjQVgZZXCE3C0cyzw='],
  verifyCertificateHash: ['d1e1a3a4b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d1e2f3a4b5c6d7e8'],
};

/** Old versions of TLS have no ciphers of their own any more. */
const OLD = { cipherSuites: [CipherSuite.ECDHE_RSA_AES128_SHA] };

/** What ends TLS with certificates of one's own, in all ways that exclude each other; then what leaves it to others. */
const TLS: readonly ServerTls[] = [
  {
    mode: ServerTlsMode.MUTUAL,
    ...FILES,
    caCertificates: '/etc/certs/ca.pem',
    caCrl: '/etc/certs/crl.pem',
    subjectAltNames: [Identity.of('client.example.com')],
    ...HASHES,
    insecureSkipVerify: false,
    minProtocolVersion: TlsVersion.TLSV1_2,
    maxProtocolVersion: TlsVersion.TLSV1_3,
    cipherSuites: [CipherSuite.ECDHE_RSA_AES128_GCM_SHA256],
  },
  { mode: ServerTlsMode.MUTUAL, credential: Credential.secret('edge-mutual'), caCredential: Credential.secret('edge-clients') },
  { mode: ServerTlsMode.OPTIONAL_MUTUAL, credential: Credential.secret('edge-mutual'), insecureSkipVerify: true },
  { mode: ServerTlsMode.SIMPLE, credentials: [Credential.secret('edge-rsa'), Credential.secret('edge-ecdsa')], ...OLD, minProtocolVersion: TlsVersion.TLSV1_0, maxProtocolVersion: TlsVersion.TLSV1_0 },
  { mode: ServerTlsMode.SIMPLE, tlsCertificates: [FILES], ...OLD, minProtocolVersion: TlsVersion.TLSV1_1, maxProtocolVersion: TlsVersion.TLSV1_1 },
  { mode: ServerTlsMode.SIMPLE, credential: Credential.secret('edge'), minProtocolVersion: TlsVersion.TLS_AUTO, maxProtocolVersion: TlsVersion.TLS_AUTO },
  { mode: ServerTlsMode.SIMPLE, credential: Credential.secret('edge'), minProtocolVersion: TlsVersion.TLSV1_3 },
  { mode: ServerTlsMode.SIMPLE, credential: Credential.secret('edge'), maxProtocolVersion: TlsVersion.TLSV1_2 },
  { mode: ServerTlsMode.ISTIO_MUTUAL },
  { mode: ServerTlsMode.PASSTHROUGH },
  { mode: ServerTlsMode.AUTO_PASSTHROUGH },
];

/** Gateways: a server for each way to treat TLS. */
export const gateways: Program = (chart) => {
  const servers: Server[] = [
    { name: 'plain', port: { number: 80, protocol: Protocol.HTTP, name: 'http' }, hosts: ['*/cart.example.com'], httpsRedirect: true, bind: '0.0.0.0' },
    ...TLS.map((tls, i) => ({
      name: `server-${i}`,
      port: { number: 8443 + i, protocol: tls.mode.endsWith('PASSTHROUGH') ? Protocol.TLS : Protocol.HTTPS, name: `tls-${i}` },
      hosts: [`cart-${i}.example.com`],
      tls,
    })),
  ];
  new Gateway(chart, 'edge', { selector: { istio: 'ingressgateway' }, servers });
};
