import { Duration } from 'cdk8s';
import type { Program } from './support';
import { SETTINGS } from './traffic-settings';
import { DestinationRule, ProxyProtocolVersion, type TrafficPolicy, TunnelProtocol, WorkloadSelector } from 'cdk8s-istio';

/** What only a whole destination or subset has. */
const WHOLE: { readonly [name: string]: TrafficPolicy } = {
  'tunnel': {
    tunnel: { protocol: TunnelProtocol.CONNECT, targetHost: 'bank.example.com', targetPort: 443 },
    connectionPool: { http: { http2MaxRequests: 10 } },
    retryBudget: { percent: 25, minRetryConcurrency: 5, budgetInterval: Duration.seconds(10) },
  },
  'proxy-v1': { proxyProtocol: ProxyProtocolVersion.V1 },
  'proxy-v2': { proxyProtocol: ProxyProtocolVersion.V2 },
};

/** DestinationRules, with the same policy at every level that has one. */
export const destinationRules: Program = (chart) => {
  for (const [name, settings] of Object.entries(SETTINGS)) {
    const trafficPolicy = { ...settings, portLevelSettings: [{ port: 8080, ...settings }] };
    new DestinationRule(chart, name, {
      host: `${name}.shop.svc.cluster.local`,
      trafficPolicy,
      subsets: [{ name: 'v1', labels: { version: 'v1' }, trafficPolicy }],
      workloadSelector: WorkloadSelector.labels({ app: 'web' }),
      exportTo: ['.'],
    });
  }
  for (const [name, trafficPolicy] of Object.entries(WHOLE)) {
    new DestinationRule(chart, name, {
      host: `${name}.shop.svc.cluster.local`,
      trafficPolicy,
      subsets: [{ name: 'v1', labels: { version: 'v1' }, trafficPolicy }],
    });
  }
};
