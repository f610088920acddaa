import { Duration } from 'cdk8s';
import type { Program } from './support';
import {
  Destination, FaultAbort, Gateway, type HeaderOperations, type HttpRoute, RedirectPort, RedirectScheme, RequestMatch, ResponseBody,
  RetryOn, StringMatch, UnmatchedPreflights, VirtualService,
} from 'cdk8s-istio';

const CART = { destination: Destination.of('cart.shop.svc.cluster.local', { subset: 'v1', port: 8080 }) };
const BANK = { destination: Destination.of('bank.shop.svc.cluster.local', { subset: 'v2', port: 8080 }) };
const HEADERS: HeaderOperations = {
  request: { set: { 'x-set': 'one' }, add: { 'x-add': 'two' }, remove: ['x-gone'] },
  response: { set: { 'x-set': 'one' }, add: { 'x-add': 'two' }, remove: ['x-gone'] },
};

/** Every property of a request, compared in one of the ways. */
function everything(match: (text: string) => StringMatch, path: RequestMatch): RequestMatch {
  return path
    .and(RequestMatch.methodMatching(match('GET')))
    .and(RequestMatch.scheme(match('https')))
    .and(RequestMatch.authority(match('cart.example.com')))
    .and(RequestMatch.header('x-user', match('one')))
    .and(RequestMatch.withoutHeader('x-guest', match('yes')))
    .and(RequestMatch.query('page', match('first')))
    .and(RequestMatch.port(8080))
    .and(RequestMatch.sourceLabels({ app: 'web' }))
    .and(RequestMatch.sourceNamespace('shop'));
}

const ROUTES: readonly HttpRoute[] = [
  {
    name: 'everything',
    requests: [
      everything((text) => StringMatch.exact(text), RequestMatch.path(StringMatch.exact('/cart'), { ignoreCase: true })),
      everything((text) => StringMatch.prefix(text), RequestMatch.path(StringMatch.prefix('/cart'))),
      everything((text) => StringMatch.regex(text), RequestMatch.path(StringMatch.regex('/cart/[0-9]+'))),
    ],
    matchGateways: [Gateway.mesh()],
    statPrefix: 'cart',
    destinations: [{ ...CART, weight: 80, headers: HEADERS }, { ...BANK, weight: 20 }],
    rewrite: { uri: '/', authority: 'cart.internal.example.com' },
    headers: HEADERS,
    timeout: Duration.seconds(5),
    retries: {
      attempts: 3,
      perTryTimeout: Duration.seconds(1),
      on: [RetryOn.FIVE_XX, RetryOn.status(503)],
      retryRemoteLocalities: true,
      retryIgnorePreviousHosts: true,
      backoff: Duration.millis(50),
    },
    mirrors: [{ ...BANK, percentage: 10 }],
    cors: {
      allowOrigins: [StringMatch.exact('https://shop.example.com'), StringMatch.prefix('https://shop-'), StringMatch.regex('https://.*')],
      allowMethods: ['GET'],
      allowHeaders: ['x-user'],
      exposeHeaders: ['x-set'],
      maxAge: Duration.hours(1),
      allowCredentials: true,
      unmatchedPreflights: UnmatchedPreflights.FORWARD,
    },
  },
  {
    requests: [RequestMatch.path(StringMatch.prefix('/fails'))],
    destinations: [CART],
    rewrite: { uriRegex: { match: '^/fails/(.*)$', rewrite: '/\\1' } },
    fault: { delay: { duration: Duration.seconds(2), percentage: 5 }, abort: FaultAbort.http(503, { percentage: 1 }) },
    cors: { unmatchedPreflights: UnmatchedPreflights.IGNORE },
  },
  {
    requests: [RequestMatch.path(StringMatch.prefix('/rpc'))],
    destinations: [CART],
    fault: { abort: FaultAbort.grpc('UNAVAILABLE', { percentage: 1 }) },
  },
  {
    name: 'named',
    matches: [{ name: 'copied', request: RequestMatch.path(StringMatch.prefix('/copied')), gateways: [Gateway.mesh()], statPrefix: 'copied' }],
    destinations: [CART],
    mirror: { ...BANK, percentage: 10 },
  },
  {
    requests: [RequestMatch.path(StringMatch.prefix('/moved'))],
    redirect: { uri: '/new', authority: 'new.example.com', port: RedirectPort.number(8443), scheme: RedirectScheme.HTTPS, code: 302 },
  },
  {
    requests: [RequestMatch.path(StringMatch.prefix('/old'))],
    redirect: { prefixRewrite: '/new', port: RedirectPort.fromScheme() },
  },
  {
    requests: [RequestMatch.path(StringMatch.prefix('/ancient'))],
    redirect: { prefixRewrite: '/new', port: RedirectPort.fromRequest() },
  },
  {
    requests: [RequestMatch.path(StringMatch.prefix('/text'))],
    directResponse: { status: 200, body: ResponseBody.text('hello') },
  },
  {
    requests: [RequestMatch.path(StringMatch.prefix('/bytes'))],
    directResponse: { status: 200, body: ResponseBody.base64('aGVsbG8=') },
  },
];

/** VirtualServices: HTTP, routes that stand elsewhere, and connections. */
export const virtualServices: Program = (chart) => {
  new VirtualService(chart, 'cart', { hosts: ['cart.shop.svc.cluster.local'], gateways: [Gateway.mesh()], http: [...ROUTES], exportTo: ['.'] });
  new VirtualService(chart, 'shared', {
    hosts: ['shared.example.com'], gateways: [Gateway.named('edge', 'istio-system')], http: [{ delegate: VirtualService.named('routes', 'shop') }],
  });
  new VirtualService(chart, 'routes', { http: [{ destinations: [CART] }] });
  new VirtualService(chart, 'connections', {
    hosts: ['db.example.com', '*.tls.example.com'],
    gateways: [Gateway.mesh()],
    tls: [{
      matches: [{
        sniHosts: ['a.tls.example.com'], destinationSubnets: ['10.1.0.0/16'], port: 443, sourceLabels: { app: 'web' }, sourceNamespace: 'shop', gateways: [Gateway.mesh()],
      }],
      destinations: [{ ...CART, weight: 80 }, { ...BANK, weight: 20 }],
    }],
    tcp: [{
      matches: [{ destinationSubnets: ['10.1.0.0/16'], port: 5432, sourceLabels: { app: 'web' }, sourceNamespace: 'shop', gateways: [Gateway.mesh()] }],
      destinations: [{ ...CART, weight: 80 }, { ...BANK, weight: 20 }],
    }],
  });
};
