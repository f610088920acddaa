import { Chart, Duration } from 'cdk8s';
import { canary, host, HTTP, objects, objectsOf, refuses, reports, routes, service, shop, spec, specOf, split, TCP, TESTER, UPLOADS, yaml } from './support';
import * as settings from '../resources/traffic-settings';
import { type CircuitBreaker, type MeshHost, RequestMatch, ResilientService, type ResilientServiceProps, type Retries, RetryOn } from 'cdk8s-istio';

type Resilience = Omit<ResilientServiceProps, 'service'>;

function resilience(of: MeshHost, props: Resilience, id: string = 'resilience'): ResilientService {
  return new ResilientService(of.node.scope as Chart, id, { service: of, ...props });
}

const seconds = (count: number) => Duration.seconds(count);

const retries: Required<Retries> = {
  attempts: 3,
  perTryTimeout: Duration.millis(1500),
  on: [RetryOn.FIVE_XX, RetryOn.status(429)],
  retryRemoteLocalities: true,
  retryIgnorePreviousHosts: false,
  backoff: Duration.millis(50),
};

const circuitBreaker: Required<CircuitBreaker> = {
  maxConnections: 100,
  connectTimeout: seconds(3),
  maxPendingRequests: 50,
  maxRequests: 200,
  maxRequestsPerConnection: 10,
  maxRetries: 5,
  outlierDetection: settings.outlierDetection,
};

test('smallest', () => {
  expect(yaml((chart) => resilience(service(chart), { timeout: seconds(5) }))).toMatchInlineSnapshot(`
"
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: reviews
  namespace: shop
spec:
  hosts:
    - reviews.shop.svc.cluster.local
  http:
    - name: resilience
      route:
        - destination:
            host: reviews.shop.svc.cluster.local
      timeout: 5s
"
`);
});

test('every property', () => {
  const all = objects((chart) => {
    const everything: Required<ResilientServiceProps> = {
      service: service(chart),
      timeout: seconds(5),
      retries,
      circuitBreaker,
      requests: [UPLOADS],
      priority: 1,
    };
    new ResilientService(chart, 'resilience', everything);
    // Of the same requests, which the priority decides.
    resilience(everything.service, { timeout: seconds(99), requests: [UPLOADS] }, 'other');
  });
  expect(specOf(all, 'VirtualService').http).toEqual([
    {
      name: 'resilience',
      match: [{ uri: { prefix: '/upload' } }],
      route: [{ destination: { host: host() } }],
      timeout: '5s',
      retries: {
        attempts: 3, perTryTimeout: '1500ms', retryOn: '5xx,429', retryRemoteLocalities: true, retryIgnorePreviousHosts: false, backoff: '50ms',
      },
    },
    { name: 'reviews', route: [{ destination: { host: host() } }] },
  ]);
  expect(specOf(all, 'DestinationRule')).toEqual({
    host: host(),
    trafficPolicy: {
      connectionPool: {
        tcp: { maxConnections: 100, connectTimeout: '3s' },
        http: { http1MaxPendingRequests: 50, http2MaxRequests: 200, maxRequestsPerConnection: 10, maxRetries: 5 },
      },
      outlierDetection: {
        consecutive5xxErrors: 5,
        consecutiveGatewayErrors: 3,
        consecutiveLocalOriginFailures: 4,
        splitExternalLocalOriginErrors: true,
        interval: '10s',
        baseEjectionTime: '30s',
        maxEjectionPercent: 50,
        minHealthPercent: 20,
        outlierDetectionHttpErrorCodes: [500, 503],
      },
    },
  });
});

test('a circuit breaker alone writes no routes', () => {
  expect(objects((chart) => resilience(service(chart), { circuitBreaker: { maxConnections: 1 } })).map(({ kind }) => kind)).toEqual(['DestinationRule']);
});

test('a circuit breaker is for connections of TCP too', () => {
  expect(spec('DestinationRule', (chart) => resilience(service(chart, 'db', [TCP]), { circuitBreaker: { connectTimeout: seconds(1) } })).trafficPolicy)
    .toEqual({ connectionPool: { tcp: { connectTimeout: '1s' } } });
});

test('limits of the host, of a construct and of a version join', () => {
  expect(spec('DestinationRule', (chart) => {
    const reviews = service(chart, 'reviews', [HTTP], { trafficPolicy: { connectionPool: { tcp: { maxConnections: 10 } } } });
    reviews.version('v1', { trafficPolicy: { connectionPool: { http: { maxRetries: 1 } } } });
    resilience(reviews, { circuitBreaker: { maxPendingRequests: 5, outlierDetection: { consecutive5xxErrors: 2 } } });
  })).toEqual({
    host: host(),
    trafficPolicy: {
      connectionPool: { tcp: { maxConnections: 10 }, http: { http1MaxPendingRequests: 5 } },
      outlierDetection: { consecutive5xxErrors: 2 },
    },
    subsets: [{
      name: 'v1',
      labels: { version: 'v1' },
      // Istio would take the version's block alone.
      trafficPolicy: { connectionPool: { tcp: { maxConnections: 10 }, http: { http1MaxPendingRequests: 5, maxRetries: 1 } } },
    }],
  });
});

test('a narrower match has a timeout of its own, and keeps what else is said', () => {
  expect(routes((chart) => {
    const reviews = service(chart);
    canary(reviews);
    resilience(reviews, { timeout: seconds(5), retries: { attempts: 2 } });
    resilience(reviews, { timeout: seconds(60), requests: [UPLOADS] }, 'uploads');
    resilience(reviews, { retries: { attempts: 0 }, requests: [UPLOADS.and(TESTER)] }, 'tester');
  })).toEqual([
    {
      name: 'tester',
      match: [{ headers: { 'end-user': { exact: 'tester' } }, uri: { prefix: '/upload' } }],
      route: split({ v1: 90, v2: 10 }),
      timeout: '60s',
      retries: { attempts: 0 },
    },
    { name: 'uploads', match: [{ uri: { prefix: '/upload' } }], route: split({ v1: 90, v2: 10 }), timeout: '60s', retries: { attempts: 2 } },
    { name: 'canary', route: split({ v1: 90, v2: 10 }), timeout: '5s', retries: { attempts: 2 } },
  ]);
});

test('two constructs can say the same', () => {
  expect(routes((chart) => {
    const reviews = service(chart);
    resilience(reviews, { timeout: seconds(60) }, 'a');
    resilience(reviews, { timeout: Duration.minutes(1) }, 'b');
  })).toEqual([{ name: 'a', route: [{ destination: { host: host() } }], timeout: '60s' }]);
});

test('a synth does not change what is said', () => {
  const { app, chart } = shop();
  resilience(service(chart), { timeout: seconds(5), circuitBreaker });
  const first = JSON.stringify(objectsOf(app));
  app.synth();
  expect(JSON.stringify(objectsOf(app))).toBe(first);
});

const make = (chart: Chart, props: Resilience) => resilience(service(chart), props);
const breaker = (chart: Chart, of: CircuitBreaker) => make(chart, { circuitBreaker: of });

refuses({
  'nothing': [(chart) => make(chart, {}), 'shop/resilience: none of timeout, retries and circuitBreaker is given; it must be at least one'],
  'requests for a circuit breaker': [
    (chart) => make(chart, { circuitBreaker: { maxRetries: 1 }, requests: [TESTER] }),
    'shop/resilience: requests is given, and circuitBreaker alone is for all requests of the service; it must be left out; ' +
    'give a timeout or retries for those requests',
  ],
  'no requests': [
    (chart) => make(chart, { timeout: seconds(1), requests: [] }),
    'shop/resilience: requests is []; it must be a list of at least one element; leave it out for all requests',
  ],
  'a priority that is no integer': [(chart) => make(chart, { timeout: seconds(1), priority: Infinity }), 'shop/resilience: priority is Infinity; it must be an integer'],
  'a timeout of nothing': [(chart) => make(chart, { timeout: seconds(0) }), 'shop/resilience: timeout is "0ms"; it must be whole milliseconds, at least 1ms'],
  'a timeout too short for Istio': [
    (chart) => make(chart, { timeout: Duration.millis(0.5) }), 'shop/resilience: timeout is "0.5ms"; it must be whole milliseconds, at least 1ms',
  ],
  'a timeout too long for Go': [
    (chart) => make(chart, { timeout: seconds(9223372037) }), 'shop/resilience: timeout is "9223372037000ms"; it must be at most 9223372036854ms',
  ],
  'more retries than 32 bits hold': [
    (chart) => make(chart, { retries: { attempts: 2 ** 31 } }), 'shop/resilience: retries.attempts is 2147483648; it must be between 0 and 2147483647',
  ],
  'less than no retries': [(chart) => make(chart, { retries: { attempts: -1 } }), 'shop/resilience: retries.attempts is -1; it must be at least 0'],
  'retries that are off and have a timeout': [
    (chart) => make(chart, { retries: { attempts: 0, perTryTimeout: seconds(1) } }),
    'shop/resilience: retries.perTryTimeout is given with attempts 0, which switches retries off; it must be left out',
  ],
  'a try that takes longer than all tries': [
    (chart) => make(chart, { timeout: seconds(2), retries: { attempts: 1, perTryTimeout: seconds(3) } }),
    'shop/resilience: retries.perTryTimeout is "3s"; it must be at most the timeout, 2s',
  ],
  'a circuit breaker without a limit': [
    (chart) => breaker(chart, {}), 'shop/resilience: circuitBreaker is {}; it must be a circuit breaker with at least one limit',
  ],
  'an outlier detection that ejects all by accident': [
    (chart) => breaker(chart, { outlierDetection: { maxEjectionPercent: 101 } }),
    'shop/resilience: circuitBreaker.outlierDetection.maxEjectionPercent is 101; it must be between 1 and 100',
  ],
  'a connect timeout too short for Istio': [
    (chart) => breaker(chart, { connectTimeout: Duration.millis(0.1) }),
    'shop/resilience: circuitBreaker.connectTimeout is "0.1ms"; it must be whole milliseconds, at least 1ms',
  ],
});

test.each(['maxConnections', 'maxPendingRequests', 'maxRequests', 'maxRequestsPerConnection', 'maxRetries'])('refuses a limit of none as %s', (limit) => {
  const { chart } = shop();
  expect(() => breaker(chart, { [limit]: 0 })).toThrow(
    new Error(`shop/resilience: circuitBreaker.${limit} is 0; it must be between 1 and 2147483647`));
  expect(() => new ResilientService(chart, 'other', { service: service(chart, 'ratings'), circuitBreaker: { [limit]: 1.5 } })).toThrow(
    new Error(`shop/other: circuitBreaker.${limit} is 1.5; it must be an integer between 1 and 2147483647`));
});

reports({
  'two limits of one host': [
    (chart) => {
      const reviews = service(chart);
      resilience(reviews, { circuitBreaker: { maxConnections: 10 } }, 'a');
      resilience(reviews, { circuitBreaker: { maxConnections: 20 } }, 'b');
    },
    'error shop/a and shop/b: connectionPool.tcp.maxConnections for reviews.shop.svc.cluster.local is 10 and 20; it must be one value; ' +
    'set the field in one of them only [CI0012]',
  ],
  'a limit that the service itself has otherwise': [
    (chart) => resilience(service(chart, 'reviews', [HTTP], { trafficPolicy: { outlierDetection: { consecutive5xxErrors: 1 } } }),
      { circuitBreaker: { outlierDetection: { consecutive5xxErrors: 2 } } }),
    'error shop/resilience and shop/reviews: outlierDetection.consecutive5xxErrors for reviews.shop.svc.cluster.local is 2 and 1; it must be one value; ' +
    'set the field in one of them only [CI0012]',
  ],
  'two timeouts of the same requests': [
    (chart) => { const reviews = service(chart); resilience(reviews, { timeout: seconds(1) }, 'a'); resilience(reviews, { timeout: seconds(2) }, 'b'); },
    'error shop/a and shop/b: for reviews.shop.svc.cluster.local, timeout is "1s" and "2s" for the same requests, for example those with anything; one of ' +
    'them must be more specific; make one match contain the other, or give one of them a higher priority [CI0011]',
  ],
  'a timeout of connections': [
    (chart) => resilience(service(chart, 'reviews', [TCP]), { timeout: seconds(1), retries: { attempts: 1 } }),
    'error shop/resilience: timeout, retries needs a port with HTTP; the ports of reviews.shop.svc.cluster.local are tcp (5432); ' +
    'name the port http-…, http2-… or grpc-…, or remove what needs HTTP [CI0014]',
  ],
  'a timeout of a port that is TCP': [
    (chart) => resilience(service(chart, 'reviews', [HTTP, TCP]), { timeout: seconds(1), requests: [RequestMatch.port(5432)] }),
    'error shop/resilience: timeout for some requests needs a port with HTTP; the ports of reviews.shop.svc.cluster.local are http (9080), tcp (5432); ' +
    'name the port http-…, http2-… or grpc-…, or remove what needs HTTP [CI0014]',
  ],
  'a timeout of a port that is not there': [
    (chart) => resilience(service(chart, 'reviews', [HTTP]), { timeout: seconds(1), requests: [RequestMatch.port(81)] }),
    'error shop/resilience: timeout is for requests to port 81; it must be one of the ports of reviews.shop.svc.cluster.local: http (9080); ' +
    'correct the port [CI0014]',
  ],
});
