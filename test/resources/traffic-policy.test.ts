import { Duration } from 'cdk8s';
import { type Build, refuses, renderedSpec, without } from './support';
import { connectionPool, locality, outlierDetection, tls, warmup, zoneAware } from './traffic-settings';
import {
  type ClientTls, ClientTlsMode, type ConsistentHashOptions, Credential, DestinationRule, H2UpgradePolicy, HashKey, HashRing, Identity,
  LoadBalancing, type LoadBalancingOptions, type OutlierDetection, type TrafficPolicy, type WarmLoadBalancingOptions,
} from 'cdk8s-istio';

function make(trafficPolicy: TrafficPolicy): Build {
  return (scope) => new DestinationRule(scope, 'reviews', { host: 'reviews', trafficPolicy });
}

function policy(trafficPolicy: TrafficPolicy): { [setting: string]: unknown } {
  return renderedSpec(make(trafficPolicy)).trafficPolicy as { [setting: string]: unknown };
}

describe('load balancing', () => {
  const loadBalancer = (value: LoadBalancing) => policy({ loadBalancer: value }).loadBalancer;

  test('every algorithm', () => {
    expect([
      LoadBalancing.leastRequest(), LoadBalancing.roundRobin(), LoadBalancing.random(), LoadBalancing.passthrough(),
      LoadBalancing.consistentHash(HashKey.header('x-user')),
      LoadBalancing.consistentHash(HashKey.cookie('user')),
      LoadBalancing.consistentHash(HashKey.cookie('user', { ttl: Duration.hours(1) })),
      LoadBalancing.consistentHash(HashKey.sourceIp(), { ring: HashRing.ring(2048) }),
      LoadBalancing.consistentHash(HashKey.queryParameter('user'), { ring: HashRing.maglev(2) }),
    ].
      map(loadBalancer)).toEqual([
      { simple: 'LEAST_REQUEST' },
      { simple: 'ROUND_ROBIN' },
      { simple: 'RANDOM' },
      { simple: 'PASSTHROUGH' },
      { consistentHash: { httpHeaderName: 'x-user' } },
      { consistentHash: { httpCookie: { name: 'user' } } },
      { consistentHash: { httpCookie: { name: 'user', ttl: '3600s' } } },
      { consistentHash: { ringHash: { minimumRingSize: 2048 }, useSourceIp: true } },
      { consistentHash: { httpQueryParameterName: 'user', maglev: { tableSize: 2 } } },
    ]);
  });

  test('every option', () => {
    const options: Required<LoadBalancingOptions> = { locality: without(locality, 'failover', 'failoverPriority'), zoneAware };
    const warm: Required<WarmLoadBalancingOptions> = { ...options, warmup };
    const hash: Required<ConsistentHashOptions> = { ...options, ring: HashRing.ring(1) };
    expect(loadBalancer(LoadBalancing.roundRobin(without(warm, 'zoneAware')))).toEqual({
      localityLbSetting: {
        distribute: [
          {
            from: 'us-west/zone1/*',
            to: { 'us-west/zone1/*': 80, 'us-west/zone2/*': 20 },
          },
        ],
        enabled: true,
      },
      simple: 'ROUND_ROBIN',
      warmup: { aggression: 1.5, duration: '120s', minimumPercent: 5 },
    });
    expect(loadBalancer(LoadBalancing.unspecified(without(warm, 'locality')))).toEqual({
      warmup: { aggression: 1.5, duration: '120s', minimumPercent: 5 },
      zoneAwareLbSetting: {
        enabled: true,
        failover: [{ from: 'us-west', to: 'us-east' }],
        failoverPriority: ['topology.istio.io/network'],
        minClusterSize: 4,
      },
    });
    expect(loadBalancer(LoadBalancing.consistentHash(HashKey.sourceIp(), without(hash, 'zoneAware')))).toEqual({
      consistentHash: { ringHash: { minimumRingSize: 1 }, useSourceIp: true },
      localityLbSetting: {
        distribute: [
          {
            from: 'us-west/zone1/*',
            to: { 'us-west/zone1/*': 80, 'us-west/zone2/*': 20 },
          },
        ],
        enabled: true,
      },
    });
  });

  describe('what can never be right', () => {
    const change = (options: WarmLoadBalancingOptions) => make({ loadBalancer: LoadBalancing.leastRequest(options) });
    const distribute = (fromLocality: string, toLocalities: { [locality: string]: number }) =>
      change({ locality: { distribute: [{ fromLocality, toLocalities }] } });
    const failover = (fromRegion: string, toRegion: string) => change({ locality: { failover: [{ fromRegion, toRegion }] } });
    refuses({
      'a header': [() => HashKey.header('x user'), 'HashKey.header: name is "x user"; it must be the name of a header'],
      'a cookie without a name': [() => HashKey.cookie(''), 'HashKey.cookie: name is ""; it must be a text that is not empty'],
      'a cookie\'s attribute without a name': [() => HashKey.cookie('user', { attributes: [{ name: '' }] }), 'HashKey.cookie: attributes[0].name is ""; it must be a text that is not empty'],
      'a cookie\'s attribute twice': [() => HashKey.cookie('user', { attributes: [{ name: 'Secure' }, { name: 'Secure' }] }), 'HashKey.cookie: attributes[1].name is "Secure"; it must be given once'],
      'a parameter without a name': [() => HashKey.queryParameter(''), 'HashKey.queryParameter: name is ""; it must be a text that is not empty'],
      'a ring without places': [() => HashRing.ring(0), 'HashRing.ring: minimumSize is 0; it must be between 1 and 8388608'],
      'a table that is no prime': [() => HashRing.maglev(65536), 'HashRing.maglev: tableSize is 65536; it must be a prime number'],
      'a table that is no prime either': [() => HashRing.maglev(65535), 'HashRing.maglev: tableSize is 65535; it must be a prime number'],
      'a table that is too large': [() => HashRing.maglev(5000011), 'HashRing.maglev: tableSize is 5000011; it must be between 2 and 5000010'],
      'localities and zones': [change({ locality: { enabled: true }, zoneAware: { enabled: true } }), 'shop/reviews: trafficPolicy.loadBalancer.locality and trafficPolicy.loadBalancer.zoneAware are given; it must be one of them'],
      'shares and failover': [change({ locality: without(locality, 'failoverPriority') }), 'shop/reviews: trafficPolicy.loadBalancer.locality.distribute and trafficPolicy.loadBalancer.locality.failover are given; it must be one of them'],
      'shares and priorities': [change({ locality: without(locality, 'failover') }), 'shop/reviews: trafficPolicy.loadBalancer.locality.distribute and trafficPolicy.loadBalancer.locality.failoverPriority are given; it must be one of them'],
      'no shares': [change({ locality: { distribute: [] } }), 'shop/reviews: trafficPolicy.loadBalancer.locality.distribute is []; it must be a list of at least one element'],
      'shares of 90 in all': [distribute('us', { us: 90 }), 'shop/reviews: the shares of trafficPolicy.loadBalancer.locality.distribute[0].toLocalities add up to 90; they must add up to 100'],
      'a share of none': [distribute('us', { us: 100, eu: 0 }), 'shop/reviews: trafficPolicy.loadBalancer.locality.distribute[0].toLocalities.eu is 0; it must be between 1 and 100'],
      'a locality that is none': [distribute('us//zone', { us: 100 }), 'shop/reviews: trafficPolicy.loadBalancer.locality.distribute[0].fromLocality is "us//zone"; it must be region, region/zone or region/zone/subzone, with at most a "*" as the last part'],
      'a wildcard in between': [distribute('us/*/zone', { us: 100 }), 'shop/reviews: trafficPolicy.loadBalancer.locality.distribute[0].fromLocality is "us/*/zone"; it must be region, region/zone or region/zone/subzone, with at most a "*" as the last part'],
      'shares that overlap': [distribute('us', { 'us/*': 50, 'us/west': 50 }), 'shop/reviews: trafficPolicy.loadBalancer.locality.distribute[0].toLocalities["us/west"] is "us/west"; it must be apart from us/*; leave one of them out'],
      'origins that overlap': [change({ locality: { distribute: [{ fromLocality: '*', toLocalities: { us: 100 } }, { fromLocality: 'us', toLocalities: { us: 100 } }] } }), 'shop/reviews: trafficPolicy.loadBalancer.locality.distribute[1].fromLocality is "us"; it must be apart from *; leave one of them out'],
      'no failover': [change({ locality: { failover: [] } }), 'shop/reviews: trafficPolicy.loadBalancer.locality.failover is []; it must be a list of at least one element'],
      'failover to itself': [failover('us', 'us'), 'shop/reviews: trafficPolicy.loadBalancer.locality.failover[0].toRegion is "us"; it must be another region than fromRegion'],
      'failover to a zone': [failover('us', 'eu/west'), 'shop/reviews: trafficPolicy.loadBalancer.locality.failover[0].toRegion is "eu/west"; it must be a region only, without "/" and "*"'],
      'failover from all': [failover('*', 'eu'), 'shop/reviews: trafficPolicy.loadBalancer.locality.failover[0].fromRegion is "*"; it must be a region only, without "/" and "*"'],
      'failover from nowhere': [failover('', 'eu'), 'shop/reviews: trafficPolicy.loadBalancer.locality.failover[0].fromRegion is ""; it must be a text that is not empty'],
      'failover and a priority of regions': [change({ locality: { failover: [{ fromRegion: 'us', toRegion: 'eu' }], failoverPriority: ['topology.kubernetes.io/region'] } }), 'shop/reviews: trafficPolicy.loadBalancer.locality.failoverPriority[0] is "topology.kubernetes.io/region"; it must be a label other than those of the topology next to trafficPolicy.loadBalancer.locality.failover'],
      'zones and a priority of zones': [change({ zoneAware: { failoverPriority: ['topology.kubernetes.io/zone'] } }), 'shop/reviews: trafficPolicy.loadBalancer.zoneAware.failoverPriority[0] is "topology.kubernetes.io/zone"; it must be a label other than those of the topology, which count anyway'],
      'zones of no endpoints': [change({ zoneAware: { minClusterSize: 0 } }), 'shop/reviews: trafficPolicy.loadBalancer.zoneAware.minClusterSize is 0; it must be between 1 and 4294967295'],
      'warming up at once': [change({ warmup: { duration: Duration.seconds(0) } }), 'shop/reviews: trafficPolicy.loadBalancer.warmup.duration is "0ms"; it must be whole milliseconds, at least 1ms'],
      'warming up from too much': [change({ warmup: { duration: Duration.seconds(1), minimumPercent: 101 } }), 'shop/reviews: trafficPolicy.loadBalancer.warmup.minimumPercent is 101; it must be between 0 and 100'],
      'warming up without end': [change({ warmup: { duration: Duration.seconds(1), aggression: 0 } }), 'shop/reviews: trafficPolicy.loadBalancer.warmup.aggression is 0; it must be a number above 0'],
    });
  });
});

describe('connection pool', () => {
  describe('what can never be right', () => {
    const tcp = (change: object) => make({ connectionPool: { tcp: { ...connectionPool.tcp, ...change } } });
    const http = (change: object) => make({ connectionPool: { http: { ...connectionPool.http, ...change } } });
    refuses({
      'no limit': [make({ connectionPool: {} }), 'shop/reviews: trafficPolicy.connectionPool is {}; it must be limits for tcp, http or both'],
      'no connections, which Istio takes for no limit': [tcp({ maxConnections: 0 }), 'shop/reviews: trafficPolicy.connectionPool.tcp.maxConnections is 0; it must be between 1 and 2147483647'],
      'no time to connect': [tcp({ connectTimeout: Duration.millis(0) }), 'shop/reviews: trafficPolicy.connectionPool.tcp.connectTimeout is "0ms"; it must be whole milliseconds, at least 1ms'],
      'no age': [tcp({ maxConnectionDuration: Duration.millis(0) }), 'shop/reviews: trafficPolicy.connectionPool.tcp.maxConnectionDuration is "0ms"; it must be whole milliseconds, at least 1ms'],
      'no probes': [tcp({ tcpKeepalive: { probes: 0 } }), 'shop/reviews: trafficPolicy.connectionPool.tcp.tcpKeepalive.probes is 0; it must be between 1 and 4294967295'],
      'no time before probes': [tcp({ tcpKeepalive: { time: Duration.millis(0) } }), 'shop/reviews: trafficPolicy.connectionPool.tcp.tcpKeepalive.time is "0ms"; it must be whole milliseconds, at least 1ms'],
      'no time between probes': [tcp({ tcpKeepalive: { interval: Duration.millis(0) } }), 'shop/reviews: trafficPolicy.connectionPool.tcp.tcpKeepalive.interval is "0ms"; it must be whole milliseconds, at least 1ms'],
      'no pending requests': [http({ http1MaxPendingRequests: 0 }), 'shop/reviews: trafficPolicy.connectionPool.http.http1MaxPendingRequests is 0; it must be between 1 and 2147483647'],
      'no requests': [http({ http2MaxRequests: -1 }), 'shop/reviews: trafficPolicy.connectionPool.http.http2MaxRequests is -1; it must be between 1 and 2147483647'],
      'half a request': [http({ maxRequestsPerConnection: 0.5 }), 'shop/reviews: trafficPolicy.connectionPool.http.maxRequestsPerConnection is 0.5; it must be an integer between 0 and 536870912'],
      'no retries': [http({ maxRetries: 0 }), 'shop/reviews: trafficPolicy.connectionPool.http.maxRetries is 0; it must be between 1 and 2147483647'],
      'no idle time': [http({ idleTimeout: Duration.millis(0) }), 'shop/reviews: trafficPolicy.connectionPool.http.idleTimeout is "0ms"; it must be whole milliseconds, at least 1ms'],
      'no streams': [http({ maxConcurrentStreams: 0 }), 'shop/reviews: trafficPolicy.connectionPool.http.maxConcurrentStreams is 0; it must be between 1 and 2147483647'],
      'pings without pause': [http({ http2KeepAlive: { interval: Duration.millis(0), timeout: Duration.seconds(1) } }), 'shop/reviews: trafficPolicy.connectionPool.http.http2KeepAlive.interval is "0ms"; it must be whole milliseconds, at least 1ms'],
      'pings without answer': [http({ http2KeepAlive: { interval: Duration.seconds(1), timeout: Duration.millis(0) } }), 'shop/reviews: trafficPolicy.connectionPool.http.http2KeepAlive.timeout is "0ms"; it must be whole milliseconds, at least 1ms'],
      'an upgrade and the client\'s protocol': [http({ h2UpgradePolicy: H2UpgradePolicy.UPGRADE, useClientProtocol: true }), 'shop/reviews: trafficPolicy.connectionPool.http.useClientProtocol is true and trafficPolicy.connectionPool.http.h2UpgradePolicy is UPGRADE; it must be one of them'],
    });
  });
});

describe('outlier detection', () => {
  describe('what can never be right', () => {
    const change = (value: Partial<OutlierDetection>) => make({ outlierDetection: { ...outlierDetection, ...value } });
    refuses({
      'local failures that are not counted': [change({ splitExternalLocalOriginErrors: false }), 'shop/reviews: trafficPolicy.outlierDetection.splitExternalLocalOriginErrors is false; it must be true where trafficPolicy.outlierDetection.consecutiveLocalOriginFailures is given'],
      'local failures of which nothing is said': [make({ outlierDetection: { consecutiveLocalOriginFailures: 3 } }), 'shop/reviews: trafficPolicy.outlierDetection.splitExternalLocalOriginErrors is missing; it must be true where trafficPolicy.outlierDetection.consecutiveLocalOriginFailures is given'],
      'fewer than no errors': [change({ consecutive5xxErrors: -1 }), 'shop/reviews: trafficPolicy.outlierDetection.consecutive5xxErrors is -1; it must be between 0 and 4294967295'],
      'half a gateway error': [change({ consecutiveGatewayErrors: 1.5 }), 'shop/reviews: trafficPolicy.outlierDetection.consecutiveGatewayErrors is 1.5; it must be an integer between 0 and 4294967295'],
      'no interval': [change({ interval: Duration.millis(0) }), 'shop/reviews: trafficPolicy.outlierDetection.interval is "0ms"; it must be whole milliseconds, at least 1ms'],
      'no ejection': [change({ baseEjectionTime: Duration.millis(0) }), 'shop/reviews: trafficPolicy.outlierDetection.baseEjectionTime is "0ms"; it must be whole milliseconds, at least 1ms'],
      'ejecting nothing, which Istio takes for 10 %': [change({ maxEjectionPercent: 0 }), 'shop/reviews: trafficPolicy.outlierDetection.maxEjectionPercent is 0; it must be between 1 and 100'],
      'ejecting more than all': [change({ maxEjectionPercent: 101 }), 'shop/reviews: trafficPolicy.outlierDetection.maxEjectionPercent is 101; it must be between 1 and 100'],
      'healthier than all': [change({ minHealthPercent: 101 }), 'shop/reviews: trafficPolicy.outlierDetection.minHealthPercent is 101; it must be between 0 and 100'],
      'a status that is none': [change({ httpErrorCodes: [600] }), 'shop/reviews: trafficPolicy.outlierDetection.httpErrorCodes[0] is 600; it must be between 100 and 599'],
    });
  });

  test('no local failures need no split', () => {
    const none = { outlierDetection: { consecutiveLocalOriginFailures: 0 } };
    expect(policy(none)).toEqual(none);
  });
});

describe('tls', () => {
  const files = without(tls, 'credential');

  test('every mode', () => {
    expect([
      { mode: ClientTlsMode.DISABLE },
      { mode: ClientTlsMode.ISTIO_MUTUAL },
      { mode: ClientTlsMode.SIMPLE },
      { ...without(files, 'clientCertificate', 'privateKey'), mode: ClientTlsMode.SIMPLE },
      { mode: ClientTlsMode.SIMPLE, insecureSkipVerify: true, sni: 'reviews.example.com' },
      { mode: ClientTlsMode.MUTUAL, credential: Credential.secret('client-cert'), insecureSkipVerify: true },
    ].
      map((value) => policy({ tls: value }).tls)).toEqual([
      { mode: 'DISABLE' },
      { mode: 'ISTIO_MUTUAL' },
      { mode: 'SIMPLE' },
      {
        caCertificates: '/etc/certs/ca.pem',
        caCrl: '/etc/certs/crl.pem',
        insecureSkipVerify: false,
        mode: 'SIMPLE',
        sni: 'reviews.example.com',
        subjectAltNames: ['reviews.example.com'],
      },
      { insecureSkipVerify: true, mode: 'SIMPLE', sni: 'reviews.example.com' },
      { credentialName: 'client-cert', insecureSkipVerify: true, mode: 'MUTUAL' },
    ]);
  });

  describe('what can never be right', () => {
    const change = (value: ClientTls) => make({ tls: value });
    const { DISABLE, SIMPLE, MUTUAL, ISTIO_MUTUAL } = ClientTlsMode;
    refuses({
      'no mode': [change({} as ClientTls), 'shop/reviews: trafficPolicy.tls.mode is missing; it must be one of DISABLE, SIMPLE, MUTUAL, ISTIO_MUTUAL'],
      'plain text with a server name': [change({ mode: DISABLE, sni: 'reviews' }), 'shop/reviews: trafficPolicy.tls.sni is given with mode DISABLE; it must be left out: it has no effect there'],
      'a client\'s certificate that is not shown': [change({ ...files, mode: SIMPLE }), 'shop/reviews: trafficPolicy.tls.clientCertificate is given with mode SIMPLE; it must be left out: it has no effect there'],
      'Istio\'s certificates and others': [change({ mode: ISTIO_MUTUAL, credential: Credential.secret('client-cert') }), 'shop/reviews: trafficPolicy.tls.credential is given with mode ISTIO_MUTUAL; it must be left out: it has no effect there'],
      'a Secret and files': [change(tls), 'shop/reviews: trafficPolicy.tls.clientCertificate and trafficPolicy.tls.credential are given; it must be one of them'],
      'no certificate': [change({ mode: MUTUAL }), 'shop/reviews: trafficPolicy.tls.clientCertificate is missing; it must be given for mode MUTUAL; or give credential instead'],
      'no key': [change({ mode: MUTUAL, clientCertificate: '/client.pem' }), 'shop/reviews: trafficPolicy.tls.privateKey is missing; it must be given for mode MUTUAL; or give credential instead'],
      'no names of servers': [change({ mode: ISTIO_MUTUAL, subjectAltNames: [] }), 'shop/reviews: trafficPolicy.tls.subjectAltNames is []; it must be a list of at least one element'],
      'an empty path': [change({ ...files, caCertificates: '' }), 'shop/reviews: trafficPolicy.tls.caCertificates is ""; it must be a text that is not empty'],
      'authorities that are not asked': [change({ mode: SIMPLE, caCertificates: '/ca.pem', insecureSkipVerify: true }), 'shop/reviews: trafficPolicy.tls.caCertificates is given and trafficPolicy.tls.insecureSkipVerify is true; it must be one of them'],
      'names that are not looked at': [change({ mode: MUTUAL, credential: Credential.secret('c'), subjectAltNames: [Identity.of('a')], insecureSkipVerify: true }), 'shop/reviews: trafficPolicy.tls.subjectAltNames is given and trafficPolicy.tls.insecureSkipVerify is true; it must be one of them'],
      'a Secret that is not asked': [change({ mode: SIMPLE, credential: Credential.secret('c'), insecureSkipVerify: true }), 'shop/reviews: trafficPolicy.tls.credential is given and trafficPolicy.tls.insecureSkipVerify is true; it must be one of them'],
    });
  });
});
