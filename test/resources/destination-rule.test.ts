import { Duration } from 'cdk8s';
import { type Build, refuses, rendered, renderedSpec, without } from './support';
import * as settings from './traffic-settings';
import { DestinationRule, type DestinationRuleProps, type Subset, type TrafficPolicy, WorkloadSelector } from 'cdk8s-istio';

const policy: Required<TrafficPolicy> = {
  ...settings.everySetting,
  portLevelSettings: [{ port: 9080, ...settings.everySetting }],
  tunnel: settings.tunnel,
  proxyProtocol: settings.proxyProtocol,
  retryBudget: settings.retryBudget,
};

const subset: Required<Subset> = {
  name: 'v1',
  labels: { 'version': 'v1', 'app.kubernetes.io/name': 'reviews' },
  trafficPolicy: without(policy, 'tunnel'),
};

const everything: Required<DestinationRuleProps> = {
  metadata: { name: 'reviews', namespace: 'shop' },
  host: 'reviews.shop.svc.cluster.local',
  trafficPolicy: without(policy, 'proxyProtocol'),
  subsets: [subset, { name: 'all' }],
  workloadSelector: WorkloadSelector.labels({ app: 'productpage' }),
  exportTo: ['.'],
};

function make(props: Partial<DestinationRuleProps>): Build {
  return (scope) => new DestinationRule(scope, 'reviews', { host: 'reviews', ...props });
}

test('smallest', () => {
  expect(rendered(make({}))).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'DestinationRule',
    metadata: { name: 'reviews', namespace: 'shop' },
    spec: { host: 'reviews' },
  });
});

test('every property', () => {
  const { metadata, spec } = rendered(make(everything)) as { [key: string]: { [key: string]: unknown } };
  const { trafficPolicy, subsets, ...others } = spec;
  expect({ metadata, ...others }).toEqual({
    metadata: { name: 'reviews', namespace: 'shop' },
    exportTo: ['.'],
    host: 'reviews.shop.svc.cluster.local',
    workloadSelector: { matchLabels: { app: 'productpage' } },
  });
  expect(trafficPolicy).toEqual({
    connectionPool: {
      http: {
        h2UpgradePolicy: 'UPGRADE',
        http1MaxPendingRequests: 50,
        http2KeepAlive: { interval: '30s', timeout: '5s' },
        http2MaxRequests: 200,
        idleTimeout: '90s',
        maxConcurrentStreams: 128,
        maxRequestsPerConnection: 10,
        maxRetries: 3,
        useClientProtocol: false,
      },
      tcp: {
        connectTimeout: '500ms',
        idleTimeout: '600s',
        maxConnectionDuration: '3600s',
        maxConnections: 100,
        tcpKeepalive: { interval: '15s', probes: 3, time: '300s' },
      },
    },
    loadBalancer: {
      consistentHash: {
        httpCookie: {
          attributes: [
            { name: 'SameSite', value: 'Strict' },
            { name: 'Secure' },
          ],
          name: 'user',
          path: '/',
          ttl: '0s',
        },
        maglev: { tableSize: 65537 },
      },
      localityLbSetting: {
        enabled: true,
        failover: [{ from: 'us-west', to: 'us-east' }],
        failoverPriority: ['topology.istio.io/network', 'version=v1'],
      },
    },
    outlierDetection: {
      baseEjectionTime: '30s',
      consecutive5xxErrors: 5,
      consecutiveGatewayErrors: 3,
      consecutiveLocalOriginFailures: 4,
      interval: '10s',
      maxEjectionPercent: 50,
      minHealthPercent: 20,
      outlierDetectionHttpErrorCodes: [500, 503],
      splitExternalLocalOriginErrors: true,
    },
    portLevelSettings: [
      {
        connectionPool: {
          http: {
            h2UpgradePolicy: 'UPGRADE',
            http1MaxPendingRequests: 50,
            http2KeepAlive: { interval: '30s', timeout: '5s' },
            http2MaxRequests: 200,
            idleTimeout: '90s',
            maxConcurrentStreams: 128,
            maxRequestsPerConnection: 10,
            maxRetries: 3,
            useClientProtocol: false,
          },
          tcp: {
            connectTimeout: '500ms',
            idleTimeout: '600s',
            maxConnectionDuration: '3600s',
            maxConnections: 100,
            tcpKeepalive: { interval: '15s', probes: 3, time: '300s' },
          },
        },
        loadBalancer: {
          consistentHash: {
            httpCookie: {
              attributes: [
                {
                  name: 'SameSite',
                  value: 'Strict',
                },
                { name: 'Secure' },
              ],
              name: 'user',
              path: '/',
              ttl: '0s',
            },
            maglev: { tableSize: 65537 },
          },
          localityLbSetting: {
            enabled: true,
            failover: [{ from: 'us-west', to: 'us-east' }],
            failoverPriority: [
              'topology.istio.io/network',
              'version=v1',
            ],
          },
        },
        outlierDetection: {
          baseEjectionTime: '30s',
          consecutive5xxErrors: 5,
          consecutiveGatewayErrors: 3,
          consecutiveLocalOriginFailures: 4,
          interval: '10s',
          maxEjectionPercent: 50,
          minHealthPercent: 20,
          outlierDetectionHttpErrorCodes: [500, 503],
          splitExternalLocalOriginErrors: true,
        },
        port: { number: 9080 },
        tls: {
          caCertificates: '/etc/certs/ca.pem',
          caCrl: '/etc/certs/crl.pem',
          clientCertificate: '/etc/certs/client.pem',
          insecureSkipVerify: false,
          mode: 'MUTUAL',
          privateKey: '/etc/certs/client.key',
          sni: 'reviews.example.com',
          subjectAltNames: ['reviews.example.com'],
        },
      },
    ],
    retryBudget: { budgetInterval: '1s', minRetryConcurrency: 5, percent: 25 },
    tls: {
      caCertificates: '/etc/certs/ca.pem',
      caCrl: '/etc/certs/crl.pem',
      clientCertificate: '/etc/certs/client.pem',
      insecureSkipVerify: false,
      mode: 'MUTUAL',
      privateKey: '/etc/certs/client.key',
      sni: 'reviews.example.com',
      subjectAltNames: ['reviews.example.com'],
    },
    tunnel: { protocol: 'POST', targetHost: 'db.example.com', targetPort: 5432 },
  });
  // The policies of ports and of subsets are the same, but for what excludes each other.
  const { portLevelSettings, tunnel, retryBudget, ...settingsOfPort } = trafficPolicy as { [setting: string]: unknown };
  expect(portLevelSettings).toEqual([{ port: { number: 9080 }, ...settingsOfPort }]);
  expect(subsets).toEqual([
    {
      name: 'v1',
      labels: { 'version': 'v1', 'app.kubernetes.io/name': 'reviews' },
      trafficPolicy: { ...settingsOfPort, portLevelSettings, retryBudget, proxyProtocol: { version: 'V2' } },
    },
    { name: 'all' },
  ]);
  expect(tunnel).toEqual({ protocol: 'POST', targetHost: 'db.example.com', targetPort: 5432 });
});

test('hosts and namespaces as Istio takes them', () => {
  for (const host of ['reviews', '*', '*.example.com', '*-foo.example.com', 'example.com.', 'Reviews.shop', 'a'.repeat(63)]) {
    expect(renderedSpec(make({ host }))).toEqual({ host });
  }
  expect(renderedSpec(make({ exportTo: ['*'] })).exportTo).toEqual(['*']);
  expect(renderedSpec(make({ exportTo: ['.', 'shop-2'] })).exportTo).toEqual(['.', 'shop-2']);
});

test('zero where it means something stays', () => {
  const spec = renderedSpec(make({
    trafficPolicy: {
      connectionPool: {
        tcp: { idleTimeout: Duration.seconds(0) },
        http: { maxRequestsPerConnection: 0, useClientProtocol: false },
      },
      outlierDetection: { consecutive5xxErrors: 0, minHealthPercent: 0, splitExternalLocalOriginErrors: false },
      retryBudget: { percent: 0, budgetInterval: Duration.seconds(0) },
    },
  }));
  expect(spec.trafficPolicy).toEqual({
    connectionPool: { tcp: { idleTimeout: '0s' }, http: { maxRequestsPerConnection: 0, useClientProtocol: false } },
    outlierDetection: { consecutive5xxErrors: 0, minHealthPercent: 0, splitExternalLocalOriginErrors: false },
    retryBudget: { percent: 0, budgetInterval: '0s' },
  });
});

test('an empty outlier detection switches it on', () => {
  expect(renderedSpec(make({ trafficPolicy: { outlierDetection: {} } })).trafficPolicy).toEqual({ outlierDetection: {} });
});

describe('what can never be right', () => {
  refuses({
    'no host': [make({ host: '' }), 'shop/reviews: host is ""; it must be a DNS name, with a wildcard at most in its first label (reviews, *.example.com)'],
    'a wildcard within the host': [make({ host: 'a.*.example.com' }), 'shop/reviews: host is "a.*.example.com"; it must be a DNS name, with a wildcard at most in its first label (reviews, *.example.com)'],
    'a number as the last label': [make({ host: 'reviews.1' }), 'shop/reviews: host is "reviews.1"; it must be a DNS name, with a wildcard at most in its first label (reviews, *.example.com)'],
    'a host that is too long': [make({ host: `${'a'.repeat(60)}.`.repeat(5) }), 'shop/reviews: host is "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...; it must be a DNS name, with a wildcard at most in its first label (reviews, *.example.com)'],
    'an underscore in the host': [make({ host: 're_views' }), 'shop/reviews: host is "re_views"; it must be a DNS name, with a wildcard at most in its first label (reviews, *.example.com)'],
    'a subset with a dot': [make({ subsets: [{ name: 'v1.0' }] }), 'shop/reviews: subsets[0].name is "v1.0"; it must be letters, digits and "-", with a letter or digit at both ends, at most 63 characters'],
    'a subset twice': [make({ subsets: [{ name: 'v1' }, { name: 'v1' }] }), 'shop/reviews: subsets[1].name is "v1"; it must be given once'],
    'a label of a subset': [make({ subsets: [{ name: 'v1', labels: { version: 'v 1' } }] }), 'shop/reviews: subsets[0].labels.version is "v 1"; it must be letters, digits, "-", "_" and ".", with a letter or digit at both ends, at most 63 characters'],
    'a label that is too long': [make({ subsets: [{ name: 'v1', labels: { version: 'v'.repeat(64) } }] }), 'shop/reviews: subsets[0].labels.version is "vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv"; it must be letters, digits, "-", "_" and ".", with a letter or digit at both ends, at most 63 characters'],
    'a prefix of a label': [make({ subsets: [{ name: 'v1', labels: { 'a_b/c': 'v1' } }] }), 'shop/reviews: subsets[0].labels has the label "a_b/c"; its name must be letters, digits, "-", "_" and ".", at most 63 characters, optionally after a DNS name and "/"'],
    'a policy that says nothing': [make({ trafficPolicy: {} }), 'shop/reviews: trafficPolicy says nothing; it must have at least one setting; leave it out where there is nothing to say'],
    'a policy of a subset that says nothing': [make({ subsets: [{ name: 'v1', trafficPolicy: {} }] }), 'shop/reviews: subsets[0].trafficPolicy says nothing; it must have at least one setting; leave it out where there is nothing to say'],
    'a policy of a port that says nothing': [make({ trafficPolicy: { portLevelSettings: [{ port: 80 }] } }), 'shop/reviews: trafficPolicy.portLevelSettings[0] says nothing; it must have at least one setting; leave it out where there is nothing to say'],
    'no policy of a port': [make({ trafficPolicy: { portLevelSettings: [] } }), 'shop/reviews: trafficPolicy.portLevelSettings is []; it must be a list of at least one element'],
    'a port twice': [make({ trafficPolicy: { portLevelSettings: [{ port: 80, outlierDetection: {} }, { port: 80, outlierDetection: {} }] } }), 'shop/reviews: trafficPolicy.portLevelSettings[1].port is 80; it must be given once'],
    'a port that is none': [make({ trafficPolicy: { portLevelSettings: [{ port: 0, outlierDetection: {} }] } }), 'shop/reviews: trafficPolicy.portLevelSettings[0].port is 0; it must be between 1 and 65535'],
    'a tunnel and the PROXY protocol': [make({ trafficPolicy: policy }), 'shop/reviews: trafficPolicy.tunnel and trafficPolicy.proxyProtocol are given; it must be one of them'],
    'a tunnel to a wildcard': [make({ trafficPolicy: { tunnel: { targetHost: '*.example.com', targetPort: 443 } } }), 'shop/reviews: trafficPolicy.tunnel.targetHost is "*.example.com"; it must be a DNS name without wildcards (gateway.example.com), or an IP address'],
    'a tunnel to no port': [make({ trafficPolicy: { tunnel: { targetHost: '10.0.0.1', targetPort: 0 } } }), 'shop/reviews: trafficPolicy.tunnel.targetPort is 0; it must be between 1 and 65535'],
    'a retry budget above all': [make({ trafficPolicy: { retryBudget: { percent: 120 } } }), 'shop/reviews: trafficPolicy.retryBudget.percent is 120; it must be between 0 and 100'],
    'a retry budget of none': [make({ trafficPolicy: { retryBudget: { minRetryConcurrency: 0 } } }), 'shop/reviews: trafficPolicy.retryBudget.minRetryConcurrency is 0; it must be between 1 and 4294967295'],
    'labels without their factory': [make({ workloadSelector: { app: 'a' } as unknown as WorkloadSelector }), 'shop/reviews: workloadSelector is {"app":"a"}; it must be a WorkloadSelector; use WorkloadSelector.fromWorkload or WorkloadSelector.labels'],
    'a selector, exported': [make({ workloadSelector: WorkloadSelector.labels({ app: 'productpage' }), exportTo: ['*'] }), 'shop/reviews: exportTo is ["*"]; it must be ["."] next to workloadSelector; or leave it out'],
    'exported twice': [make({ exportTo: ['shop', 'shop'] }), 'shop/reviews: exportTo[1] is "shop"; it must be given once; leave out exportTo[1]'],
    'exported to all and one': [make({ exportTo: ['*', 'shop'] }), 'shop/reviews: exportTo[0] is "*"; it must be the only entry; leave the others out: "*" covers them'],
    'exported to nobody': [make({ exportTo: [] }), 'shop/reviews: exportTo is []; it must be a list of at least one element; leave it out for what the mesh says, or give "." for the object\'s own namespace'],
    'exported to none': [make({ exportTo: ['~'] }), 'shop/reviews: exportTo[0] is "~"; it must be the name of a namespace, "." for the object\'s own or "*" for all'],
  });
});
