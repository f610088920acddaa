import type { Chance } from './random';
import { CREDENTIAL, gateway, SERVICES } from './world';
import type { JsonObject } from '../../../src/model/json';

const NETWORKING = 'networking.istio.io/v1';

const meta = (name: string, namespace: string) => ({ name, namespace });

function tls(chance: Chance): JsonObject {
  return { mode: chance.of(['DISABLE', 'ISTIO_MUTUAL', 'ISTIO_MUTUAL', 'SIMPLE']) };
}

function policy(chance: Chance): JsonObject {
  const made = chance.parts<JsonObject>(
    [3, () => ({ tls: tls(chance) })],
    [4, () => ({ connectionPool: { tcp: { maxConnections: 7 }, http: { http1MaxPendingRequests: 5, http2MaxRequests: 9, maxRetries: 2 } } })],
    [4, () => ({ loadBalancer: chance.of<JsonObject>([{ simple: 'ROUND_ROBIN' }, { simple: 'RANDOM' }, { consistentHash: { httpHeaderName: 'x-user' } }]) })],
    [6, () => ({ outlierDetection: { consecutive5xxErrors: 50, interval: '5s', baseEjectionTime: '5s' } })],
    [5, () => ({
      portLevelSettings: [{
        port: { number: chance.of([9080, 8080, 9000]) },
        ...chance.of<() => JsonObject>([() => ({ tls: tls(chance) }), () => ({ connectionPool: { tcp: { maxConnections: 3 } } })])(),
      }],
    })],
  );
  return Object.keys(made).length > 0 ? made : { loadBalancer: { simple: 'ROUND_ROBIN' } };
}

function subsets(chance: Chance): JsonObject[] {
  return chance.some(['v1', 'v2', 'v3', 'v9'], 4).map((version) => ({
    name: version, labels: { version }, ...chance.parts<JsonObject>([6, () => ({ trafficPolicy: policy(chance) })]),
  }));
}

export function destinationRule(chance: Chance, name: string): JsonObject {
  const namespace = chance.of(['shop', 'shop', 'backend', 'istio-system', 'legacy']);
  const hosts = [SERVICES[1].host, SERVICES[1].host, chance.of(SERVICES).host, '*.shop.svc.cluster.local', '*.local', 'api.example.com', ...SERVICES.filter((each) => each.namespace === namespace).map((each) => each.name)];
  return {
    apiVersion: NETWORKING,
    kind: 'DestinationRule',
    metadata: meta(name, namespace),
    spec: {
      host: chance.of(hosts),
      ...chance.parts<JsonObject>(
        [2, () => ({ trafficPolicy: policy(chance) })], [2, () => ({ subsets: subsets(chance) })],
        [4, () => chance.of<JsonObject>([{ exportTo: ['.'] }, { exportTo: ['*'] }, { exportTo: ['shop'] }, { exportTo: ['.'], workloadSelector: { matchLabels: { app: chance.of(['web', 'batch']) } } }])],
      ),
    },
  };
}

export function sidecar(chance: Chance, name: string): JsonObject {
  const namespace = chance.of(['shop', 'backend', 'istio-system']);
  return {
    apiVersion: NETWORKING,
    kind: 'Sidecar',
    metadata: meta(name, namespace),
    spec: {
      ...(namespace !== 'istio-system' && chance.once(3) ? { workloadSelector: { labels: { app: chance.of(['web', 'reviews', 'batch']) } } } : {}),
      egress: [
        ...(chance.once(5) ? [{ port: { number: 9080, protocol: 'HTTP', name: 'http' }, hosts: [chance.of(['*/*', 'shop/*', '*/reviews.shop.svc.cluster.local'])] }] : []),
        { hosts: chance.some(['./*', 'shop/*', 'backend/*', '*/api.example.com', 'istio-system/*', 'shop/reviews.shop.svc.cluster.local', 'legacy/*', '*/*'], 4) },
      ],
      ...chance.parts<JsonObject>([3, () => ({ outboundTrafficPolicy: { mode: chance.of(['REGISTRY_ONLY', 'ALLOW_ANY']) } })]),
    },
  };
}

/** The server outside as a service of the mesh. */
export function serviceEntry(chance: Chance, name: string): JsonObject {
  return {
    apiVersion: NETWORKING,
    kind: 'ServiceEntry',
    metadata: meta(name, chance.of(['shop', 'backend', 'istio-system'])),
    spec: {
      hosts: ['api.example.com'],
      location: 'MESH_EXTERNAL',
      resolution: chance.of(['DNS', 'DNS', 'NONE']),
      ports: [{ number: 80, name: 'http', protocol: 'HTTP' }, { number: 443, name: 'tls', protocol: 'TLS' }],
      ...chance.parts<JsonObject>([5, () => ({ exportTo: chance.of([['.'], ['shop']]) })]),
    },
  };
}

const SELECTOR = { istio: 'ingressgateway' };

/** The gateway of the apps: HTTP, TLS that ends there, and connections. */
export function edge(chance: Chance): JsonObject[] {
  const hosts = () => chance.of([['*'], ['*.example.com', 'shop.test'], ['shop.example.com'], ['shop/*.example.com'], ['./*', 'shop/shop.test'], ['reviews.shop.svc.cluster.local', '*.example.com']]);
  const http = { port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: hosts(), ...chance.parts<JsonObject>([6, () => ({ tls: { httpsRedirect: true } })]) };
  const https = { port: { number: 443, name: 'https', protocol: 'HTTPS' }, hosts: hosts(), tls: { mode: 'SIMPLE', credentialName: CREDENTIAL } };
  const other = { port: { number: 9443, name: 'https-other', protocol: 'HTTPS' }, hosts: hosts(), tls: { mode: 'SIMPLE', credentialName: CREDENTIAL } };
  const tcp = { port: { number: 7000, name: 'tcp', protocol: 'TCP' }, hosts: ['*'] };
  const servers: JsonObject[] = [http, ...(chance.once(4) ? [] : [https]), ...(chance.once(5) ? [other] : []), ...(chance.once(4) ? [tcp] : [])];
  const gateways = [gateway('edge', SELECTOR, servers)];
  if (chance.once(6)) {
    gateways.push(gateway('second', SELECTOR, [{ port: { number: 80, name: 'http-second', protocol: 'HTTP' }, hosts: ['www.example.com', 'shop.test'] }]));
  }
  return gateways;
}

/** Where connections that are not HTTP go from the gateway. */
export function gatewayConnections(name: string): JsonObject {
  return {
    apiVersion: NETWORKING,
    kind: 'VirtualService',
    metadata: meta(name, 'shop'),
    spec: { hosts: ['*'], gateways: ['istio-system/edge'], tcp: [{ match: [{ port: 7000 }], route: [{ destination: { host: SERVICES[1].host, port: { number: 9000 } } }] }] },
  };
}
