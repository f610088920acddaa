import { Duration } from 'cdk8s';
import { type Build, refuses, renderedSpec, without } from './support';
import {
  type Cors, Destination, type DirectResponse, type Fault, FaultAbort, type FaultDelay, Gateway, type HeaderChanges,
  type HeaderOperations, type HttpDestination, type HttpMatch, type HttpRoute, type Mirror, type Redirect, RedirectPort, RedirectScheme,
  type RegexRewrite, RequestMatch, ResponseBody, type Retries, RetryOn, type Rewrite, StringMatch, UnmatchedPreflights,
  VirtualService,
} from 'cdk8s-istio';

const changes: Required<HeaderChanges> = {
  set: { 'x-set': 'a', 'x-client': '%DOWNSTREAM_REMOTE_ADDRESS%' },
  add: { 'x-add': '100%%' },
  remove: ['x-remove'],
};

const headers: Required<HeaderOperations> = { request: changes, response: changes };

const destination: Required<HttpDestination> = { destination: Destination.of('reviews', { subset: 'v1', port: 9080 }), weight: 90, headers };

const mirror: Required<Mirror> = { destination: Destination.of('reviews', { subset: 'v3', port: 9080 }), percentage: 12.5 };

const uriRegex: Required<RegexRewrite> = { match: '^/api/(v[0-9]+)/(.*)$', rewrite: '/\\2/\\1' };

/** Every property of a rewrite: two of them exclude each other. */
const rewrite: Required<Rewrite> = { uri: '/new', uriRegex, authority: 'reviews.example.com' };

/** Every property of a redirect: two of them exclude each other. */
const redirect: Required<Redirect> = {
  uri: '/new',
  prefixRewrite: '/api',
  authority: 'shop.example.com',
  port: RedirectPort.number(8443),
  scheme: RedirectScheme.HTTPS,
  code: 308,
};

const directResponse: Required<DirectResponse> = { status: 503, body: ResponseBody.text('closed') };

const delegate = VirtualService.named('reviews-routes', 'reviews');

const retries: Required<Retries> = {
  attempts: 3,
  perTryTimeout: Duration.millis(1500),
  on: [RetryOn.FIVE_XX, RetryOn.RESET, RetryOn.status(503), RetryOn.of('some-new-one')],
  retryRemoteLocalities: true,
  retryIgnorePreviousHosts: false,
  backoff: Duration.millis(50),
};

const delay: Required<FaultDelay> = { duration: Duration.seconds(2), percentage: 0.5 };

const fault: Required<Fault> = { delay, abort: FaultAbort.http(503, { percentage: 10 }) };

const cors: Required<Cors> = {
  allowOrigins: [StringMatch.exact('https://shop.example.com'), StringMatch.prefix('https://'), StringMatch.regex('https?://.*'), StringMatch.present()],
  allowMethods: ['GET', 'POST'],
  allowHeaders: ['x-user', '*'],
  exposeHeaders: ['x-trace'],
  maxAge: Duration.hours(1),
  allowCredentials: false,
  unmatchedPreflights: UnmatchedPreflights.IGNORE,
};

const match: Required<HttpMatch> = {
  request: RequestMatch.path(StringMatch.exact('/api')), name: 'api', gateways: [Gateway.mesh(), Gateway.named('gateway', 'edge')], statPrefix: 'api',
};

/** Every property of a route: those that say what becomes of a request exclude each other, and so do some that say the same. */
const everything: Required<HttpRoute> = {
  name: 'everything',
  requests: [RequestMatch.path(StringMatch.prefix('/api')).and(RequestMatch.method('GET')), RequestMatch.header('x-user', StringMatch.present())],
  matches: [match, { name: 'rest' }],
  matchGateways: [Gateway.mesh(), Gateway.named('gateway', 'edge')],
  statPrefix: 'reviews',
  destinations: [destination, { destination: Destination.of('reviews', { subset: 'v2' }), weight: 10 }],
  redirect: without(redirect, 'uri'),
  directResponse,
  delegate,
  rewrite: without(rewrite, 'uriRegex'),
  headers,
  timeout: Duration.seconds(5),
  retries,
  fault,
  mirrors: [mirror, { destination: Destination.of('audit') }],
  mirror,
  cors,
};

function make(...http: HttpRoute[]): Build {
  return (scope) => new VirtualService(scope, 'reviews', { hosts: ['reviews'], http });
}

function route(value: HttpRoute): unknown {
  return (renderedSpec(make(value)).http as unknown[])[0];
}

/** A route to one destination with some change. */
function changed(change: Partial<HttpRoute>): Build {
  return make({ destinations: [{ destination: Destination.of('reviews') }], ...change });
}

test('smallest', () => {
  expect(route({ destinations: [{ destination: Destination.of('reviews') }] })).toEqual({ route: [{ destination: { host: 'reviews' } }] });
});

test('every property that goes with destinations', () => {
  expect(route(without(everything, 'matches', 'mirror', 'redirect', 'directResponse', 'delegate'))).toEqual({
    corsPolicy: {
      allowCredentials: false,
      allowHeaders: ['x-user', '*'],
      allowMethods: ['GET', 'POST'],
      allowOrigins: [
        { exact: 'https://shop.example.com' },
        { prefix: 'https://' },
        { regex: 'https?://.*' },
        { regex: '.*' },
      ],
      exposeHeaders: ['x-trace'],
      maxAge: '3600s',
      unmatchedPreflights: 'IGNORE',
    },
    fault: {
      abort: { httpStatus: 503, percentage: { value: 10 } },
      delay: { fixedDelay: '2s', percentage: { value: 0.5 } },
    },
    headers: {
      request: {
        add: { 'x-add': '100%%' },
        remove: ['x-remove'],
        set: { 'x-client': '%DOWNSTREAM_REMOTE_ADDRESS%', 'x-set': 'a' },
      },
      response: {
        add: { 'x-add': '100%%' },
        remove: ['x-remove'],
        set: { 'x-client': '%DOWNSTREAM_REMOTE_ADDRESS%', 'x-set': 'a' },
      },
    },
    match: [
      {
        gateways: ['mesh', 'edge/gateway'],
        method: { exact: 'GET' },
        statPrefix: 'reviews',
        uri: { prefix: '/api' },
      },
      { gateways: ['mesh', 'edge/gateway'], headers: { 'x-user': {} }, statPrefix: 'reviews' },
    ],
    mirrors: [
      { destination: { host: 'reviews', port: { number: 9080 }, subset: 'v3' }, percentage: { value: 12.5 } },
      { destination: { host: 'audit' }, percentage: { value: 100 } },
    ],
    name: 'everything',
    retries: {
      attempts: 3,
      backoff: '50ms',
      perTryTimeout: '1500ms',
      retryIgnorePreviousHosts: false,
      retryOn: '5xx,reset,503,some-new-one',
      retryRemoteLocalities: true,
    },
    rewrite: { authority: 'reviews.example.com', uri: '/new' },
    route: [
      {
        destination: { host: 'reviews', port: { number: 9080 }, subset: 'v1' },
        headers: {
          request: {
            add: { 'x-add': '100%%' },
            remove: ['x-remove'],
            set: { 'x-client': '%DOWNSTREAM_REMOTE_ADDRESS%', 'x-set': 'a' },
          },
          response: {
            add: { 'x-add': '100%%' },
            remove: ['x-remove'],
            set: { 'x-client': '%DOWNSTREAM_REMOTE_ADDRESS%', 'x-set': 'a' },
          },
        },
        weight: 90,
      },
      { destination: { host: 'reviews', subset: 'v2' }, weight: 10 },
    ],
    timeout: '5s',
  });
});

test('every property that goes with a redirect', () => {
  const { requests, ...rest } = without(everything, 'destinations', 'directResponse', 'delegate', 'rewrite', 'fault');
  expect(route({ ...without(rest, 'matches', 'headers', 'timeout', 'retries', 'mirrors', 'mirror', 'cors'), requests })).toEqual({
    match: [
      {
        gateways: ['mesh', 'edge/gateway'],
        method: { exact: 'GET' },
        statPrefix: 'reviews',
        uri: { prefix: '/api' },
      },
      { gateways: ['mesh', 'edge/gateway'], headers: { 'x-user': {} }, statPrefix: 'reviews' },
    ],
    name: 'everything',
    redirect: { authority: 'shop.example.com', port: 8443, prefixRewrite: '/api', redirectCode: 308, scheme: 'https' },
  });
});

test('every redirect', () => {
  const redirects: Redirect[] = [
    without(redirect, 'prefixRewrite'),
    { scheme: RedirectScheme.HTTPS },
    { port: RedirectPort.fromScheme() },
    { port: RedirectPort.fromRequest(), scheme: RedirectScheme.HTTP },
    { prefixRewrite: '/' },
  ];
  expect(redirects.map((value) => route({ redirect: value }))).toEqual([
    { redirect: { authority: 'shop.example.com', port: 8443, redirectCode: 308, scheme: 'https', uri: '/new' } },
    { redirect: { scheme: 'https' } },
    { redirect: { derivePort: 'FROM_PROTOCOL_DEFAULT' } },
    { redirect: { derivePort: 'FROM_REQUEST_PORT', scheme: 'http' } },
    { redirect: { prefixRewrite: '/' } },
  ]);
});

test('every direct response', () => {
  expect([directResponse, { status: 200, body: ResponseBody.base64('aGk=') }, { status: 204 }].map((value) => route({ directResponse: value })))
    .toEqual([
      { directResponse: { body: { string: 'closed' }, status: 503 } },
      { directResponse: { body: { bytes: 'aGk=' }, status: 200 } },
      { directResponse: { status: 204 } },
    ]);
});

test('every delegate', () => {
  expect([delegate, VirtualService.named('routes')].map((value) => route({ delegate: value }))).toEqual([{ delegate: { name: 'reviews-routes', namespace: 'reviews' } }, { delegate: { name: 'routes' } }]);
});

test('every rewrite', () => {
  const rewrites: Rewrite[] = [without(rewrite, 'uri'), { uri: '/' }, { authority: 'a' }];
  expect(rewrites.map((value) => route({ destinations: [{ destination: Destination.of('reviews') }], rewrite: value }))).toEqual([
    {
      rewrite: {
        authority: 'reviews.example.com',
        uriRegexRewrite: { match: '^/api/(v[0-9]+)/(.*)$', rewrite: '/\\2/\\1' },
      },
      route: [{ destination: { host: 'reviews' } }],
    },
    { rewrite: { uri: '/' }, route: [{ destination: { host: 'reviews' } }] },
    { rewrite: { authority: 'a' }, route: [{ destination: { host: 'reviews' } }] },
  ]);
});

test('every fault', () => {
  const faults: Fault[] = [{ delay }, { abort: FaultAbort.grpc('UNAVAILABLE', { percentage: 0 }) }, { abort: FaultAbort.http(200, { percentage: 0.0001 }) }];
  expect(faults.map((value) => (route({ destinations: [{ destination: Destination.of('reviews') }], fault: value }) as { fault: unknown }).fault)).toEqual([
    { delay: { fixedDelay: '2s', percentage: { value: 0.5 } } },
    { abort: { grpcStatus: 'UNAVAILABLE', percentage: { value: 0 } } },
    { abort: { httpStatus: 200, percentage: { value: 0.0001 } } },
  ]);
});

test('every condition of a retry', () => {
  const { FIVE_XX, RESET } = RetryOn;
  expect([
    FIVE_XX, RetryOn.GATEWAY_ERROR, RESET, RetryOn.RESET_BEFORE_REQUEST, RetryOn.CONNECT_FAILURE, RetryOn.ENVOY_RATELIMITED,
    RetryOn.RETRIABLE_4XX, RetryOn.REFUSED_STREAM, RetryOn.RETRIABLE_STATUS_CODES, RetryOn.RETRIABLE_HEADERS,
    RetryOn.HTTP3_POST_CONNECT_FAILURE, RetryOn.CANCELLED, RetryOn.DEADLINE_EXCEEDED, RetryOn.INTERNAL,
    RetryOn.RESOURCE_EXHAUSTED, RetryOn.UNAVAILABLE,
  ].map(String)).toEqual([
    '5xx',
    'gateway-error',
    'reset',
    'reset-before-request',
    'connect-failure',
    'envoy-ratelimited',
    'retriable-4xx',
    'refused-stream',
    'retriable-status-codes',
    'retriable-headers',
    'http3-post-connect-failure',
    'cancelled',
    'deadline-exceeded',
    'internal',
    'resource-exhausted',
    'unavailable',
  ]);
});

test('retries of zero attempts are off, and without conditions have the default ones', () => {
  const rendered = (value: Retries) => (route({ destinations: [{ destination: Destination.of('reviews') }], retries: value }) as { retries: unknown }).retries;
  expect(rendered({ attempts: 0 })).toEqual({ attempts: 0 });
  expect(rendered({ attempts: 2, on: [] })).toEqual({ attempts: 2 });
});

test('gateways and statistics without requests stand in a match of their own', () => {
  expect(route({ destinations: [{ destination: Destination.of('reviews') }], statPrefix: 'all' })).toEqual({ match: [{ statPrefix: 'all' }], route: [{ destination: { host: 'reviews' } }] });
});

test('matches with names, gateways and statistics of their own', () => {
  expect(route({ destinations: [{ destination: Destination.of('reviews') }], matches: [match, { name: 'rest' }] })).toEqual({
    match: [{ gateways: ['mesh', 'edge/gateway'], name: 'api', statPrefix: 'api', uri: { exact: '/api' } }, { name: 'rest' }],
    route: [{ destination: { host: 'reviews' } }],
  });
});

test('one mirror, in the older field', () => {
  expect([mirror, { destination: Destination.of('audit') }].map((value) => route({ destinations: [{ destination: Destination.of('reviews') }], mirror: value }))).toEqual([
    {
      mirror: { host: 'reviews', port: { number: 9080 }, subset: 'v3' },
      mirrorPercentage: { value: 12.5 },
      route: [{ destination: { host: 'reviews' } }],
    },
    { mirror: { host: 'audit' }, route: [{ destination: { host: 'reviews' } }] },
  ]);
});

test('a request\'s host may be set once, and values may hold variables', () => {
  expect(route({
    destinations: [{ destination: Destination.of('reviews') }],
    headers: { request: { set: { 'Host': 'a.example.com', 'x-start': '%START_TIME(%s)%', 'x-list': '%UPSTREAM_METADATA(["a", "b\\"c"])%' } } },
  })).toEqual({
    headers: {
      request: {
        set: {
          'Host': 'a.example.com',
          'x-list': '%UPSTREAM_METADATA(["a", "b\\"c"])%',
          'x-start': '%START_TIME(%s)%',
        },
      },
    },
    route: [{ destination: { host: 'reviews' } }],
  });
});

describe('what becomes of a request', () => {
  refuses({
    'nothing': [make({ name: 'nothing' }), 'shop/reviews: http[0]: none is given; it must be exactly one of destinations, redirect, directResponse, delegate'],
    'several things at once': [make(everything), 'shop/reviews: http[0]: destinations and redirect and directResponse and delegate are given; it must be exactly one of destinations, redirect, directResponse, delegate'],
    'no destination': [make({ destinations: [] }), 'shop/reviews: http[0].destinations is []; it must be a list of at least one element'],
    'a rewrite of what is redirected': [make({ redirect: { uri: '/' }, rewrite: { uri: '/' } }), 'shop/reviews: http[0].rewrite is given next to redirect; it must be left out: such a request is not forwarded'],
    'a fault of what is answered': [make({ directResponse, fault }), 'shop/reviews: http[0].fault is given next to directResponse; it must be left out: such a request is not forwarded'],
    'a redirect that changes nothing': [make({ redirect: { code: 302 } }), 'shop/reviews: http[0].redirect is {"code":302}; it must be at least one of uri, prefixRewrite, authority, port and scheme'],
    'a redirect to two paths': [make({ redirect }), 'shop/reviews: http[0].redirect.uri and http[0].redirect.prefixRewrite are given; it must be one of them'],
    'a redirect that is none': [make({ redirect: { uri: '/', code: 304 } }), 'shop/reviews: http[0].redirect.code is 304; it must be one of 301, 302, 303, 307, 308'],
    'a redirect to an empty path': [make({ redirect: { uri: '' } }), 'shop/reviews: http[0].redirect.uri is ""; it must be a text that is not empty'],
    'a redirect to no prefix': [make({ redirect: { prefixRewrite: '' } }), 'shop/reviews: http[0].redirect.prefixRewrite is ""; it must be a text that is not empty'],
    'a redirect to no host': [make({ redirect: { authority: '' } }), 'shop/reviews: http[0].redirect.authority is ""; it must be a text that is not empty'],
    'a redirect to no port': [() => RedirectPort.number(0), 'RedirectPort.number: port is 0; it must be between 1 and 65535'],
    'a redirect of a prefix that is not matched': [
      make({ requests: [RequestMatch.header('a', StringMatch.exact('b')), RequestMatch.path(StringMatch.exact('/a'))], redirect: { prefixRewrite: '/b' } }),
      'shop/reviews: http[0].requests[1] does not match a prefix of the path; it must, because http[0].redirect.prefixRewrite replaces that prefix; match the path with StringMatch.prefix, or give redirect.uri',
    ],
    'a status that is none': [make({ directResponse: { status: 600 } }), 'shop/reviews: http[0].directResponse.status is 600; it must be between 200 and 599'],
    'a body that is too large': [() => ResponseBody.text('ä'.repeat(600000)), 'ResponseBody.text: text has 1200000 bytes; it must have at most 1048576'],
    'bytes that are too large': [() => ResponseBody.base64('AAAA'.repeat(400000)), 'ResponseBody.base64: bytes has 1200000 bytes; it must have at most 1048576'],
    'bytes that are none': [() => ResponseBody.base64('a'), 'ResponseBody.base64: bytes is "a"; it must be bytes in base64'],
    'a delegate without a name': [make({ delegate: { virtualServiceName: '' } }), 'shop/reviews: http[0].delegate.name is ""; it must be lower-case letters, digits, "-" and ".", with a letter or digit at both ends, at most 253 characters'],
    'a delegate in no namespace': [make({ delegate: { virtualServiceName: 'a', virtualServiceNamespace: 'A' } }), 'shop/reviews: http[0].delegate.namespace is "A"; it must be lower-case letters, digits and "-", with a letter or digit at both ends, at most 63 characters'],
    'a rewrite of nothing': [changed({ rewrite: {} }), 'shop/reviews: http[0].rewrite is {}; it must be a uri or uriRegex, an authority, or both'],
    'a rewrite to two paths': [changed({ rewrite }), 'shop/reviews: http[0].rewrite.uri and http[0].rewrite.uriRegex are given; it must be one of them'],
    'a rewrite to an empty path': [changed({ rewrite: { uri: '' } }), 'shop/reviews: http[0].rewrite.uri is ""; it must be a text that is not empty'],
    'a rewrite to an empty host': [changed({ rewrite: { authority: '' } }), 'shop/reviews: http[0].rewrite.authority is ""; it must be a text that is not empty'],
    'a rewrite of no part': [changed({ rewrite: { uriRegex: { match: '', rewrite: '/' } } }), 'shop/reviews: http[0].rewrite.uriRegex.match is ""; it must be a text of 1 to 1024 characters'],
    'a rewrite to no part': [changed({ rewrite: { uriRegex: { match: '/', rewrite: '' } } }), 'shop/reviews: http[0].rewrite.uriRegex.rewrite is ""; it must be a text that is not empty'],
    'a rewrite of a part that is no RE2': [changed({ rewrite: { uriRegex: { match: '(?=a)', rewrite: '/' } } }), 'shop/reviews: http[0].rewrite.uriRegex.match is "(?=a)"; it must be an RE2 expression (error parsing regexp: invalid or unsupported Perl syntax: `(?=`)'],
    'no request': [changed({ requests: [] }), 'shop/reviews: http[0].requests is []; it must be a list of at least one element; leave it out for all requests'],
    'no gateway': [changed({ matchGateways: [] }), 'shop/reviews: http[0].matchGateways is []; it must be a list of at least one element; leave it out for all gateways'],
    'a gateway that is none': [changed({ matchGateways: [{ reference: 'a_b' }] }), 'shop/reviews: http[0].matchGateways[0] is "a_b"; it must be "mesh", the name of a gateway or namespace/name; leave the namespace out for a gateway next to this object'],
    'no prefix of statistics': [changed({ statPrefix: '' }), 'shop/reviews: http[0].statPrefix is ""; it must be a text that is not empty'],
    'an empty name': [changed({ name: '' }), 'shop/reviews: http[0].name is ""; it must be a text that is not empty'],
    'a copy to nowhere': [changed({ mirrors: [{ destination: { host: '*' } }] }), 'shop/reviews: http[0].mirrors[0].destination.host is "*"; it must be a DNS name, with a wildcard at most in its first label (reviews, *.example.com), not "*" alone'],
    'copies said twice': [changed({ mirrors: [mirror], mirror }), 'shop/reviews: http[0].mirror and http[0].mirrors are given; it must be one of them; put it among the mirrors'],
    'a copy to every host': [changed({ mirror: { destination: { host: '*' } } }), 'shop/reviews: http[0].mirror.destination.host is "*"; it must be a DNS name, with a wildcard at most in its first label (reviews, *.example.com), not "*" alone'],
    'a copy of more than all': [changed({ mirror: { destination: Destination.of('audit'), percentage: 101 } }), 'shop/reviews: http[0].mirror.percentage is 101; it must be between 0 and 100'],
    'requests said twice': [changed({ matches: [match], requests: [RequestMatch.method('GET')] }), 'shop/reviews: http[0].requests and http[0].matches are given; it must be one of them; say it in the matches'],
    'gateways next to matches': [changed({ matches: [match], matchGateways: [Gateway.mesh()] }), 'shop/reviews: http[0].matchGateways and http[0].matches are given; it must be one of them; say it in the matches'],
    'no match': [changed({ matches: [] }), 'shop/reviews: http[0].matches is []; it must be a list of at least one element; leave it out for all requests'],
    'a match of nothing': [changed({ matches: [match, {}] }), 'shop/reviews: http[0].matches[1] says nothing; it must have request, name, gateways or statPrefix; leave matches out for all requests'],
    'a match without a name': [changed({ matches: [{ name: '' }] }), 'shop/reviews: http[0].matches[0].name is ""; it must be a text that is not empty'],
    'a match for no gateway': [changed({ matches: [{ gateways: [] }] }), 'shop/reviews: http[0].matches[0].gateways is []; it must be a list of at least one element; leave it out for all gateways'],
    'a redirect of a prefix that a match does not have': [
      make({ redirect: { prefixRewrite: '/' }, matches: [{ name: 'all' }, match] }),
      'shop/reviews: http[0].matches[1] does not match a prefix of the path; it must, because http[0].redirect.prefixRewrite replaces that prefix; match the path with StringMatch.prefix, or give redirect.uri',
    ],
    'copies of more than all': [changed({ mirrors: [{ destination: Destination.of('audit'), percentage: 101 }] }), 'shop/reviews: http[0].mirrors[0].percentage is 101; it must be between 0 and 100'],
  });
});

describe('time, retries and faults', () => {
  const retrying = (value: Retries) => changed({ retries: value });
  refuses({
    'no time': [changed({ timeout: Duration.seconds(0) }), 'shop/reviews: http[0].timeout is "0ms"; it must be whole milliseconds, at least 1ms'],
    'fewer than no attempts': [make({ destinations: [{ destination: Destination.of('reviews') }], retries: { attempts: -1 } }), 'shop/reviews: http[0].retries.attempts is -1; it must be at least 0'],
    'no attempts in some time': [retrying({ attempts: 0, perTryTimeout: Duration.seconds(1) }), 'shop/reviews: http[0].retries.perTryTimeout is given with attempts 0, which switches retries off; it must be left out'],
    'no attempts on some condition': [retrying({ attempts: 0, on: [RetryOn.RESET] }), 'shop/reviews: http[0].retries.on is given with attempts 0, which switches retries off; it must be left out'],
    'no attempts elsewhere': [retrying({ attempts: 0, retryRemoteLocalities: false }), 'shop/reviews: http[0].retries.retryRemoteLocalities is given with attempts 0, which switches retries off; it must be left out'],
    'no time for a try': [retrying({ attempts: 1, perTryTimeout: Duration.millis(0) }), 'shop/reviews: http[0].retries.perTryTimeout is "0ms"; it must be whole milliseconds, at least 1ms'],
    'no time between tries': [retrying({ attempts: 1, backoff: Duration.millis(0) }), 'shop/reviews: http[0].retries.backoff is "0ms"; it must be whole milliseconds, at least 1ms'],
    'a status that nobody knows': [() => RetryOn.status(599), 'RetryOn.status: code is 599; it must be a status that HTTP defines (503)'],
    'two conditions in one': [() => RetryOn.of('5xx,reset'), 'RetryOn.of: text is "5xx,reset"; it must be one condition: letters, digits and "-"'],
    'no fault': [changed({ fault: {} }), 'shop/reviews: http[0].fault is {}; it must be a delay, an abort or both; leave it out where nothing is to fail'],
    'no delay': [changed({ fault: { delay: { duration: Duration.seconds(0), percentage: 1 } } }), 'shop/reviews: http[0].fault.delay.duration is "0ms"; it must be whole milliseconds, at least 1ms'],
    'a delay of more than all': [changed({ fault: { delay: { duration: Duration.seconds(1), percentage: 101 } } }), 'shop/reviews: http[0].fault.delay.percentage is 101; it must be between 0 and 100'],
    'a delay of almost none': [changed({ fault: { delay: { duration: Duration.seconds(1), percentage: 0.00001 } } }), 'shop/reviews: http[0].fault.delay.percentage is 0.00001; it must be 0, or between 0.0001 and 100'],
    'an abort with a status that is none': [() => FaultAbort.http(600, { percentage: 1 }), 'FaultAbort.http: status is 600; it must be between 200 and 599'],
    'an abort of less than none': [() => FaultAbort.http(500, { percentage: -1 }), 'FaultAbort.http: percentage is -1; it must be between 0 and 100'],
    'an abort with a gRPC status that is none': [() => FaultAbort.grpc('503', { percentage: 1 }), 'FaultAbort.grpc: status is "503"; it must be one of OK, CANCELLED, UNKNOWN, INVALID_ARGUMENT, DEADLINE_EXCEEDED, NOT_FOUND, ALREADY_EXISTS, PERMISSION_DENIED, RESOURCE_EXHAUSTED, FAILED_PRECONDITION, ABORTED, OUT_OF_RANGE, UNIMPLEMENTED, INTERNAL, UNAVAILABLE, DATA_LOSS, UNAUTHENTICATED'],
    'a gRPC abort of more than all': [() => FaultAbort.grpc('OK', { percentage: 101 }), 'FaultAbort.grpc: percentage is 101; it must be between 0 and 100'],
  });
});

describe('headers and origins', () => {
  const request = (value: HeaderChanges) => changed({ headers: { request: value } });
  const response = (value: HeaderChanges) => changed({ headers: { response: value } });
  const value = (text: string) => request({ set: { 'x-a': text } });
  refuses({
    'a header without a name': [request({ set: { '': 'a' } }), 'shop/reviews: http[0].headers.request.set has ""; it must be the name of a header, not one that starts with ":" other than ":authority"'],
    'a header with a space': [request({ add: { 'x a': 'a' } }), 'shop/reviews: http[0].headers.request.add has "x a"; it must be the name of a header, not one that starts with ":" other than ":authority"'],
    'the path of a request': [request({ set: { ':path': '/' } }), 'shop/reviews: http[0].headers.request.set has ":path"; it must be the name of a header, not one that starts with ":" other than ":authority"'],
    'removing the host': [request({ remove: ['Host'] }), 'shop/reviews: http[0].headers.request.remove[0] is "Host"; it must be the name of a header, not the host and none that starts with ":"'],
    'the host of a response': [response({ set: { host: 'a' } }), 'shop/reviews: http[0].headers.response.set has "host"; it must be the name of a header, not the host and none that starts with ":"'],
    'the status of a response': [response({ remove: [':status'] }), 'shop/reviews: http[0].headers.response.remove[0] is ":status"; it must be the name of a header, not the host and none that starts with ":"'],
    'the headers of a destination': [changed({ destinations: [{ destination: Destination.of('reviews'), headers: { response: { add: { ':a': 'b' } } } }] }), 'shop/reviews: http[0].destinations[0].headers.response.add has ":a"; it must be the name of a header, not the host and none that starts with ":"'],
    'two hosts': [changed({ rewrite: { authority: 'a' }, headers: { request: { set: { ':authority': 'b' }, add: { host: 'c' } } } }), 'shop/reviews: http[0].rewrite.authority and http[0].headers.request.set[":authority"] and http[0].headers.request.add.host set the host of the request; it must be one of them'],
    'a single percent sign': [value('100%'), 'shop/reviews: http[0].headers.request.set["x-a"] is "100%"; it must be a value that Envoy can read (this one ends in a single "%"); write "%%" for a "%"'],
    'a variable without end': [value('%abc'), 'shop/reviews: http[0].headers.request.set["x-a"] is "%abc"; it must be a value that Envoy can read (this one starts a variable with "%" that does not end); write "%%" for a "%"'],
    'a list without end': [value('%A(["a'), 'shop/reviews: http[0].headers.request.set["x-a"] is "%A([\\"a"; it must be a value that Envoy can read (this one starts a variable with "%" that does not end); write "%%" for a "%"'],
    'a list of no texts': [value('%A([a])%'), 'shop/reviews: http[0].headers.request.set["x-a"] is "%A([a])%"; it must be a value that Envoy can read (this one has "a" where a variable does not allow it); write "%%" for a "%"'],
    'a list without commas': [value('%A(["a" "b"])%'), 'shop/reviews: http[0].headers.request.set["x-a"] is "%A([\\"a\\" \\"b\\"])%"; it must be a value that Envoy can read (this one has "\\"" where a variable does not allow it); write "%%" for a "%"'],
    'a list with something behind': [value('%A(["a"]x)%'), 'shop/reviews: http[0].headers.request.set["x-a"] is "%A([\\"a\\"]x)%"; it must be a value that Envoy can read (this one has "x" where a variable does not allow it); write "%%" for a "%"'],
    'a variable with something behind': [value('%A(a)x%'), 'shop/reviews: http[0].headers.request.set["x-a"] is "%A(a)x%"; it must be a value that Envoy can read (this one has "x" where a variable does not allow it); write "%%" for a "%"'],
    'a backslash at the end': [value('%A(a\\'), 'shop/reviews: http[0].headers.request.set["x-a"] is "%A(a\\\\"; it must be a value that Envoy can read (this one ends in "\\" within a variable); write "%%" for a "%"'],
    'a line break': [value('a\nb'), 'shop/reviews: http[0].headers.request.set["x-a"] is "a\\nb"; it must be a value that Envoy can read (this one has control characters)'],
    'an empty origin': [changed({ cors: { allowOrigins: [StringMatch.exact('')] } }), 'shop/reviews: http[0].cors.allowOrigins[0] is ""; it must be an origin (https://shop.example.com)'],
    'a method in small letters': [changed({ cors: { allowMethods: ['get'] } }), 'shop/reviews: http[0].cors.allowMethods[0] is "get"; it must be one of GET, HEAD, POST, PUT, PATCH, DELETE, CONNECT, OPTIONS, TRACE, *'],
    'a header to send': [changed({ cors: { allowHeaders: ['x a'] } }), 'shop/reviews: http[0].cors.allowHeaders[0] is "x a"; it must be the name of a header or "*"'],
    'a header to read': [changed({ cors: { exposeHeaders: [''] } }), 'shop/reviews: http[0].cors.exposeHeaders[0] is ""; it must be the name of a header or "*"'],
    'half a second': [changed({ cors: { maxAge: Duration.millis(500) } }), 'shop/reviews: http[0].cors.maxAge is "0.5s"; it must be whole seconds, at least 1s'],
  });
});
