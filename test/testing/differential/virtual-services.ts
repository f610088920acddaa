import type { Chance } from './random';
import { GATEWAY_HOSTS, HEADERS, HEADER_REGEXES, METHODS, ORIGINS, PATH_REGEXES, PATHS, QUERY } from './values';
import { SERVICES } from './world';
import type { JsonObject } from '../../../src/model/json';

const NETWORKING = 'networking.istio.io/v1';
const REVIEWS = SERVICES[1];

/** A string match of a value, or of what is near it. */
function stringMatch(chance: Chance, values: readonly string[], regexes: readonly string[]): JsonObject {
  const value = chance.of(values.filter((each) => each !== ''));
  switch (chance.below(4)) {
    case 0: return { exact: value };
    case 1: return { regex: chance.of(regexes) };
    default: return { prefix: value.length > 2 && chance.once(3) ? value.slice(0, -1) : value };
  }
}

function headerMatches(chance: Chance): JsonObject {
  const names = chance.some(Object.keys(HEADERS), 2);
  return Object.fromEntries(names.map((name) => [name, chance.once(4) ? {} : stringMatch(chance, HEADERS[name], HEADER_REGEXES)]));
}

function queryMatches(chance: Chance): JsonObject {
  const name = chance.of(Object.keys(QUERY));
  const values = QUERY[name].filter((value) => value !== '');
  return { [name]: chance.once(3) ? { regex: '[0-9]+' } : chance.once(2) ? { prefix: values[0] } : { exact: chance.of(values) } };
}

/** What a route asks of requests. */
export function httpMatch(chance: Chance, name: string): JsonObject {
  return chance.parts<JsonObject>(
    [6, () => ({ name })],
    [2, () => ({ uri: stringMatch(chance, PATHS, PATH_REGEXES) })],
    [8, () => ({ ignoreUriCase: true })],
    [5, () => ({ method: chance.once(4) ? { regex: 'P.*' } : { exact: chance.of(METHODS) } })],
    [4, () => ({ headers: headerMatches(chance) })],
    [9, () => ({ withoutHeaders: headerMatches(chance) })],
    [6, () => ({ queryParams: queryMatches(chance) })],
    [14, () => ({ scheme: { exact: chance.of(['http', 'https']) } })],
    [12, () => ({ authority: chance.once(2) ? { prefix: 'reviews' } : { regex: '.*example.com(:[0-9]+)?' } })],
    [10, () => ({ port: chance.of([80, 443, 8080, 9080, 9081]) })],
    [10, () => ({ sourceLabels: { app: chance.of(['web', 'reviews', 'batch', 'ratings']) } })],
    [10, () => ({ sourceNamespace: chance.of(['shop', 'backend', 'istio-system']) })],
    [12, () => ({ gateways: chance.of([['mesh'], ['istio-system/edge'], ['mesh', 'istio-system/edge']]) })],
  );
}

/** Where a route can lead to, a host or subset that there is not among them. */
export function destination(chance: Chance): JsonObject {
  const service = chance.once(3) ? chance.of(SERVICES) : REVIEWS;
  return {
    host: chance.once(25) ? 'missing.shop.svc.cluster.local' : service.host,
    ...chance.parts<JsonObject>(
      [2, () => ({ subset: chance.of(['v1', 'v2', 'v3', 'v9']) })],
    ),
    // Without a number, the port is that of the listener, which most hosts do not have.
    ...(chance.once(4) ? {} : { port: { number: chance.once(20) ? 9999 : chance.of(service.ports.filter(({ protocol }) => protocol === 'http')).port } }),
  };
}

function headerOperations(chance: Chance, name: string): JsonObject {
  return chance.parts<JsonObject>(
    [2, () => ({ set: { [`x-${name}-set`]: 'one', ...chance.parts<JsonObject>([4, () => ({ 'x-user': 'set' })]) } })],
    [2, () => ({ add: { 'x-added': name } })],
    [3, () => ({ remove: [chance.of(['x-group', 'x-lab-app', 'x-user'])] })],
  );
}

function destinations(chance: Chance): JsonObject[] {
  const count = chance.of([1, 1, 1, 2, 3]);
  const weights = count === 1 ? [chance.of([undefined, 100])] : count === 2 ? chance.of([[90, 10], [50, 50], [100, 0], [1, 2]]) : [1, 1, 2];
  return weights.map((weight) => ({
    destination: destination(chance),
    ...(weight === undefined ? {} : { weight }),
    ...chance.parts<JsonObject>([8, () => ({ headers: { request: headerOperations(chance, 'to'), response: headerOperations(chance, 'from') } })]),
  }));
}

function rewrite(chance: Chance): JsonObject {
  return chance.of<() => JsonObject>([
    () => ({ uri: chance.of(['/', '/new', '/new/']) }), () => ({ authority: 'rewritten.example.com' }), () => ({ uri: '/both', authority: 'both.example.com' }),
    () => ({ uriRegexRewrite: { match: '^/([a-z]+)/(.*)$', rewrite: '/\\2/\\1' } }),
  ])();
}

function redirect(chance: Chance): JsonObject {
  return {
    ...chance.of<JsonObject>([{ uri: '/moved' }, { authority: 'moved.example.com' }, { uri: '/both', authority: 'both.example.com' }, { uri: 'bare' }]),
    ...chance.parts<JsonObject>(
      [3, () => ({ redirectCode: chance.of([302, 303, 307, 308]) })], [4, () => ({ scheme: 'https' })], [5, () => chance.of<JsonObject>([{ port: 8443 }, { derivePort: 'FROM_REQUEST_PORT' }])],
    ),
  };
}

function fault(chance: Chance): JsonObject {
  const percentage = () => ({ percentage: { value: chance.of([0, 100]) } });
  return chance.of<() => JsonObject>([
    () => ({ abort: { httpStatus: chance.of([418, 500, 503]), ...percentage() } }), () => ({ delay: { fixedDelay: '0.05s', ...percentage() } }),
    () => ({ abort: { httpStatus: 429, ...percentage() }, delay: { fixedDelay: '0.05s', ...percentage() } }),
  ])();
}

function cors(chance: Chance): JsonObject {
  return {
    allowOrigins: [chance.of<JsonObject>([{ exact: ORIGINS[0] }, { prefix: 'https://ui' }, { regex: 'https://.*\\.example\\.com' }])],
    allowMethods: ['GET', 'POST'],
    ...chance.parts<JsonObject>([3, () => ({ allowHeaders: ['x-user'] })], [3, () => ({ maxAge: '10s' })], [3, () => ({ allowCredentials: true })], [4, () => ({ exposeHeaders: ['x-lab-app'] })]),
  };
}

/** What is done to requests besides leading them on. */
function treatment(chance: Chance, name: string): JsonObject {
  return chance.parts<JsonObject>(
    [5, () => ({ rewrite: rewrite(chance) })],
    [6, () => ({ timeout: chance.of(['1s', '2.5s', '30s']) })],
    [6, () => ({ retries: chance.of<JsonObject>([{ attempts: 0 }, { attempts: 3, perTryTimeout: '1s', retryOn: 'gateway-error,connect-failure' }, { attempts: 1, retryOn: '503,reset' }]) })],
    [6, () => ({ fault: fault(chance) })],
    [7, () => ({ mirror: { host: REVIEWS.host, subset: 'v3', port: { number: 9080 } }, ...chance.parts<JsonObject>([2, () => ({ mirrorPercentage: { value: chance.of([0, 25, 100]) } })]) })],
    [14, () => ({
      mirrors: [
        { destination: { host: SERVICES[3].host, port: { number: 8080 } }, percentage: { value: 50 } },
        { destination: { host: REVIEWS.host, port: { number: 9080 } } },
      ],
    })],
    [5, () => ({ headers: { request: headerOperations(chance, name), response: headerOperations(chance, 'resp') } })],
    [8, () => ({ corsPolicy: cors(chance) })],
  );
}

export function httpRoute(chance: Chance, name: string, isLast: boolean): JsonObject {
  const matches = isLast && chance.once(2) ? 0 : chance.of([0, 1, 1, 1, 2]);
  const match = matches === 0 ? {} : { match: Array.from({ length: matches }, (_, i) => httpMatch(chance, `m${i}`)) };
  const treated = treatment(chance, name);
  if (treated.mirror !== undefined) { delete treated.mirrors; }
  const { headers, corsPolicy } = treated;
  const kept = { ...(headers === undefined ? {} : { headers }), ...(corsPolicy === undefined ? {} : { corsPolicy }) };
  switch (chance.below(8)) {
    case 0: return { name, ...match, redirect: redirect(chance), ...kept };
    case 1: return { name, ...match, directResponse: { status: chance.of([200, 404, 503]), ...chance.parts<JsonObject>([2, () => ({ body: { string: 'made' } })]) }, ...kept };
    default: return { name, ...match, route: destinations(chance), ...treated };
  }
}

function hostsOf(chance: Chance, namespace: string): string[] {
  const own = SERVICES.filter((each) => each.namespace === namespace).map(({ name }) => name);
  const isWide = chance.once(3);
  // Hosts of which one contains the other are not admitted together.
  return chance.some([
    ...isWide ? ['*.shop.svc.cluster.local'] : namespace === 'shop' ? own : [...own, REVIEWS.host], ...chance.once(3) ? ['*.example.com'] : ['api.example.com', ...GATEWAY_HOSTS.slice(0, 2)],
    'ratings.backend', 'virtual.test', 'shop.test', SERVICES[3].host,
  ], 3);
}

function routesOf(chance: Chance, name: string): JsonObject[] {
  const count = 1 + chance.below(4);
  return Array.from({ length: count }, (_, i) => httpRoute(chance, `${name}-${i}`, i === count - 1));
}

/** A VirtualService for HTTP, sometimes with connections of other kinds. */
export function virtualService(chance: Chance, name: string): JsonObject {
  const namespace = chance.of(['shop', 'shop', 'shop', 'backend', 'istio-system']);
  const gateways = chance.of([undefined, undefined, ['mesh'], ['mesh', 'istio-system/edge'], ['istio-system/edge']]);
  const isGatewayOnly = gateways?.includes('mesh') === false;
  const hosts = isGatewayOnly && chance.once(3) ? ['*'] : hostsOf(chance, namespace);
  const isOutside = hosts.some((host) => host.endsWith('example.com') && !GATEWAY_HOSTS.includes(host as never));
  return {
    apiVersion: NETWORKING,
    kind: 'VirtualService',
    metadata: { name, namespace },
    spec: {
      hosts,
      ...(gateways === undefined ? {} : { gateways }),
      ...chance.parts<JsonObject>(
        [6, () => ({ exportTo: chance.of([['.'], ['*'], ['shop'], ['backend', 'istio-system']]) })],
        [6, () => ({ tcp: [{ ...chance.parts<JsonObject>([2, () => ({ match: [{ port: chance.of([9000, 7000]), ...chance.parts<JsonObject>([4, () => ({ sourceLabels: { app: 'web' } })]) }] })]), route: [tcpDestination(chance)] }] })],
        [isOutside ? 3 : Infinity, () => ({ tls: [{ match: [{ sniHosts: ['api.example.com'], port: 443 }], route: [{ destination: { host: 'api.example.com', port: { number: 443 } } }] }] })],
      ),
      http: routesOf(chance, name),
    },
  };
}

function tcpDestination(chance: Chance): JsonObject {
  return { destination: { host: chance.of([REVIEWS.host, SERVICES[2].host]), port: { number: 9000 }, ...chance.parts<JsonObject>([2, () => ({ subset: chance.of(['v1', 'v2', 'v9']) })]) } };
}

/** A root that leaves its routes to others, and those. */
export function delegation(chance: Chance, name: string): JsonObject[] {
  const namespace = chance.of(['shop', 'backend']);
  const root = chance.of([[{ uri: { prefix: '/api' } }], [{ uri: { prefix: '/' }, headers: { 'x-user': { exact: 'ann' } } }], undefined]);
  const to = (suffix: string) => ({ name: `${name}-${suffix}`, ...(chance.once(3) ? {} : { namespace }) });
  const meta = (suffix: string) => ({ name: `${name}-${suffix}`, namespace });
  const match = (uri: JsonObject) => [{ uri }, ...(chance.once(3) ? [httpMatch(chance, 'd')] : [])];
  return [{
    apiVersion: NETWORKING,
    kind: 'VirtualService',
    metadata: { name, namespace: 'shop' },
    spec: {
      hosts: ['reviews'],
      ...chance.parts<JsonObject>([3, () => ({ gateways: ['mesh', 'istio-system/edge'] })]),
      http: [
        { name: `${name}-root`, ...(root === undefined ? {} : { match: root }), delegate: to('one'), ...chance.parts<JsonObject>([3, () => ({ timeout: '7s' })], [4, () => ({ headers: { request: { set: { 'x-root': 'yes' } } } })]) },
        { name: `${name}-beta`, match: [{ uri: { prefix: '/beta' } }], delegate: to('two') },
        { name: `${name}-rest`, route: [{ destination: { host: 'reviews', port: { number: 9080 } } }] },
      ],
    },
  }, {
    apiVersion: NETWORKING,
    kind: 'VirtualService',
    metadata: meta('one'),
    spec: {
      ...chance.parts<JsonObject>([5, () => ({ exportTo: chance.of([['.'], ['shop']]) })]),
      http: [{ ...httpRoute(chance, `${name}-one-0`, false), match: match({ prefix: chance.of(['/api/v1', '/beta', '/api']) }) }, httpRoute(chance, `${name}-one-1`, true)],
    },
  }, {
    apiVersion: NETWORKING, kind: 'VirtualService', metadata: meta('two'), spec: { http: [httpRoute(chance, `${name}-two-0`, true)] },
  }];
}
