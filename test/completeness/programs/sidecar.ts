import type { Program } from './support';
import { OTHER_POOLS, POOL } from './traffic-settings';
import {
  ApplicationEndpoint, CaptureMode, CipherSuite, OutboundTrafficMode, Protocol, Sidecar, SidecarTlsMode, TlsVersion, WorkloadSelector,
} from 'cdk8s-istio';

const FILES = { serverCertificate: '/etc/certs/cert.pem', privateKey: '/etc/certs/key.pem' };

/** Old versions of TLS have no ciphers of their own any more. */
const OLD = { cipherSuites: [CipherSuite.ECDHE_RSA_AES128_SHA] };

/** Sidecars: one says all at once, others the enum values that are left. */
export const sidecars: Program = (chart) => {
  new Sidecar(chart, 'web', {
    workloadSelector: WorkloadSelector.labels({ app: 'web' }),
    ingress: [
      {
        port: { number: 8443, name: 'https', protocol: Protocol.HTTPS },
        bind: '0.0.0.0',
        captureMode: CaptureMode.IPTABLES,
        defaultEndpoint: ApplicationEndpoint.localhost(8080),
        tls: {
          mode: SidecarTlsMode.MUTUAL,
          ...FILES,
          caCertificates: '/etc/certs/ca.pem',
          caCrl: '/etc/certs/crl.pem',
          verifyCertificateSpki: ['9vCsGkBfrHwFKr5DQ0M1h2Fs4GfjQVgZZXCE3C0cyzw='],
          verifyCertificateHash: ['d1e1a3a4b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d1e2f3a4b5c6d7e8'],
          insecureSkipVerify: true,
          minProtocolVersion: TlsVersion.TLSV1_2,
          maxProtocolVersion: TlsVersion.TLSV1_3,
          cipherSuites: [CipherSuite.ECDHE_RSA_AES128_GCM_SHA256],
        },
      },
      { port: { number: 8080, name: 'http', protocol: Protocol.HTTP }, captureMode: CaptureMode.DEFAULT, connectionPool: POOL },
      { port: { number: 8081, name: 'http-admin', protocol: Protocol.HTTP }, captureMode: CaptureMode.NONE, connectionPool: OTHER_POOLS[0] },
      { port: { number: 8082, name: 'http-debug', protocol: Protocol.HTTP }, connectionPool: OTHER_POOLS[1] },
      {
        port: { number: 9443, name: 'tls-old', protocol: Protocol.TLS },
        tls: { mode: SidecarTlsMode.SIMPLE, ...FILES, ...OLD, minProtocolVersion: TlsVersion.TLSV1_0, maxProtocolVersion: TlsVersion.TLSV1_1 },
      },
      {
        port: { number: 9444, name: 'tls-auto', protocol: Protocol.TLS },
        tls: { mode: SidecarTlsMode.SIMPLE, ...FILES, minProtocolVersion: TlsVersion.TLS_AUTO, maxProtocolVersion: TlsVersion.TLS_AUTO },
      },
      {
        port: { number: 9445, name: 'tls-newest', protocol: Protocol.TLS },
        tls: { mode: SidecarTlsMode.SIMPLE, ...FILES, minProtocolVersion: TlsVersion.TLSV1_3, maxProtocolVersion: TlsVersion.TLSV1_3 },
      },
      {
        port: { number: 9446, name: 'tls-middle', protocol: Protocol.TLS },
        tls: { mode: SidecarTlsMode.SIMPLE, ...FILES, ...OLD, minProtocolVersion: TlsVersion.TLSV1_1, maxProtocolVersion: TlsVersion.TLSV1_2 },
      },
      {
        port: { number: 9447, name: 'tls-oldest', protocol: Protocol.TLS },
        tls: {
          mode: SidecarTlsMode.OPTIONAL_MUTUAL,
          ...FILES,
          ...OLD,
          caCertificates: '/etc/certs/ca.pem',
          minProtocolVersion: TlsVersion.TLSV1_0,
          maxProtocolVersion: TlsVersion.TLSV1_0,
        },
      },
    ],
    egress: [
      { hosts: ['./cart.shop.svc.cluster.local'], port: { number: 80, name: 'http', protocol: Protocol.HTTP }, bind: '127.0.0.1', captureMode: CaptureMode.NONE },
      { hosts: ['bank/*'], port: { number: 9000, name: 'tcp', protocol: Protocol.TCP }, captureMode: CaptureMode.IPTABLES },
      { hosts: ['istio-system/*'], captureMode: CaptureMode.DEFAULT },
    ],
    inboundConnectionPool: POOL,
    outboundTrafficPolicy: OutboundTrafficMode.REGISTRY_ONLY,
  });
  new Sidecar(chart, 'cart', {
    workloadSelector: WorkloadSelector.labels({ app: 'cart' }), inboundConnectionPool: OTHER_POOLS[0], outboundTrafficPolicy: OutboundTrafficMode.ALLOW_ANY,
  });
  new Sidecar(chart, 'bank', { workloadSelector: WorkloadSelector.labels({ app: 'bank' }), inboundConnectionPool: OTHER_POOLS[1] });
};
