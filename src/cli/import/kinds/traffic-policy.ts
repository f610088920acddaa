import { clientTls } from './client-tls';
import { loadBalancing } from './load-balancing';
import {
  type ConnectionPool, H2UpgradePolicy, type Http2Keepalive, type HttpPool, type OutlierDetection, type PortTrafficPolicy, ProxyProtocolVersion,
  type RetryBudget, type TcpKeepalive, type TcpPool, type TrafficPolicy, type TrafficSettings, type Tunnel, TunnelProtocol,
} from '../../../resources';
import { byField, listOf, type Members, needed, number, numbers, oneOf, record, text, truth, under } from '../reader';
import { duration } from '../values';

export const connectionPool = record<ConnectionPool>({
  tcp: record<TcpPool>({
    maxConnections: number,
    connectTimeout: duration,
    tcpKeepalive: record<TcpKeepalive>({ probes: number, time: duration, interval: duration }),
    maxConnectionDuration: duration,
    idleTimeout: duration,
  }),
  http: record<HttpPool>({
    http1MaxPendingRequests: number,
    http2MaxRequests: number,
    maxRequestsPerConnection: number,
    maxRetries: number,
    idleTimeout: duration,
    h2UpgradePolicy: oneOf('H2UpgradePolicy', H2UpgradePolicy),
    useClientProtocol: truth,
    maxConcurrentStreams: number,
    http2KeepAlive: record<Http2Keepalive>({ interval: needed('interval', duration), timeout: needed('timeout', duration) }),
  }),
});

export const outlierDetection = record<OutlierDetection>({
  consecutive5xxErrors: number,
  consecutiveGatewayErrors: number,
  consecutiveLocalOriginFailures: number,
  splitExternalLocalOriginErrors: truth,
  interval: duration,
  baseEjectionTime: duration,
  maxEjectionPercent: number,
  minHealthPercent: number,
  httpErrorCodes: under('outlierDetectionHttpErrorCodes', numbers),
});

const SETTINGS: Members<TrafficSettings> = { loadBalancer: loadBalancing, connectionPool, outlierDetection, tls: clientTls };

export const trafficPolicy = record<TrafficPolicy>({
  ...SETTINGS,
  portLevelSettings: listOf(record<PortTrafficPolicy>({ ...SETTINGS, port: needed('port', byField({ number })) })),
  tunnel: record<Tunnel>({
    targetHost: needed('targetHost', text), targetPort: needed('targetPort', number), protocol: oneOf('TunnelProtocol', TunnelProtocol),
  }),
  proxyProtocol: byField({ version: oneOf('ProxyProtocolVersion', ProxyProtocolVersion) }),
  retryBudget: record<RetryBudget>({ percent: number, minRetryConcurrency: number, budgetInterval: duration }),
});
