import { Chart, Duration } from 'cdk8s';
import { canary, gateway, host, HTTP, objects, port, refuses, reports, routes, service, specOf, split, TCP, TESTER, UPLOADS, yaml } from './support';
import {
  ExposedService, FaultAbort, type FaultAbortOptions, type FaultDelay, FaultInjection, type FaultInjectionProps, type MeshHost, RequestMatch,
  ResilientService, StringMatch,
} from 'cdk8s-istio';

type Failure = Omit<FaultInjectionProps, 'service'>;

function fault(of: MeshHost, props: Failure, id: string = 'fault'): FaultInjection {
  return new FaultInjection(of.node.scope as Chart, id, { service: of, ...props });
}

const abort = (status: number, percentage: number = 100) => FaultAbort.http(status, { percentage });
const delay = (seconds: number, percentage: number = 100): FaultDelay => ({ duration: Duration.seconds(seconds), percentage });

test('smallest', () => {
  expect(yaml((chart) => fault(service(chart), { abort: abort(503) }))).toMatchInlineSnapshot(`
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
    - fault:
        abort:
          httpStatus: 503
          percentage:
            value: 100
      name: fault
      route:
        - destination:
            host: reviews.shop.svc.cluster.local
"
`);
});

test('every property', () => {
  expect(routes((chart) => {
    const slow: Required<FaultDelay> = { duration: Duration.millis(2500), percentage: 12.5 };
    const failing: Required<FaultAbortOptions> = { percentage: 0.0001 };
    const everything: Required<FaultInjectionProps> = {
      service: service(chart), delay: slow, abort: FaultAbort.grpc('UNAVAILABLE', failing), requests: [TESTER, UPLOADS], priority: 1,
    };
    new FaultInjection(chart, 'fault', everything);
    // Of the same requests, which the priority decides.
    fault(everything.service, { abort: abort(500), requests: [TESTER, UPLOADS] }, 'other');
  })).toEqual([
    {
      name: 'fault',
      match: [{ headers: { 'end-user': { exact: 'tester' } } }, { uri: { prefix: '/upload' } }],
      route: [{ destination: { host: host() } }],
      fault: {
        delay: { fixedDelay: '2500ms', percentage: { value: 12.5 } },
        abort: { grpcStatus: 'UNAVAILABLE', percentage: { value: 0.0001 } },
      },
    },
    { name: 'reviews', route: [{ destination: { host: host() } }] },
  ]);
});

test('a delay and an abort of two constructs add up', () => {
  expect(routes((chart) => {
    const reviews = service(chart);
    fault(reviews, { delay: delay(1, 50) }, 'slow');
    fault(reviews, { abort: abort(500, 10), requests: [TESTER] }, 'failing');
  })).toEqual([
    {
      name: 'failing',
      match: [{ headers: { 'end-user': { exact: 'tester' } } }],
      route: [{ destination: { host: host() } }],
      fault: { delay: { fixedDelay: '1s', percentage: { value: 50 } }, abort: { httpStatus: 500, percentage: { value: 10 } } },
    },
    { name: 'slow', route: [{ destination: { host: host() } }], fault: { delay: { fixedDelay: '1s', percentage: { value: 50 } } } },
  ]);
});

test('of nested matches the narrowest wins, and none of a fault is said by a share of 0', () => {
  expect(routes((chart) => {
    const reviews = service(chart);
    fault(reviews, { abort: abort(500) }, 'all');
    fault(reviews, { abort: abort(501), requests: [RequestMatch.path(StringMatch.prefix('/up'))] }, 'wide');
    fault(reviews, { abort: abort(501, 0), requests: [RequestMatch.path(StringMatch.exact('/upload'))] }, 'narrow');
  })).toEqual([
    {
      name: 'narrow',
      match: [{ uri: { exact: '/upload' } }],
      route: [{ destination: { host: host() } }],
      fault: { abort: { httpStatus: 501, percentage: { value: 0 } } },
    },
    { name: 'wide', match: [{ uri: { prefix: '/up' } }], route: [{ destination: { host: host() } }], fault: { abort: { httpStatus: 501, percentage: { value: 100 } } } },
    { name: 'all', route: [{ destination: { host: host() } }], fault: { abort: { httpStatus: 500, percentage: { value: 100 } } } },
  ]);
});

test('the requests of one user see the fault and the canary, all others the canary', () => {
  expect(routes((chart) => {
    const reviews = service(chart);
    canary(reviews, { alwaysCanary: [TESTER] });
    fault(reviews, { delay: delay(2), requests: [TESTER.and(UPLOADS)] });
  })).toEqual([
    {
      name: 'fault',
      match: [{ headers: { 'end-user': { exact: 'tester' } }, uri: { prefix: '/upload' } }],
      route: [{ destination: { host: host(), subset: 'v2' } }],
      fault: { delay: { fixedDelay: '2s', percentage: { value: 100 } } },
    },
    { name: 'canary-always', match: [{ headers: { 'end-user': { exact: 'tester' } } }], route: [{ destination: { host: host(), subset: 'v2' } }] },
    { name: 'canary', route: split({ v1: 90, v2: 10 }) },
  ]);
});

test('matches that overlap are met by a route of their own', () => {
  expect(routes((chart) => {
    const reviews = service(chart);
    fault(reviews, { delay: delay(2), requests: [TESTER] });
    new ResilientService(chart, 'uploads', { service: reviews, timeout: Duration.seconds(60), requests: [UPLOADS] });
  })).toMatchObject([
    { name: 'uploads+fault', match: [{ headers: { 'end-user': { exact: 'tester' } }, uri: { prefix: '/upload' } }], timeout: '60s', fault: { delay: {} } },
    { name: 'fault', match: [{ headers: { 'end-user': { exact: 'tester' } } }], fault: { delay: {} } },
    { name: 'uploads', match: [{ uri: { prefix: '/upload' } }], timeout: '60s' },
    { name: 'reviews' },
  ]);
});

test('one port of several fails alone, and leaves no route that nothing reaches', () => {
  const to = (number: number) => [{ destination: { host: host(), port: { number } } }];
  expect(routes((chart) => fault(service(chart, 'reviews', [HTTP, port('http-admin', 9081)]), { abort: abort(500), requests: [RequestMatch.port(9081)] }))).toEqual([
    { name: 'fault-9081', match: [{ port: 9081 }], route: to(9081), fault: { abort: { httpStatus: 500, percentage: { value: 100 } } } },
    { name: 'reviews-9080', match: [{ port: 9080 }], route: to(9080) },
  ]);
});

test('what is said of callers in the mesh is not said at the gateway, and a port of the service is known there', () => {
  const all = objects((chart) => {
    const reviews = service(chart, 'reviews', [HTTP, port('http-admin', 9081)]);
    fault(reviews, { abort: abort(500), requests: [RequestMatch.sourceLabels({ app: 'web' }), RequestMatch.sourceNamespace('shop').and(TESTER)] }, 'callers');
    fault(reviews, { abort: abort(501), requests: [RequestMatch.port(9080).and(UPLOADS)] }, 'port');
    fault(reviews, { abort: abort(502), requests: [RequestMatch.port(9081)] }, 'other-port');
    new ExposedService(chart, 'public', { service: reviews, gateway: gateway(chart), hosts: ['shop.example.com'], port: 9080 });
  });
  expect(specOf(all, 'VirtualService', 'edge-shop-example-com').http).toEqual([
    {
      name: 'port',
      match: [{ uri: { prefix: '/upload' } }],
      route: [{ destination: { host: host(), port: { number: 9080 } } }],
      fault: { abort: { httpStatus: 501, percentage: { value: 100 } } },
    },
    { name: 'reviews', route: [{ destination: { host: host(), port: { number: 9080 } } }] },
  ]);
});

const make = (chart: Chart, props: Failure) => fault(service(chart), props);

refuses({
  'nothing': [(chart) => make(chart, {}), 'shop/fault: neither delay nor abort is given; it must be one of them or both'],
  'a delay of nothing': [(chart) => make(chart, { delay: delay(0) }), 'shop/fault: delay.duration is "0ms"; it must be whole milliseconds, at least 1ms'],
  'a share of more than all': [(chart) => make(chart, { delay: delay(1, 101) }), 'shop/fault: delay.percentage is 101; it must be between 0 and 100'],
  'a share that Envoy takes for none': [
    (chart) => make(chart, { delay: delay(1, 0.00001) }), 'shop/fault: delay.percentage is 0.00001; it must be 0, or between 0.0001 and 100',
  ],
  'a status that is none': [(chart) => make(chart, { abort: abort(600) }), 'FaultAbort.http: status is 600; it must be between 200 and 599'],
  'a share of aborts below nothing': [(chart) => make(chart, { abort: abort(500, -1) }), 'FaultAbort.http: percentage is -1; it must be between 0 and 100'],
  'no requests': [
    (chart) => make(chart, { abort: abort(500), requests: [] }),
    'shop/fault: requests is []; it must be a list of at least one element; leave it out for all requests',
  ],
  'a priority that is no integer': [(chart) => make(chart, { abort: abort(500), priority: 1.5 }), 'shop/fault: priority is 1.5; it must be an integer'],
});

reports({
  'two aborts of the same requests': [
    (chart) => { const reviews = service(chart); fault(reviews, { abort: abort(500) }, 'a'); fault(reviews, { abort: abort(501) }, 'b'); },
    'error shop/a and shop/b: for reviews.shop.svc.cluster.local, fault.abort is {"httpStatus":500,"percentage":{"value":100}} and ' +
    '{"httpStatus":501,"percentage":{"value":100}} for the same requests, for example those with anything; one of them must be more specific; ' +
    'make one match contain the other, or give one of them a higher priority [CI0011]',
  ],
  'a fault of connections': [
    (chart) => fault(service(chart, 'reviews', [TCP]), { delay: delay(1), abort: abort(500) }),
    'error shop/fault: fault.delay, fault.abort needs a port with HTTP; the ports of reviews.shop.svc.cluster.local are tcp (5432); ' +
    'name the port http-…, http2-… or grpc-…, or remove what needs HTTP [CI0014]',
  ],
});
