import { selectorLabels } from './references';
import { TLS_CHECKS } from './tls-checks';
import { connectionPool } from './traffic-policy';
import {
  ApplicationEndpoint, CaptureMode, OutboundTrafficMode, type SidecarEgressListener, type SidecarIngressListener, type SidecarPort,
  type SidecarProps, type SidecarTls, SidecarTlsMode,
} from '../../../resources';
import { call, value } from '../code';
import { byField, listOf, type Members, needed, number, oneOf, type Reader, record, text, texts } from '../reader';
import { protocol } from '../values';

const port = record<SidecarPort>({ number: needed('number', number), protocol, name: text });

const captureMode = oneOf('CaptureMode', CaptureMode);

const FACTORIES: ReadonlyArray<readonly [string, string]> = [
  ['127.0.0.1:', 'localhost'], ['[::1]:', 'localhostV6'], ['0.0.0.0:', 'pod'], ['[::]:', 'podV6'],
];

const applicationEndpoint: Reader<ApplicationEndpoint> = (node) => {
  const address = String(node.json);
  const [prefix, factory] = FACTORIES.find(([start]) => address.startsWith(start)) ?? ['', 'unixSocket'];
  if (factory === 'unixSocket') { return call('ApplicationEndpoint.unixSocket', text(node)); }
  const number_ = Number(address.slice(prefix.length));
  return Number.isInteger(number_) ? call(`ApplicationEndpoint.${factory}`, value(number_)) : node.mustBe('an address with a port');
};

const tls = record<SidecarTls>({
  mode: needed('mode', oneOf('SidecarTlsMode', SidecarTlsMode)),
  serverCertificate: needed('serverCertificate', text),
  privateKey: needed('privateKey', text),
  caCertificates: text,
  caCrl: text,
  ...TLS_CHECKS,
});

export const SIDECAR: Members<Omit<SidecarProps, 'metadata'>> = {
  workloadSelector: selectorLabels,
  ingress: listOf(record<SidecarIngressListener>({
    port: needed('port', port), bind: text, captureMode, defaultEndpoint: applicationEndpoint, tls, connectionPool,
  })),
  egress: listOf(record<SidecarEgressListener>({ hosts: needed('hosts', texts), port, bind: text, captureMode })),
  inboundConnectionPool: connectionPool,
  outboundTrafficPolicy: byField({ mode: oneOf('OutboundTrafficMode', OutboundTrafficMode) }),
};
