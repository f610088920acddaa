import { type Examples, istio } from './example';

const sidecar = (spec: string) => istio('Sidecar', 'default', `{${spec}}`);
const tls = (...blocks: string[]) => sidecar(`ingress: [${blocks.map((block, i) => `{port: {number: ${443 + i}, protocol: TLS}, tls: {${block}}}`).join(', ')}]`);
const FILES = 'serverCertificate: /a, privateKey: /b';

/** Examples for what Istio refuses of TLS and connection pools of Sidecars. */
export const SIDECAR_SETTING_EXAMPLES: Examples = {
  CI0746: {
    wrong: tls(`mode: SIMPLE, ${FILES}, subjectAltNames: [a], httpsRedirect: true`, 'mode: SIMPLE, credentialName: a', 'mode: ISTIO_MUTUAL')
      .replace('443, protocol: TLS', '443, protocol: HTTP'),
    finds: [
      'error app/default: spec.ingress[0].port.protocol is "HTTP"; it must be HTTPS or TLS beside tls; make it HTTPS or TLS, or leave tls '
        + 'out [CI0746]',
      'error app/default: spec.ingress[0].tls.httpsRedirect is true; it must be left out for a sidecar; leave it out [CI0746]',
      'error app/default: spec.ingress[0].tls.subjectAltNames is given for a sidecar; it must be left out; leave it out [CI0746]',
      'error app/default: spec.ingress[1].tls.credentialName is given for a sidecar; it must be left out; write serverCertificate and '
        + 'privateKey, the paths of files in the pod [CI0746]',
      'error app/default: spec.ingress[2].tls.mode is "ISTIO_MUTUAL"; it must be SIMPLE, MUTUAL, OPTIONAL_MUTUAL or PASSTHROUGH for a '
        + 'sidecar; for mTLS of the mesh, leave tls out [CI0746]',
    ],
    right: tls(`mode: SIMPLE, ${FILES}`, 'mode: PASSTHROUGH'),
  },
  CI0747: {
    wrong: tls('mode: SIMPLE, serverCertificate: /a, caCrl: /c', `mode: MUTUAL, ${FILES}`, `mode: PASSTHROUGH, ${FILES}`),
    finds: [
      'error app/default: spec.ingress[0].tls.caCrl is given with mode SIMPLE; it must be left out; leave it out, or write mode: MUTUAL [CI0747]',
      'error app/default: spec.ingress[0].tls.privateKey is missing; it must be a path, with mode SIMPLE; give the path of the file in the '
        + 'pod [CI0747]',
      'error app/default: spec.ingress[1].tls.caCertificates is missing; it must be a path, with mode MUTUAL; give the path of the file in '
        + 'the pod [CI0747]',
      'warning app/default: spec.ingress[2].tls.privateKey has no effect with mode PASSTHROUGH; it must be left out; leave it out, or '
        + 'write mode: SIMPLE [CI0747]',
      'warning app/default: spec.ingress[2].tls.serverCertificate has no effect with mode PASSTHROUGH; it must be left out; leave it out, '
        + 'or write mode: SIMPLE [CI0747]',
    ],
    right: tls(`mode: SIMPLE, ${FILES}`, `mode: OPTIONAL_MUTUAL, ${FILES}, caCertificates: /c, caCrl: /d`, 'mode: PASSTHROUGH'),
  },
  CI0748: {
    wrong: tls(`mode: SIMPLE, ${FILES}, minProtocolVersion: TLSV1_0`, `mode: SIMPLE, ${FILES}, cipherSuites: [AES128-SHA, NO-SHA, AES128-SHA]`),
    finds: [
      'warning app/default: spec.ingress[0].tls.minProtocolVersion is TLSV1_0 without cipherSuites; it must come with some that it has; '
        + 'leave it out, or name cipherSuites [CI0748]',
      'warning app/default: spec.ingress[1].tls.cipherSuites[1] is "NO-SHA"; it must be one of ECDHE-ECDSA-AES128-GCM-SHA256, '
        + 'ECDHE-RSA-AES128-GCM-SHA256, ECDHE-ECDSA-AES256-GCM-SHA384, ECDHE-RSA-AES256-GCM-SHA384, ECDHE-ECDSA-CHACHA20-POLY1305, '
        + 'ECDHE-RSA-CHACHA20-POLY1305, ECDHE-ECDSA-AES128-SHA, ECDHE-RSA-AES128-SHA, ECDHE-ECDSA-AES256-SHA, ECDHE-RSA-AES256-SHA, '
        + 'AES128-GCM-SHA256, AES256-GCM-SHA384, AES128-SHA, AES256-SHA, DES-CBC3-SHA; correct the name, or leave it out [CI0748]',
      'warning app/default: spec.ingress[1].tls.cipherSuites[2] is "AES128-SHA"; it must be a suite that is not named before; correct the '
        + 'name, or leave it out [CI0748]',
    ],
    right: tls(`mode: SIMPLE, ${FILES}, minProtocolVersion: TLSV1_1, cipherSuites: [AES128-SHA]`, `mode: SIMPLE, ${FILES}, minProtocolVersion: TLSV1_3`),
  },
  CI0749: {
    wrong: sidecar(`ingress: [{port: {number: 80}, connectionPool: {}}, {port: {number: 81}, connectionPool: {tcp: {maxConnections: -1}}}],
      inboundConnectionPool: {http: {http1MaxPendingRequests: -1, h2UpgradePolicy: UPGRADE, useClientProtocol: true}}`),
    finds: [
      'error app/default: spec.inboundConnectionPool.http.http1MaxPendingRequests is -1; it must be 0, for the default, or more; correct '
        + 'it, or leave it out for the default [CI0749]',
      'error app/default: spec.inboundConnectionPool.http.useClientProtocol is true with h2UpgradePolicy UPGRADE; it must be one of them; '
        + 'correct it, or leave it out for the default [CI0749]',
      'error app/default: spec.ingress[0].connectionPool has neither tcp nor http; it must have one of them, or be left out; correct it, '
        + 'or leave it out for the default [CI0749]',
      'error app/default: spec.ingress[1].connectionPool.tcp.maxConnections is -1; it must be 0, for the default, or more; correct it, or '
        + 'leave it out for the default [CI0749]',
    ],
    right: sidecar('ingress: [{port: {number: 80}, connectionPool: {tcp: {maxConnections: 1}}}], inboundConnectionPool: {http: {http1MaxPendingRequests: 0, useClientProtocol: true}}'),
  },
  CI0750: {
    wrong: sidecar('inboundConnectionPool: {http: {idleTimeout: 1.0005s, http2KeepAlive: {interval: 1s}}, tcp: {idleTimeout: 1.0005s, connectTimeout: 1s}}'),
    finds: [
      'error app/default: spec.inboundConnectionPool.http.http2KeepAlive.timeout is missing; it must be given for http2KeepAlive; write a '
        + 'duration such as 1.5s [CI0750]',
      'error app/default: spec.inboundConnectionPool.http.idleTimeout is "1.0005s"; it must be a duration of at least 1ms, in whole '
        + 'milliseconds, such as 1.5s; write a duration such as 1.5s [CI0750]',
      'error app/default: spec.inboundConnectionPool.tcp.idleTimeout is "1.0005s"; it must be a duration of at least 1ms, in whole '
        + 'milliseconds, such as 1.5s, or 0s for no limit; write a duration such as 1.5s [CI0750]',
    ],
    right: sidecar('inboundConnectionPool: {http: {idleTimeout: 1.5s, http2KeepAlive: {interval: 1s, timeout: 2s}}, tcp: {idleTimeout: 0s, connectTimeout: 1s}}'),
  },
};
