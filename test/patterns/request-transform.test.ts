import { Chart, Duration } from 'cdk8s';
import { canary, gateway, host, HTTP, objects, refuses, reports, routes, service, specOf, split, TCP, TESTER, yaml } from './support';
import {
  type Cors, type DirectResponse, ExposedService, FaultAbort, FaultInjection, type HeaderChanges, type MeshHost, MirroredService, type Redirect,
  RedirectPort, RedirectScheme, RequestMatch, RequestTransform, type RequestTransformProps, ResilientService, ResponseBody, StringMatch,
  UnmatchedPreflights,
} from 'cdk8s-istio';

type Change = Omit<RequestTransformProps, 'service'>;

function transform(of: MeshHost, props: Change, id: string = 'transform'): RequestTransform {
  return new RequestTransform(of.node.scope as Chart, id, { service: of, ...props });
}

const prefix = (path: string, ignoreCase?: boolean) => RequestMatch.path(StringMatch.prefix(path), { ignoreCase });
const exact = (path: string) => RequestMatch.path(StringMatch.exact(path));
const regex = (path: string) => RequestMatch.path(StringMatch.regex(path));
const own = [{ destination: { host: host() } }];

test('smallest', () => {
  expect(yaml((chart) => transform(service(chart), { rewrite: { uri: '/v1/' } }))).toMatchInlineSnapshot(`
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
    - name: transform
      rewrite:
        uri: /v1/
      route:
        - destination:
            host: reviews.shop.svc.cluster.local
"
`);
});

test('every property of what is forwarded', () => {
  const changes: Required<HeaderChanges> = { set: { 'X-Set': 'a' }, add: { 'x-add': 'b' }, remove: ['X-Gone'] };
  const cors: Required<Cors> = {
    allowOrigins: [StringMatch.exact('https://shop.example.com')],
    allowMethods: ['GET'],
    allowHeaders: ['x-a'],
    exposeHeaders: ['x-b'],
    maxAge: Duration.hours(1),
    allowCredentials: true,
    unmatchedPreflights: UnmatchedPreflights.IGNORE,
  };
  expect(routes((chart) => {
    const everything: Required<Omit<RequestTransformProps, 'redirect' | 'directResponse'>> = {
      service: service(chart),
      rewrite: { uri: '/new/', authority: 'reviews.internal' },
      headers: { request: changes, response: changes },
      cors,
      requests: [prefix('/old/')],
      priority: 1,
    };
    new RequestTransform(chart, 'transform', everything);
    // Of the same requests, which the priority decides.
    transform(everything.service, { rewrite: { uri: '/other/' }, requests: [prefix('/old/')] }, 'loser');
  })).toEqual([
    {
      name: 'transform',
      match: [{ uri: { prefix: '/old/' } }],
      route: own,
      rewrite: { uri: '/new/', authority: 'reviews.internal' },
      headers: {
        request: { set: { 'x-set': 'a' }, add: { 'x-add': 'b' }, remove: ['x-gone'] },
        response: { set: { 'x-set': 'a' }, add: { 'x-add': 'b' }, remove: ['x-gone'] },
      },
      corsPolicy: {
        allowOrigins: [{ exact: 'https://shop.example.com' }],
        allowMethods: ['GET'],
        allowHeaders: ['x-a'],
        exposeHeaders: ['x-b'],
        maxAge: '3600s',
        allowCredentials: true,
        unmatchedPreflights: 'IGNORE',
      },
    },
    { name: 'reviews', route: own },
  ]);
});

test('every property of what is answered', () => {
  const redirect: Required<Omit<Redirect, 'prefixRewrite'>> = {
    uri: '/new', authority: 'new.example.com', port: RedirectPort.number(8443), scheme: RedirectScheme.HTTPS, code: 308,
  };
  const response: Required<DirectResponse> = { status: 410, body: ResponseBody.text('gone') };
  expect(routes((chart) => {
    const reviews = service(chart);
    transform(reviews, { redirect, requests: [exact('/old')], headers: { response: { set: { 'cache-control': 'no-store' } } } }, 'moved');
    transform(reviews, { directResponse: response, requests: [exact('/gone')] }, 'gone');
  })).toEqual([
    { name: 'gone', match: [{ uri: { exact: '/gone' } }], directResponse: { status: 410, body: { string: 'gone' } } },
    {
      name: 'moved',
      match: [{ uri: { exact: '/old' } }],
      redirect: { uri: '/new', authority: 'new.example.com', port: 8443, scheme: 'https', redirectCode: 308 },
      headers: { response: { set: { 'cache-control': 'no-store' } } },
    },
    { name: 'reviews', route: own },
  ]);
});

test('a prefix is the one that was meant, in routes for narrower requests too', () => {
  expect(routes((chart) => {
    const reviews = service(chart);
    transform(reviews, { rewrite: { uri: '/' }, requests: [prefix('/api/')] });
    new ResilientService(chart, 'uploads', { service: reviews, timeout: Duration.seconds(60), requests: [prefix('/api/upload/'), exact('/api/put'), regex('/api/[0-9]+')] });
  })).toEqual([
    {
      name: 'uploads', match: [{ uri: { exact: '/api/put' } }], route: own, rewrite: { uri: '/put' }, timeout: '60s',
    },
    {
      name: 'uploads-2', match: [{ uri: { prefix: '/api/upload/' } }], route: own, rewrite: { uri: '/upload/' }, timeout: '60s',
    },
    {
      name: 'uploads-3',
      match: [{ uri: { regex: '/api/[0-9]+' } }],
      route: own,
      rewrite: { uriRegexRewrite: { match: '^/api/', rewrite: '/' } },
      timeout: '60s',
    },
    { name: 'transform', match: [{ uri: { prefix: '/api/' } }], route: own, rewrite: { uri: '/' } },
    { name: 'reviews', route: own },
  ]);
});

test('several prefixes are each replaced', () => {
  expect(routes((chart) => transform(service(chart), { rewrite: { uri: '/' }, requests: [prefix('/a/'), prefix('/b/'), exact('/c')] }))).toEqual([
    { name: 'transform', match: [{ uri: { exact: '/c' } }], route: own, rewrite: { uri: '/' } },
    { name: 'transform-2', match: [{ uri: { prefix: '/a/' } }], route: own, rewrite: { uri: '/' } },
    { name: 'transform-3', match: [{ uri: { prefix: '/b/' } }], route: own, rewrite: { uri: '/' } },
    { name: 'reviews', route: own },
  ]);
});

test('a prefix in any case is found in any case where the route cannot say so', () => {
  expect(routes((chart) => {
    const reviews = service(chart);
    transform(reviews, { rewrite: { uri: '/' }, requests: [prefix('/Api/', true)] });
    new ResilientService(chart, 'uploads', { service: reviews, timeout: Duration.seconds(60), requests: [prefix('/api/upload/', true)] });
  })).toMatchObject([
    { name: 'uploads', rewrite: { uriRegexRewrite: { match: '(?i)^/api/', rewrite: '/' } } },
    { name: 'transform', match: [{ uri: { prefix: '/api/' }, ignoreUriCase: true }], rewrite: { uri: '/' } },
    { name: 'reviews' },
  ]);
});

test('a redirect of a prefix keeps the rest of the path, in routes for narrower requests too', () => {
  expect(routes((chart) => {
    const reviews = service(chart);
    transform(reviews, { redirect: { prefixRewrite: '/new/', scheme: RedirectScheme.HTTPS }, requests: [prefix('/old/')] }, 'moved');
    transform(reviews, { cors: { allowOrigins: [StringMatch.exact('https://a')] }, requests: [exact('/old/a'), prefix('/old/b/')] }, 'cors');
  })).toEqual([
    {
      name: 'cors', match: [{ uri: { exact: '/old/a' } }], redirect: { uri: '/new/a', scheme: 'https' }, corsPolicy: { allowOrigins: [{ exact: 'https://a' }] },
    },
    {
      name: 'cors-2',
      match: [{ uri: { prefix: '/old/b/' } }],
      redirect: { prefixRewrite: '/new/b/', scheme: 'https' },
      corsPolicy: { allowOrigins: [{ exact: 'https://a' }] },
    },
    { name: 'moved', match: [{ uri: { prefix: '/old/' } }], redirect: { prefixRewrite: '/new/', scheme: 'https' } },
    { name: 'reviews', route: own },
  ]);
});

test('changes of different headers, of the path and of the host add up; of one header the narrower wins', () => {
  expect(routes((chart) => {
    const reviews = service(chart);
    transform(reviews, { headers: { request: { set: { 'x-team': 'shop', 'x-tier': 'free' } } }, rewrite: { authority: 'internal' } }, 'all');
    transform(reviews, { headers: { request: { remove: ['X-Tier'] }, response: { add: { via: 'mesh' } } }, requests: [TESTER] }, 'testers');
  })).toEqual([
    {
      name: 'testers',
      match: [{ headers: { 'end-user': { exact: 'tester' } } }],
      route: own,
      rewrite: { authority: 'internal' },
      headers: { request: { set: { 'x-team': 'shop' }, remove: ['x-tier'] }, response: { add: { via: 'mesh' } } },
    },
    { name: 'all', route: own, rewrite: { authority: 'internal' }, headers: { request: { set: { 'x-team': 'shop', 'x-tier': 'free' } } } },
  ]);
});

test('what is answered is not forwarded: of canary, mirror, timeout and fault nothing is left there, and all of it elsewhere', () => {
  expect(routes((chart) => {
    const reviews = service(chart);
    canary(reviews);
    new MirroredService(chart, 'mirror', { service: reviews, mirrors: [{ to: reviews.version('v3') }] });
    new ResilientService(chart, 'patience', { service: reviews, timeout: Duration.seconds(5) });
    new FaultInjection(chart, 'fault', { service: reviews, abort: FaultAbort.http(503, { percentage: 1 }) });
    transform(reviews, { directResponse: { status: 503 }, requests: [prefix('/closed')] }, 'closed');
  })).toEqual([
    { name: 'closed', match: [{ uri: { prefix: '/closed' } }], directResponse: { status: 503 } },
    {
      name: 'canary',
      route: split({ v1: 90, v2: 10 }),
      mirrors: [{ destination: { host: host(), subset: 'v3' }, percentage: { value: 100 } }],
      timeout: '5s',
      fault: { abort: { httpStatus: 503, percentage: { value: 1 } } },
    },
  ]);
});

test('what clients at a gateway get is the same', () => {
  const all = objects((chart) => {
    const reviews = service(chart);
    transform(reviews, { rewrite: { uri: '/' }, requests: [prefix('/api/')] });
    new ExposedService(chart, 'public', { service: reviews, gateway: gateway(chart), hosts: ['shop.example.com'], requests: [prefix('/api/reviews/'), exact('/')] });
  });
  expect(specOf(all, 'VirtualService', 'edge-shop-example-com').http).toEqual([
    { name: 'reviews', match: [{ uri: { exact: '/' } }], route: own },
    { name: 'transform', match: [{ uri: { prefix: '/api/reviews/' } }], route: own, rewrite: { uri: '/reviews/' } },
  ]);
});

const make = (chart: Chart, props: Change) => transform(service(chart), props);

refuses({
  'nothing': [(chart) => make(chart, {}), 'shop/transform: none of rewrite, headers, cors, redirect, directResponse is given; it must be at least one'],
  'two answers': [
    (chart) => make(chart, { redirect: { uri: '/a' }, directResponse: { status: 200 } }),
    'shop/transform: redirect and directResponse are given; it must be one of them',
  ],
  'a rewrite of what is redirected': [
    (chart) => make(chart, { redirect: { uri: '/a' }, rewrite: { uri: '/b' } }),
    'shop/transform: rewrite is given next to redirect; it must be left out: such a request is not forwarded',
  ],
  'headers of a request that is answered': [
    (chart) => make(chart, { directResponse: { status: 200 }, headers: { request: { remove: ['a'] } } }),
    'shop/transform: headers.request is given next to directResponse; it must be left out: such a request is not forwarded',
  ],
  'an empty rewrite': [(chart) => make(chart, { rewrite: {} }), 'shop/transform: rewrite is {}; it must be a uri or uriRegex, an authority, or both'],
  'changes of no header': [(chart) => make(chart, { headers: { request: { set: {} } } }),
    'shop/transform: headers is {"request":{"set":{}}}; it must be changes to at least one header'],
  'the host as a header': [
    (chart) => make(chart, { headers: { request: { set: { Host: 'a' } } } }),
    'shop/transform: headers.request.set.Host is the host of the request; it must be left out; give rewrite.authority',
  ],
  'a header twice': [
    (chart) => make(chart, { headers: { response: { set: { 'X-A': '1' }, remove: ['x-a'] } } }),
    'shop/transform: headers.response.remove[0] is a header that is changed twice; it must be once',
  ],
  'slashes that double': [
    (chart) => make(chart, { rewrite: { uri: '/' }, requests: [prefix('/api')] }),
    'shop/transform: rewrite.uri is "/"; it must be a text that does not end in "/", like the prefix "/api" that it replaces; ' +
    '"/api/a" would become "//a"; correct one of them, or give rewrite.uriRegex',
  ],
  'slashes that vanish': [
    (chart) => make(chart, { rewrite: { uri: '/v1' } }),
    'shop/transform: rewrite.uri is "/v1"; it must be a text that ends in "/", like the prefix "/" that it replaces; ' +
    '"/a" would become "/v1a"; correct one of them, or give rewrite.uriRegex',
  ],
  'slashes that double in a redirect': [
    (chart) => make(chart, { redirect: { prefixRewrite: '/new/' }, requests: [prefix('/old')] }),
    'shop/transform: redirect.prefixRewrite is "/new/"; it must be a text that does not end in "/", like the prefix "/old" that it replaces; ' +
    '"/old/a" would become "/new//a"; correct one of them, or give redirect.uri',
  ],
  'a prefix of an exact path': [
    (chart) => make(chart, { redirect: { prefixRewrite: '/new' }, requests: [prefix('/old'), exact('/older')] }),
    'shop/transform: requests[1] (path "/older") asks for a path, and not by its beginning; it must, as redirect.prefixRewrite replaces that; ' +
    'match the path with StringMatch.prefix, or give redirect.uri',
  ],
  'CORS without preflights': [
    (chart) => make(chart, { cors: { allowOrigins: [StringMatch.exact('https://a')] }, requests: [RequestMatch.method('POST')] }),
    'shop/transform: requests[0] (method "POST") asks for a method, and cors is given; one of the requests must take OPTIONS, by which browsers ask ' +
    'for permission; leave the method out, or add a match with RequestMatch.method("OPTIONS")',
  ],
});

reports({
  'a redirect and a split of the same requests': [
    (chart) => { const reviews = service(chart); canary(reviews); transform(reviews, { redirect: { scheme: RedirectScheme.HTTPS } }, 'moved'); },
    'error shop/canary and shop/moved: for reviews.shop.svc.cluster.local, the destination is v1 90 %, v2 10 % and {"redirect":{"scheme":"https"}} for the ' +
    'same requests, for example those with anything; one of them must be more specific; make one match contain the other, or give one of them a higher ' +
    'priority [CI0011]',
  ],
  'a prefix that a narrower route has no words for': [
    (chart) => {
      const reviews = service(chart);
      transform(reviews, { redirect: { prefixRewrite: '/new/' }, requests: [prefix('/old/')] }, 'moved');
      transform(reviews, { cors: { allowOrigins: [StringMatch.exact('https://a')] }, requests: [regex('/old/[0-9]+')] }, 'cors');
    },
    'error shop/cors and shop/moved: for reviews.shop.svc.cluster.local, requests with path matching "/old/[0-9]+" are redirected with another prefix, and ' +
    'need a route of their own, whose match has no words for that prefix; their path must be matched exactly or by its beginning; write the match so, or ' +
    'give the redirect a uri [CI0011]',
    'error shop/reviews/VirtualService: spec.http[0].redirect changes nothing; it must have uri, prefixRewrite, authority, scheme, port or derivePort; ' +
    'say where to [CI0256]',
  ],
  'a timeout of what is answered': [
    (chart) => {
      const reviews = service(chart);
      transform(reviews, { directResponse: { status: 410 }, requests: [prefix('/old/')] }, 'gone');
      new ResilientService(chart, 'patience', { service: reviews, timeout: Duration.seconds(5), requests: [exact('/old/a')] });
    },
    'warning shop/patience: what it says of timeout for reviews.shop.svc.cluster.local decides nothing: others are more specific, or have a higher priority, ' +
    'for all of its requests, or answer them without forwarding; remove it, or narrow its match [CI0013]',
  ],
  'headers of connections': [
    (chart) => transform(service(chart, 'reviews', [TCP]), { headers: { request: { set: { 'x-a': '1' } } } }),
    'error shop/transform: header request x-a needs a port with HTTP; the ports of reviews.shop.svc.cluster.local are tcp (5432); name the port http-…, ' +
    'http2-… or grpc-…, or remove what needs HTTP [CI0014]',
  ],
});

test('a regular expression says by itself what is replaced', () => {
  expect(routes((chart) => transform(service(chart, 'reviews', [HTTP]), {
    rewrite: { uriRegex: { match: '^/api/v([0-9]+)/', rewrite: '/\\1/' } }, requests: [prefix('/api/')],
  }))).toMatchObject([
    { match: [{ uri: { prefix: '/api/' } }], rewrite: { uriRegexRewrite: { match: '^/api/v([0-9]+)/', rewrite: '/\\1/' } } },
    { name: 'reviews' },
  ]);
});
