import { Chart } from 'cdk8s';
import { canary, host, HTTP, port, refuses, reports, routes, service, split, TCP, TESTER, UPLOADS, yaml } from './support';
import { Destination, MeshService, MirroredService, type MirroredServiceProps, type MirrorTarget } from 'cdk8s-istio';

/** A service whose requests are copied to its version v2, unless more is said. */
function mirror(chart: Chart, props: Partial<MirroredServiceProps> & { readonly service?: MeshService } = {}): MirroredService {
  const of = props.service ?? service(chart);
  return new MirroredService(chart, 'mirror', { service: of, mirrors: [{ to: of.version('v2') }], ...props });
}

test('smallest', () => {
  expect(yaml((chart) => mirror(chart))).toMatchInlineSnapshot(`
"
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: reviews
  namespace: shop
spec:
  host: reviews.shop.svc.cluster.local
  subsets:
    - labels:
        version: v2
      name: v2
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: reviews
  namespace: shop
spec:
  hosts:
    - reviews.shop.svc.cluster.local
  http:
    - mirrors:
        - destination:
            host: reviews.shop.svc.cluster.local
            subset: v2
          percentage:
            value: 100
      name: mirror
      route:
        - destination:
            host: reviews.shop.svc.cluster.local
"
`);
});

test('every property', () => {
  expect(routes((chart) => {
    const reviews = service(chart);
    const target: Required<MirrorTarget> = { to: Destination.withPort(service(chart, 'audit', [HTTP, port('http-raw', 9090)]), 9090), percentage: 12.5 };
    const everything: Required<MirroredServiceProps> = { service: reviews, mirrors: [target], requests: [UPLOADS], priority: 1 };
    new MirroredService(chart, 'mirror', everything);
    // Of the same requests, which the priority decides.
    new MirroredService(chart, 'other', { ...everything, mirrors: [{ ...target, percentage: 99 }], priority: 0 });
  })).toEqual([
    {
      name: 'mirror',
      match: [{ uri: { prefix: '/upload' } }],
      route: [{ destination: { host: host() } }],
      mirrors: [{ destination: { host: host('audit'), port: { number: 9090 } }, percentage: { value: 12.5 } }],
    },
    { name: 'reviews', route: [{ destination: { host: host() } }] },
  ]);
});

test.each([
  ['has the port that requests come to', [HTTP], undefined],
  ['has another port only', [port('http', 8081)], { number: 8081 }],
  ['has several ports', [HTTP, port('http-raw', 9090)], undefined],
])('a service that gets copies and %s', (_, ports, written) => {
  const [{ mirrors }] = routes((chart) => {
    const audit = service(chart, 'audit', ports);
    mirror(chart, { mirrors: [{ to: audit }, { to: audit.version('v2') }] });
  }) as { mirrors: { destination: { port?: unknown } }[] }[];
  expect(mirrors.map(({ destination }) => destination.port)).toEqual([written, written]);
});

test('mirrors of one construct and of several add up', () => {
  expect(routes((chart) => {
    const reviews = service(chart);
    const [v2, v3] = [reviews.version('v2'), reviews.version('v3')];
    mirror(chart, { service: reviews, mirrors: [{ to: v3, percentage: 5 }, { to: v2, percentage: 10 }] });
    new MirroredService(chart, 'audit-copy', { service: reviews, mirrors: [{ to: service(chart, 'audit') }] });
  })).toEqual([{
    name: 'audit-copy',
    route: [{ destination: { host: host() } }],
    mirrors: [
      { destination: { host: host('audit') }, percentage: { value: 100 } },
      { destination: { host: host(), subset: 'v2' }, percentage: { value: 10 } },
      { destination: { host: host(), subset: 'v3' }, percentage: { value: 5 } },
    ],
  }]);
});

test('a narrower match has a share of its own, none too', () => {
  const copies = (value: number) => [{ destination: { host: host(), subset: 'v2' }, percentage: { value } }];
  expect(routes((chart) => {
    const reviews = service(chart);
    const v2 = reviews.version('v2');
    mirror(chart, { service: reviews, mirrors: [{ to: v2, percentage: 10 }] });
    new MirroredService(chart, 'uploads', { service: reviews, requests: [UPLOADS], mirrors: [{ to: v2, percentage: 0 }] });
    new MirroredService(chart, 'tester', { service: reviews, requests: [TESTER.and(UPLOADS)], mirrors: [{ to: v2 }] });
  })).toEqual([
    {
      name: 'tester',
      match: [{ headers: { 'end-user': { exact: 'tester' } }, uri: { prefix: '/upload' } }],
      route: [{ destination: { host: host() } }],
      mirrors: copies(100),
    },
    { name: 'uploads', match: [{ uri: { prefix: '/upload' } }], route: [{ destination: { host: host() } }] },
    { name: 'mirror', route: [{ destination: { host: host() } }], mirrors: copies(10) },
  ]);
});

test('a version of the same service gets the copies on the port that the request came to', () => {
  expect(routes((chart) => {
    const reviews = service(chart, 'reviews', [HTTP, port('http-admin', 9081), TCP]);
    mirror(chart, { service: reviews, mirrors: [{ to: reviews.version('v2') }, { to: service(chart, 'audit').version('v9') }] });
  })).toEqual([9080, 9081].map((number) => ({
    name: `mirror-${number}`,
    match: [{ port: number }],
    route: [{ destination: { host: host(), port: { number } } }],
    mirrors: [
      { destination: { host: host('audit'), subset: 'v9', port: { number: 9080 } }, percentage: { value: 100 } },
      { destination: { host: host(), subset: 'v2', port: { number } }, percentage: { value: 100 } },
    ],
  })));
});

test('copies can go to a host that is no service of the app', () => {
  const elsewhere = Destination.of('audit.example.com');
  expect(routes((chart) => mirror(chart, { mirrors: [{ to: elsewhere }] }))).toEqual([{
    name: 'mirror', route: [{ destination: { host: host() } }], mirrors: [{ destination: { host: 'audit.example.com' }, percentage: { value: 100 } }],
  }]);
});

test('where requests go stays as the canary says', () => {
  expect(routes((chart) => {
    const reviews = service(chart);
    canary(reviews);
    mirror(chart, { service: reviews, mirrors: [{ to: reviews.version('v3') }], requests: [TESTER] });
  })).toEqual([
    {
      name: 'mirror',
      match: [{ headers: { 'end-user': { exact: 'tester' } } }],
      route: split({ v1: 90, v2: 10 }),
      mirrors: [{ destination: { host: host(), subset: 'v3' }, percentage: { value: 100 } }],
    },
    { name: 'canary', route: split({ v1: 90, v2: 10 }) },
  ]);
});

const to = (chart: Chart, more: (reviews: MeshService) => MirrorTarget[]) => {
  const reviews = service(chart);
  return mirror(chart, { service: reviews, mirrors: more(reviews) });
};

refuses({
  'no mirrors': [(chart) => to(chart, () => []), 'shop/mirror: mirrors is []; it must be a list of at least one element'],
  'less than nothing': [
    (chart) => to(chart, (reviews) => [{ to: reviews.version('v2'), percentage: -1 }]), 'shop/mirror: mirrors[0].percentage is -1; it must be between 0 and 100',
  ],
  'more than all': [
    (chart) => to(chart, (reviews) => [{ to: reviews.version('v2') }, { to: reviews.version('v3'), percentage: 100.5 }]),
    'shop/mirror: mirrors[1].percentage is 100.5; it must be between 0 and 100',
  ],
  'a port that is none': [
    (chart) => to(chart, () => [{ to: { host: 'audit', port: 0 } }]), 'shop/mirror: mirrors[0].to.port is 0; it must be between 1 and 65535',
  ],
  'copies that come back': [
    (chart) => to(chart, (reviews) => [{ to: reviews }]),
    'shop/mirror: mirrors[0].to is "shop/reviews"; it must be a version of the service, or another service; copies would come back to where they came from',
  ],
  'one destination twice': [
    (chart) => to(chart, (reviews) => [{ to: reviews.version('v2'), percentage: 10 }, { to: reviews.version('v2'), percentage: 20 }]),
    'shop/mirror: mirrors[1] goes where mirrors[0] goes; each destination must be there once; add the percentages up',
  ],
  'no requests': [
    (chart) => mirror(chart, { requests: [] }), 'shop/mirror: requests is []; it must be a list of at least one element; leave it out for all requests',
  ],
  'a priority that is no integer': [(chart) => mirror(chart, { priority: NaN }), 'shop/mirror: priority is NaN; it must be an integer'],
});

reports({
  'two shares for one destination': [
    (chart) => {
      const reviews = service(chart);
      mirror(chart, { service: reviews });
      new MirroredService(chart, 'other', { service: reviews, mirrors: [{ to: reviews.version('v2'), percentage: 50 }] });
    },
    'error shop/mirror and shop/other: for reviews.shop.svc.cluster.local, the share mirrored to reviews.shop.svc.cluster.local v2 is 100 % and 50 % for ' +
    'the same requests, for example those with anything; one of them must be more specific; make one match contain the other, or give one of them a ' +
    'higher priority [CI0011]',
  ],
  'mirrors of a service without HTTP': [
    (chart) => mirror(chart, { service: service(chart, 'reviews', [TCP]) }),
    'error shop/mirror: the share mirrored to reviews.shop.svc.cluster.local v2 needs a port with HTTP; the ports of reviews.shop.svc.cluster.local are ' +
    'tcp (5432); name the port http-…, http2-… or grpc-…, or remove what needs HTTP [CI0014]',
  ],
  'copies to a port that is not there': [
    (chart) => to(chart, () => [{ to: Destination.withPort(service(chart, 'audit'), 4711) }]),
    'error shop/reviews/VirtualService: spec.http[0].mirrors[0].destination.port.number is 4711; it must be 9080 (audit.shop.svc.cluster.local); ' +
    'use a port of the service [CI0102]',
  ],
  'copies to one of several ports that is not said': [
    (chart) => to(chart, () => [{ to: service(chart, 'audit', [HTTP, port('http-raw', 9090)]) }]),
    'warning shop/reviews/VirtualService: spec.http[0].mirrors[0].destination.port is missing; it must be given, as audit.shop.svc.cluster.local has ' +
    'the ports 9080, 9090; set port.number [CI0104]',
  ],
});
