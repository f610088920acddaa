import { ApiObject, type Chart, Duration } from 'cdk8s';
import { canary, findings, gateway, HTTP, objects, port, refuses, reports, service, shop, spec, TCP, TESTER, UPLOADS, yaml } from './support';
import {
  type AddressMask, Caller, DataPlaneMode, Mesh, MeshAnalysis, MeshService, RateLimit, RateLimitKey, type RateLimitProps, type RateLimitResponse,
  RateLimitService, type RateLimitServiceProps, RequestMatch, ResilientService, ServiceAccess, StringMatch,
} from 'cdk8s-istio';

const MINUTE = Duration.minutes(1);
const GRPC = port('grpc', 8081);

function limit(of: MeshService, props: Partial<RateLimitProps> = {}, id: string = 'limit'): RateLimit {
  return new RateLimit(of.node.scope as Chart, id, { service: of, requests: 100, per: MINUTE, ...props });
}

function counter(chart: Chart, props: Partial<RateLimitServiceProps> = {}, ports = [GRPC]): RateLimitService {
  return new RateLimitService(chart, 'limits', { service: service(chart, 'ratelimit', ports), ...props });
}

interface Patch {
  readonly match: { readonly listener: { readonly portNumber?: number }; readonly proxy: { readonly proxyVersion: string } };
  readonly patch: { readonly value: { readonly name: string; readonly typed_config: { readonly [field: string]: unknown } } };
}

/** The patches of the one EnvoyFilter that is built. */
function patches(build: (chart: Chart) => unknown): Patch[] {
  return spec('EnvoyFilter', build).configPatches as Patch[];
}

/** The configuration of the one filter that is built. */
function filter(props: Partial<RateLimitProps>): { readonly [field: string]: unknown } {
  return patches((chart) => limit(service(chart), props))[0].patch.value.typed_config;
}

test('smallest', () => {
  expect(yaml((chart) => new RateLimit(chart, 'reviews-limit', { service: service(chart), requests: 100, per: MINUTE, burst: 20 }))).toMatchInlineSnapshot(`
"
apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata:
  name: reviews-limit
  namespace: shop
spec:
  configPatches:
    - applyTo: HTTP_FILTER
      match:
        context: SIDECAR_INBOUND
        listener:
          filterChain:
            filter:
              name: envoy.filters.network.http_connection_manager
              subFilter:
                name: envoy.filters.http.router
        proxy:
          proxyVersion: ^1\\.(29|[3-9][0-9]|[0-9]{3,})
      patch:
        operation: INSERT_BEFORE
        value:
          name: rate-limit.shop.reviews-limit
          typed_config:
            "@type": type.googleapis.com/envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit
            filter_enabled:
              default_value:
                denominator: HUNDRED
                numerator: 100
            filter_enforced:
              default_value:
                denominator: HUNDRED
                numerator: 100
            rate_limited_as_resource_exhausted: true
            stat_prefix: rate-limit.shop.reviews-limit
            token_bucket:
              fill_interval: 60s
              max_tokens: 20
              tokens_per_fill: 100
  priority: 10
  workloadSelector:
    labels:
      app: reviews
"
`);
});

test('every property', () => {
  const response: Required<RateLimitResponse> = { status: 503, headers: { 'x-limit': 'reviews', 'a': '%PROTOCOL%' }, limitHeaders: true, retryAfter: true };
  const found = patches((chart) => {
    const everything: Required<Omit<RateLimitProps, 'gateway' | 'countedBy'>> = {
      service: service(chart),
      requests: 10,
      per: Duration.millis(1500),
      burst: 3,
      matching: [TESTER],
      each: [RateLimitKey.header('X-User')],
      maxKeys: 50,
      ports: [8080, 9080],
      enforcedPercentage: 12.5,
      response,
    };
    new RateLimit(chart, 'limit', everything);
  });
  expect(found.map(({ match: { listener } }) => listener.portNumber)).toEqual([8080, 9080]);
  expect(found[0].match.proxy.proxyVersion).toBe('^1\\.(3[1-9]|[4-9][0-9]|[0-9]{3,})');
  expect(found[0].patch).toEqual(found[1].patch);
  expect(found[0].patch.value).toMatchInlineSnapshot(`
{
  "name": "rate-limit.shop.limit",
  "typed_config": {
    "@type": "type.googleapis.com/envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit",
    "descriptors": [
      {
        "entries": [
          {
            "key": "limit",
            "value": "shop.limit",
          },
          {
            "key": "header.x-user",
          },
        ],
        "token_bucket": {
          "fill_interval": "1.5s",
          "max_tokens": 3,
          "tokens_per_fill": 10,
        },
      },
    ],
    "enable_retry_after_header": true,
    "enable_x_ratelimit_headers": "DRAFT_VERSION_03",
    "filter_enabled": {
      "default_value": {
        "denominator": "HUNDRED",
        "numerator": 100,
      },
    },
    "filter_enforced": {
      "default_value": {
        "denominator": "TEN_THOUSAND",
        "numerator": 1250,
      },
    },
    "max_dynamic_descriptors": 50,
    "rate_limited_as_resource_exhausted": true,
    "rate_limits": [
      {
        "actions": [
          {
            "header_value_match": {
              "descriptor_key": "limit",
              "descriptor_value": "shop.limit",
              "headers": [
                {
                  "name": "end-user",
                  "string_match": {
                    "exact": "tester",
                  },
                },
              ],
            },
          },
          {
            "request_headers": {
              "descriptor_key": "header.x-user",
              "header_name": "x-user",
            },
          },
        ],
      },
      {
        "actions": [
          {
            "header_value_match": {
              "descriptor_key": "limit",
              "descriptor_value": "shop.limit",
              "headers": [
                {
                  "name": "end-user",
                  "string_match": {
                    "exact": "tester",
                  },
                },
              ],
            },
          },
          {
            "header_value_match": {
              "descriptor_key": "header.x-user",
              "descriptor_value": "(none)",
              "expect_match": false,
              "headers": [
                {
                  "name": "x-user",
                  "present_match": true,
                },
              ],
            },
          },
        ],
      },
    ],
    "response_headers_to_add": [
      {
        "append_action": "OVERWRITE_IF_EXISTS_OR_ADD",
        "header": {
          "key": "a",
          "value": "%PROTOCOL%",
        },
      },
      {
        "append_action": "OVERWRITE_IF_EXISTS_OR_ADD",
        "header": {
          "key": "x-limit",
          "value": "reviews",
        },
      },
    ],
    "stat_prefix": "rate-limit.shop.limit",
    "status": {
      "code": 503,
    },
  },
}
`);
});

test('every property of one that a service counts', () => {
  const all = objects((chart) => {
    const everything: Required<Omit<RateLimitProps, 'gateway' | 'burst' | 'maxKeys'>> = {
      service: service(chart),
      requests: 10,
      per: Duration.hours(1),
      matching: [TESTER, UPLOADS],
      each: [RateLimitKey.method()],
      ports: [9080],
      enforcedPercentage: 50,
      response: { status: 503, headers: { 'x-limit': 'reviews' }, limitHeaders: true, retryAfter: true },
      countedBy: new RateLimitService(chart, 'limits', {
        service: service(chart, 'ratelimit', [GRPC, port('grpc-admin', 8082)]),
        port: 8082,
        domain: 'shop',
        timeout: Duration.millis(250),
        denyOnFailure: true,
      } satisfies Required<RateLimitServiceProps>),
    };
    new RateLimit(chart, 'limit', everything);
  });
  expect(all.map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`)).toEqual(['ConfigMap shop/limits', 'EnvoyFilter shop/limit']);
  expect(all[0]).toMatchObject({ data: expect.anything() });
  expect(`\n${(all[0] as unknown as { data: { [file: string]: string } }).data['config.yaml']}`).toMatchInlineSnapshot(`
"
domain: shop
descriptors:
  - key: limit
    value: shop.limit
    descriptors:
      - key: limit
        value: shop.limit
        descriptors:
          - key: method
            rate_limit:
              unit: hour
              requests_per_unit: 10
"
`);
  expect((all[1].spec.configPatches as Patch[])[0].patch.value).toMatchInlineSnapshot(`
{
  "name": "rate-limit.shop.limit",
  "typed_config": {
    "@type": "type.googleapis.com/envoy.extensions.filters.http.ratelimit.v3.RateLimit",
    "domain": "shop",
    "enable_retry_after_header": true,
    "enable_x_ratelimit_headers": "DRAFT_VERSION_03",
    "failure_mode_deny": true,
    "filter_enforced": {
      "default_value": {
        "denominator": "HUNDRED",
        "numerator": 50,
      },
    },
    "rate_limit_service": {
      "grpc_service": {
        "envoy_grpc": {
          "authority": "ratelimit.shop.svc.cluster.local",
          "cluster_name": "outbound|8082||ratelimit.shop.svc.cluster.local",
        },
      },
      "transport_api_version": "V3",
    },
    "rate_limited_as_resource_exhausted": true,
    "rate_limited_status": {
      "code": 503,
    },
    "rate_limits": [
      {
        "actions": [
          {
            "header_value_match": {
              "descriptor_key": "limit",
              "descriptor_value": "shop.limit",
              "headers": [
                {
                  "name": "end-user",
                  "string_match": {
                    "exact": "tester",
                  },
                },
              ],
            },
          },
          {
            "generic_key": {
              "descriptor_key": "limit",
              "descriptor_value": "shop.limit",
            },
          },
          {
            "request_headers": {
              "descriptor_key": "method",
              "header_name": ":method",
            },
          },
        ],
      },
      {
        "actions": [
          {
            "header_value_match": {
              "descriptor_key": "limit",
              "descriptor_value": "shop.limit",
              "headers": [
                {
                  "name": ":path",
                  "string_match": {
                    "prefix": "/upload",
                  },
                },
              ],
            },
          },
          {
            "header_value_match": {
              "descriptor_key": "limit",
              "descriptor_value": "shop.limit",
              "expect_match": false,
              "headers": [
                {
                  "name": "end-user",
                  "string_match": {
                    "exact": "tester",
                  },
                },
              ],
            },
          },
          {
            "request_headers": {
              "descriptor_key": "method",
              "header_name": ":method",
            },
          },
        ],
      },
    ],
    "response_headers_to_add": [
      {
        "append_action": "OVERWRITE_IF_EXISTS_OR_ADD",
        "header": {
          "key": "x-limit",
          "value": "reviews",
        },
      },
    ],
    "stat_prefix": "rate-limit.shop.limit",
    "timeout": "0.25s",
  },
}
`);
});

test('the smallest that a service counts', () => {
  const [config, envoy] = objects((chart) => limit(service(chart), { countedBy: counter(chart) }));
  expect(config).toMatchObject({
    data: {
      'config.yaml': `domain: limits
descriptors:
  - key: limit
    value: shop.limit
    rate_limit:
      unit: minute
      requests_per_unit: 100
`,
    },
  });
  expect((envoy.spec.configPatches as Patch[])[0].patch.value.typed_config).toEqual({
    '@type': 'type.googleapis.com/envoy.extensions.filters.http.ratelimit.v3.RateLimit',
    'stat_prefix': 'rate-limit.shop.limit',
    'domain': 'limits',
    'rate_limit_service': {
      transport_api_version: 'V3',
      grpc_service: { envoy_grpc: { cluster_name: 'outbound|8081||ratelimit.shop.svc.cluster.local', authority: 'ratelimit.shop.svc.cluster.local' } },
    },
    'timeout': '0.02s',
    'failure_mode_deny': false,
    'rate_limited_as_resource_exhausted': true,
    'rate_limits': [{ actions: [{ generic_key: { descriptor_key: 'limit', descriptor_value: 'shop.limit' } }] }],
  });
});

test('a service knows all limits that it counts, in the order of their names', () => {
  const config = objects((chart) => {
    const limits = counter(chart);
    limit(service(chart), { countedBy: limits }, 'b');
    limit(service(chart, 'ratings'), { countedBy: limits }, 'a');
  })[0] as unknown as { data: { [file: string]: string } };
  expect(config.data['config.yaml'].match(/value: .*/g)).toEqual(['value: shop.a', 'value: shop.b']);
  expect(objects((chart) => counter(chart))[0]).toMatchObject({ data: { 'config.yaml': 'domain: limits\ndescriptors: []\n' } });
});

test('a bucket is as large as what comes in, unless a burst is given', () => {
  expect(filter({ requests: 7, per: Duration.seconds(2) }).token_bucket).toEqual({ max_tokens: 7, tokens_per_fill: 7, fill_interval: '2s' });
});

test.each<[string, Partial<RateLimitProps>, object]>([
  ['none', { enforcedPercentage: 0 }, { numerator: 0, denominator: 'HUNDRED' }],
  ['whole percents', { enforcedPercentage: 7 }, { numerator: 7, denominator: 'HUNDRED' }],
  ['hundredths', { enforcedPercentage: 0.07 }, { numerator: 7, denominator: 'TEN_THOUSAND' }],
  ['ten thousandths', { enforcedPercentage: 33.3333 }, { numerator: 333333, denominator: 'MILLION' }],
])('a share of %s', (_what, props, share) => { expect(filter(props).filter_enforced).toEqual({ default_value: share }); });

describe('keys', () => {
  const expression = (descriptor_key: string, text: string) => [{
    extension: {
      name: 'envoy.rate_limit_descriptors.expr',
      typed_config: { '@type': 'type.googleapis.com/envoy.extensions.rate_limit_descriptors.expr.v3.Descriptor', descriptor_key, text },
    },
  }];
  const mask: Required<AddressMask> = { ipv4Bits: 24, ipv6Bits: 64 };

  test.each<[string, RateLimitKey, string, object[]]>([
    ['a header', RateLimitKey.header('X-User'), 'header.x-user', [
      { request_headers: { header_name: 'x-user', descriptor_key: 'header.x-user' } },
      {
        header_value_match: {
          descriptor_key: 'header.x-user', descriptor_value: '(none)', expect_match: false, headers: [{ name: 'x-user', present_match: true }],
        },
      },
    ]],
    ['a parameter', RateLimitKey.query('For'), 'query.For', [
      { query_parameters: { query_parameter_name: 'For', descriptor_key: 'query.For' } },
      {
        query_parameter_value_match: {
          descriptor_key: 'query.For', descriptor_value: '(none)', expect_match: false, query_parameters: [{ name: 'For', present_match: true }],
        },
      },
    ]],
    ['the path', RateLimitKey.path(), 'path', expression('path', 'request.url_path')],
    ['the method', RateLimitKey.method(), 'method', [{ request_headers: { header_name: ':method', descriptor_key: 'method' } }]],
    ['the authority', RateLimitKey.authority(), 'authority', [{ request_headers: { header_name: ':authority', descriptor_key: 'authority' } }]],
    ['the caller', RateLimitKey.caller(), 'caller', expression('caller', 'connection.mtls ? connection.uri_san_peer_certificate : \'(none)\'')],
    ['the address', RateLimitKey.clientAddress(), 'remote_address', [{ remote_address: {} }]],
    ['the network', RateLimitKey.clientAddress(mask), 'masked_remote_address',
      [{ masked_remote_address: { v4_prefix_mask_len: 24, v6_prefix_mask_len: 64 } }]],
    ['a claim', RateLimitKey.claim('org', 'id'), 'claim.org.id', [{
      metadata: {
        descriptor_key: 'claim.org.id',
        metadata_key: { key: 'envoy.filters.http.jwt_authn', path: [{ key: 'payload' }, { key: 'org' }, { key: 'id' }] },
        default_value: '(none)',
      },
    }]],
  ])('%s', (_what, key, name, actions) => {
    expect(filter({ each: [key] })).toMatchObject({
      rate_limits: actions.map((action) => ({ actions: [action] })),
      descriptors: [{ entries: [{ key: name }], token_bucket: { max_tokens: 100 } }],
      max_dynamic_descriptors: 10000,
    });
  });
});

describe('a gateway', () => {
  const edge = (props: Partial<RateLimitProps> = {}) => objects((chart) => {
    new RateLimit(chart, 'edge-limit', { gateway: gateway(chart), requests: 1, per: MINUTE, ...props });
    new Mesh(chart, 'mesh', { rootNamespace: 'mesh-root' });
  }).find(({ kind }) => kind === 'EnvoyFilter');

  test('is limited at its pods, wherever they are', () => {
    expect(edge({ ports: [8080] })).toMatchObject({
      metadata: { name: 'edge-limit', namespace: 'mesh-root' },
      spec: {
        workloadSelector: { labels: { istio: 'ingressgateway' } },
        configPatches: [{ match: { context: 'GATEWAY', listener: { portNumber: 8080 } }, patch: { value: { name: 'rate-limit.mesh-root.edge-limit' } } }],
      },
    });
  });

  test('knows the service that counts', () => {
    const all = objects((chart) => new RateLimit(chart, 'edge-limit', { gateway: gateway(chart), requests: 1, per: MINUTE, countedBy: counter(chart) }));
    expect(all.find(({ kind }) => kind === 'EnvoyFilter')?.metadata).toMatchObject({
      annotations: { 'envoyfilter.istio.io/referenced-services': 'ratelimit.shop.svc.cluster.local' },
    });
    expect(JSON.stringify(all.find(({ kind }) => kind === 'ConfigMap'))).toContain('value: istio-system.edge-limit');
  });
});

test('composes: several limits, and all else that is said of the service', () => {
  const build = (chart: Chart) => {
    const reviews = service(chart);
    canary(reviews);
    new ResilientService(chart, 'resilience', { service: reviews, timeout: Duration.seconds(1) });
    new ServiceAccess(chart, 'access', { service: reviews, allow: [{ callers: [Caller.mesh()] }] });
    limit(reviews, {}, 'one');
    limit(reviews, { requests: 5 }, 'two');
  };
  const all = objects(build);
  expect(all.map(({ kind }) => kind).sort()).toEqual(['AuthorizationPolicy', 'DestinationRule', 'EnvoyFilter', 'EnvoyFilter', 'VirtualService']);
  const names = all.filter(({ kind }) => kind === 'EnvoyFilter').map(({ spec: { configPatches } }) => (configPatches as Patch[])[0].patch.value.name);
  expect(names).toEqual(['rate-limit.shop.one', 'rate-limit.shop.two']);
  expect(findings(build)).toEqual([]);
});

test('a service that another library made is read at synth', () => {
  const { app, chart } = shop();
  const object = new ApiObject(chart, 'service', {
    apiVersion: 'v1', kind: 'Service', metadata: { name: 'old' }, spec: { selector: { app: 'old' }, ports: [{ name: 'tcp', port: 1 }] },
  });
  limit(MeshService.fromService(chart, 'old', object));
  expect(MeshAnalysis.findings(app).map(({ message }) => message).join()).toContain('ports without HTTP only: tcp (1)');
});

refuses({
  'neither': [(chart) => new RateLimit(chart, 'limit', { requests: 1, per: MINUTE }),
    'shop/limit: none is given; it must be exactly one of service, gateway'],
  'both': [(chart) => limit(service(chart), { gateway: gateway(chart) }),
    'shop/limit: service and gateway are given; it must be exactly one of service, gateway'],
  'no requests': [(chart) => limit(service(chart), { requests: 0 }), 'shop/limit: requests is 0; it must be between 1 and 4294967295'],
  'half a burst': [(chart) => limit(service(chart), { burst: 0.5 }), 'shop/limit: burst is 0.5; it must be an integer between 1 and 4294967295'],
  'a time that is too short': [(chart) => limit(service(chart), { per: Duration.millis(49) }),
    'shop/limit: per is "49ms"; it must be whole milliseconds, between 50ms and 365 days'],
  'a time that is too long': [(chart) => limit(service(chart), { per: Duration.days(366) }),
    'shop/limit: per is "31622400000ms"; it must be whole milliseconds, between 50ms and 365 days'],
  'no keys': [(chart) => limit(service(chart), { each: [] }),
    'shop/limit: each is []; it must be a list of at least one element; leave it out for one limit'],
  'a key twice': [(chart) => limit(service(chart), { each: [RateLimitKey.header('a'), RateLimitKey.header('A')] }),
    'shop/limit: each[1] is "header.a"; it must be given once'],
  'keys to remember of none': [(chart) => limit(service(chart), { maxKeys: 5 }),
    'shop/limit: maxKeys is given without each; it must be left out, as there is one limit'],
  'no keys to remember': [(chart) => limit(service(chart), { each: [RateLimitKey.path()], maxKeys: 0 }),
    'shop/limit: maxKeys is 0; it must be between 1 and 4294967295'],
  'no matches': [(chart) => limit(service(chart), { matching: [] }),
    'shop/limit: matching is []; it must be a list of at least one element; leave it out for all requests'],
  'a source': [(chart) => limit(service(chart), { matching: [TESTER, RequestMatch.sourceNamespace('front')] }),
    'shop/limit: matching[1] is "source namespace \\"front\\""; it must be about what a rate limit can tell; '
      + 'it cannot tell the source, which the proxy of the destination does not know'],
  'a port in a match': [(chart) => limit(service(chart), { matching: [RequestMatch.port(80)] }),
    'shop/limit: matching[0] is "port \\"80\\""; it must be about what a rate limit can tell; it cannot tell a port; give ports'],
  'a claim in a match': [(chart) => limit(service(chart), { matching: [RequestMatch.header('@request.auth.claims.sub', StringMatch.exact('a'))] }),
    'shop/limit: matching[0] is "header @request.auth.claims.sub \\"a\\""; it must be about what a rate limit can tell; '
      + 'it cannot tell a claim, which routes alone can read'],
  'no claim in a match': [(chart) => limit(service(chart), { matching: [RequestMatch.withoutHeader('@request.auth.claims.sub')] }),
    'shop/limit: matching[0] is "no header @request.auth.claims.sub"; it must be about what a rate limit can tell; '
      + 'it cannot tell a claim, which routes alone can read'],
  'an expression for a path': [(chart) => limit(service(chart), { matching: [RequestMatch.path(StringMatch.regex('/a.*'))] }),
    'shop/limit: matching[0] is "path matching \\"/a.*\\""; it must be about what a rate limit can tell; '
      + 'it cannot tell a regular expression for the path, which would read the query too'],
  'what comes to too many rules': [(chart) => limit(service(chart), {
    matching: ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) =>
      RequestMatch.header(name, StringMatch.present()).and(RequestMatch.query(name, StringMatch.present()))),
  }), 'shop/limit: matching and each come to 127 rules; it must be at most 64; give fewer matches that overlap, or fewer properties'],
  'no ports': [(chart) => limit(service(chart), { ports: [] }),
    'shop/limit: ports is []; it must be a list of at least one element; leave it out for all ports'],
  'a port that is none': [(chart) => limit(service(chart), { ports: [0] }), 'shop/limit: ports[0] is 0; it must be between 1 and 65535'],
  'a port twice': [(chart) => limit(service(chart), { ports: [80, 80] }), 'shop/limit: ports[1] is 80; it must be given once'],
  'a share that is none': [(chart) => limit(service(chart), { enforcedPercentage: 101 }),
    'shop/limit: enforcedPercentage is 101; it must be between 0 and 100'],
  'a share that is too fine': [(chart) => limit(service(chart), { enforcedPercentage: 0.00001 }),
    'shop/limit: enforcedPercentage is 0.00001; it must be a percentage of at most four decimals'],
  'a status that Envoy replaces': [(chart) => limit(service(chart), { response: { status: 200 } }),
    'shop/limit: response.status is 200; it must be one of the statuses that HTTP knows between 400 and 511: Envoy answers 429 for one below'],
  'no headers': [(chart) => limit(service(chart), { response: { headers: {} } }),
    'shop/limit: response.headers is {}; it must be at least one header; leave it out for Envoy\'s own'],
  'a header that is none': [(chart) => limit(service(chart), { response: { headers: { 'a b': 'c' } } }),
    'shop/limit: response.headers is "a b"; it must be the name of a header'],
  'a value that does not end': [(chart) => limit(service(chart), { response: { headers: { a: '100%' } } }),
    'shop/limit: response.headers.a is "100%"; it must be a value that Envoy can read (this one ends in a single "%"); write "%%" for a "%"'],
  'a service without HTTP': [(chart) => limit(service(chart, 'db', [TCP])),
    'shop/limit: shop/db has ports without HTTP only: tcp (5432); it must have one with HTTP, as requests are limited'],
  'a burst that a service counts': [(chart) => limit(service(chart), { burst: 5, countedBy: counter(chart) }),
    'shop/limit: burst is given with countedBy; it must be left out, as the service knows nothing of the kind'],
  'a time that a service does not count': [(chart) => limit(service(chart), { per: Duration.minutes(2), countedBy: counter(chart) }),
    'shop/limit: per is "120000ms"; it must be one second, minute, hour or day, with countedBy'],
  'a service that counts without gRPC': [(chart) => counter(chart, {}, [HTTP]),
    'shop/limits: port is missing; it must be given: shop/ratelimit has no port with gRPC; '
      + 'name the port "grpc", or give it protocol Protocol.GRPC: Istio speaks HTTP/1.1 to others'],
  'one with several ports': [(chart) => counter(chart, {}, [GRPC, port('http2-b', 1)]),
    'shop/limits: port is missing; it must be given: shop/ratelimit has several ports with gRPC; one of grpc (8081), http2-b (1)'],
  'a port of it that is none': [(chart) => counter(chart, { port: 9080 }, [GRPC, HTTP]),
    'shop/limits: port is 9080; it must be a port of shop/ratelimit with gRPC (it has grpc (8081), http (9080)); '
      + 'name the port "grpc", or give it protocol Protocol.GRPC: Istio speaks HTTP/1.1 to others'],
  'a domain that is none': [(chart) => counter(chart, { domain: 'a b' }),
    'shop/limits: domain is "a b"; it must be lower-case letters, digits and "-", with a letter or digit at both ends, at most 63 characters'],
  'no time to ask': [(chart) => counter(chart, { timeout: Duration.millis(0) }),
    'shop/limits: timeout is "0ms"; it must be whole milliseconds, at least 1ms'],
  'a header key that is none': [() => RateLimitKey.header(':path'), 'RateLimitKey.header: name is ":path"; it must be the name of a header'],
  'a parameter without a name': [() => RateLimitKey.query(''), 'RateLimitKey.query: name is ""; it must be a text that is not empty'],
  'a claim without a name': [() => RateLimitKey.claim(), 'RateLimitKey.claim: path is []; it must be a list of at least one element'],
  'a mask that is too long': [() => RateLimitKey.clientAddress({ ipv4Bits: 33 }),
    'RateLimitKey.clientAddress: mask.ipv4Bits is 33; it must be between 0 and 32'],
});

test('refuses a mesh in ambient mode, whose proxies keep no such limit', () => {
  const { app, chart } = shop();
  new Mesh(chart, 'mesh', { dataPlaneMode: DataPlaneMode.AMBIENT });
  limit(service(chart));
  expect(() => app.synth()).toThrow(
    'shop/limit: the mesh is in ambient mode; it must have sidecars, as ztunnel and waypoints keep no such limit; limit at a gateway');
});

reports({
  'nothing of a limit at a gateway': [(chart) => new RateLimit(chart, 'edge-limit', { gateway: gateway(chart), requests: 1, per: MINUTE })],
});
