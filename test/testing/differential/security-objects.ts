import type { Chance } from './random';
import { GATEWAY_HOSTS, GROUPS, HEADERS, ISSUERS, METHODS, PATHS } from './values';
import type { JsonObject } from '../../../src/model/json';

const SECURITY = 'security.istio.io/v1';
const ACCOUNTS = ['shop/web', 'backend/batch', 'shop/reviews', 'istio-system/ingress'] as const;
const NAMESPACES = ['shop', 'shop', 'backend', 'istio-system'] as const;

const selector = (chance: Chance, namespace: string): JsonObject => ({
  selector: { matchLabels: namespace === 'istio-system' && chance.once(2) ? { istio: 'ingressgateway' } : { app: chance.of(['reviews', 'reviews', 'ratings', 'web']), ...chance.parts<JsonObject>([4, () => ({ version: 'v1' })]) } },
});

export function peerAuthentication(chance: Chance, name: string): JsonObject {
  const namespace = chance.of(NAMESPACES);
  const isSelecting = namespace !== 'istio-system' && chance.once(2);
  const mode = () => ({ mode: chance.of(['STRICT', 'STRICT', 'PERMISSIVE', 'DISABLE', 'UNSET']) });
  return {
    apiVersion: SECURITY,
    kind: 'PeerAuthentication',
    metadata: { name, namespace },
    spec: {
      ...(isSelecting ? { selector: { matchLabels: { app: chance.of(['reviews', 'ratings', 'web']) } } } : {}),
      ...chance.parts<JsonObject>([chance.once(4) ? 3 : 1, () => ({ mtls: mode() })]),
      ...(isSelecting && chance.once(2) ? { portLevelMtls: { [chance.of(['9080', '9091', '8080', '9000', '9085'])]: mode() } } : {}),
    },
  };
}

export function requestAuthentication(chance: Chance, name: string): JsonObject {
  const namespace = chance.of(NAMESPACES);
  return {
    apiVersion: SECURITY,
    kind: 'RequestAuthentication',
    metadata: { name, namespace },
    spec: {
      ...(chance.once(2) ? selector(chance, namespace) : {}),
      jwtRules: chance.some(ISSUERS, 2).map((issuer) => ({
        issuer,
        jwks: '{"keys":[]}',
        ...chance.parts<JsonObject>(
          [4, () => ({ audiences: ['shop'] })], [4, () => ({ forwardOriginalToken: true })], [6, () => ({ fromHeaders: [{ name: 'Authorization', prefix: 'Bearer ' }, { name: 'x-token', prefix: 'Token ' }] })],
          [6, () => ({ outputClaimToHeaders: [{ header: 'x-claim-sub', claim: 'sub' }] })],
        ),
      })),
    },
  };
}

const both = <T>(chance: Chance, name: string, not: string, values: () => T): JsonObject =>
  ({ [chance.once(4) ? not : name]: values() }) as JsonObject;

function source(chance: Chance): JsonObject {
  return chance.parts<JsonObject>(
    [3, () => both(chance, 'principals', 'notPrincipals', () => chance.some([...ACCOUNTS.map((each) => `cluster.local/ns/${each.replace('/', '/sa/')}`), '*', 'cluster.local/ns/shop/*', '*/sa/web'], 2))],
    [4, () => both(chance, 'namespaces', 'notNamespaces', () => chance.some(['shop', 'backend', 'sho*', '*stem', 'istio-system'], 2))],
    [7, () => both(chance, 'requestPrincipals', 'notRequestPrincipals', () => chance.some(['*', `${ISSUERS[0]}/ann`, `${ISSUERS[1]}/*`], 2))],
    [9, () => both(chance, 'ipBlocks', 'notIpBlocks', () => ['10.244.0.0/24'])],
    [10, () => both(chance, 'remoteIpBlocks', 'notRemoteIpBlocks', () => chance.of([['203.0.113.0/24'], ['10.0.0.0/8']]))],
  );
}

function withServiceAccounts(chance: Chance): JsonObject {
  return { serviceAccounts: chance.some(['web', 'shop/reviews', 'backend/batch'], 2) };
}

function operation(chance: Chance): JsonObject {
  return chance.parts<JsonObject>(
    [5, () => both(chance, 'hosts', 'notHosts', () => chance.some(['reviews.shop.svc.cluster.local', 'reviews*', '*.example.com', ...GATEWAY_HOSTS, '*'], 2))],
    [3, () => both(chance, 'paths', 'notPaths', () => chance.some([...PATHS.slice(0, 12), '/api/*', '*/x', '/items/{*}', '/api/{**}', '*'], 2))],
    [4, () => both(chance, 'methods', 'notMethods', () => chance.some([...METHODS, 'P*'], 2))],
    [5, () => both(chance, 'ports', 'notPorts', () => chance.some(['9080', '8080', '9091', '9000', '8443'], 2))],
  );
}

function condition(chance: Chance): JsonObject {
  const [key, values] = chance.of<readonly [string, readonly string[]]>([
    ['request.headers[x-user]', HEADERS['x-user'].slice(0, 3)], ['request.headers[x-group]', ['a', 'beta*', '*']], ['source.namespace', ['shop', 'back*']],
    ['source.principal', ['cluster.local/ns/shop/sa/web', '*batch']], ['request.auth.claims[group]', GROUPS], ['request.auth.claims[iss]', [ISSUERS[0], 'https://*']],
    ['request.auth.principal', [`${ISSUERS[0]}/ann`, '*']], ['request.auth.audiences', ['shop']], ['destination.port', ['9080', '8080']], ['source.ip', ['10.244.0.0/16']],
    ['connection.sni', ['outbound_.9080_._.reviews.shop.svc.cluster.local', '*.example.com']], ['request.auth.claims[nested][deep]', ['yes']],
  ]);
  const isPort = key === 'destination.port';
  return { key, [chance.once(4) && !isPort ? 'notValues' : 'values']: chance.some(values, 2) };
}

function rule(chance: Chance): JsonObject {
  const filled = (make: () => JsonObject): JsonObject => {
    for (;;) {
      const made = make();
      if (Object.keys(made).length > 0) { return made; }
    }
  };
  const sources = () => (chance.once(8) ? withServiceAccounts(chance) : filled(() => source(chance)));
  return chance.parts<JsonObject>(
    [2, () => ({ from: Array.from({ length: chance.of([1, 1, 2]) }, () => ({ source: sources() })) })],
    [2, () => ({ to: Array.from({ length: chance.of([1, 1, 2]) }, () => ({ operation: filled(() => operation(chance)) })) })],
    [4, () => ({ when: Array.from({ length: chance.of([1, 1, 2]) }, () => condition(chance)) })],
  );
}

export function authorizationPolicy(chance: Chance, name: string): JsonObject {
  const namespace = chance.of(NAMESPACES);
  const action = chance.of(['ALLOW', 'ALLOW', 'DENY', 'DENY', 'AUDIT']);
  const rules = chance.once(12) && action === 'ALLOW' ? undefined : Array.from({ length: chance.of([1, 1, 2]) }, () => rule(chance));
  return {
    apiVersion: SECURITY,
    kind: 'AuthorizationPolicy',
    metadata: { name, namespace },
    spec: {
      ...(chance.once(3) ? {} : selector(chance, namespace)),
      ...(action === 'ALLOW' && chance.once(2) ? {} : { action }),
      ...(rules === undefined ? {} : { rules }),
    },
  };
}
