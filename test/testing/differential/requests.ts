import type { LabRequest } from './lab';
import type { Chance } from './random';
import { GATEWAY_HOSTS, GROUPS, HEADERS, ISSUERS, METHODS, ORIGINS, PATHS, QUERY } from './values';
import { CALLERS, OUTSIDE_CLIENT, SERVICES } from './world';
import type { Json, JsonObject } from '../../../src/model/json';
import { type MeshRequest, RequestProtocol } from '../../../src/testing';

/** A request in the words of the lab, and in those of the simulator. */
export interface Asked {
  readonly lab: LabRequest;
  readonly mesh: MeshRequest;
}

/** The texts that the objects of an app name in some fields, and what is near them. */
interface Named {
  readonly paths: readonly string[];
}

function namedIn(objects: readonly JsonObject[]): Named {
  const paths = new Set<string>(PATHS);
  const visit = (value: Json | undefined): void => {
    if (typeof value === 'string' && /^\/[\w/.*{}-]*$/.test(value)) {
      const plain = value.replace(/\{\*+\}|\*/g, 'some').replace(/[{}]/g, '');
      for (const path of [plain, `${plain}/more`, `${plain}x`, plain.slice(0, -1)]) {
        if (path.startsWith('/') && !path.startsWith('//')) { paths.add(path); }
      }
    } else if (typeof value === 'object' && value !== null) {
      Object.values(value).forEach((each) => visit(each as Json));
    }
  };
  objects.forEach((object) => visit(object.spec as Json | undefined));
  return { paths: [...paths] };
}

function headersFor(chance: Chance): { [name: string]: string } {
  const headers: { [name: string]: string } = {};
  if (chance.once(2)) {
    for (const name of chance.some(Object.keys(HEADERS), 2)) { headers[name] = chance.of(HEADERS[name]); }
  }
  if (chance.once(8)) { headers.origin = chance.of(ORIGINS); }
  if (headers.origin !== undefined && chance.once(2)) { headers['access-control-request-method'] = 'GET'; }
  return headers;
}

function pathFor(chance: Chance, { paths }: Named): string {
  const path = chance.of(paths);
  const query = chance.once(4) ? `?${chance.some(Object.keys(QUERY), 2).map((name) => `${name}=${chance.of(QUERY[name])}`).join('&')}` : '';
  return path + query;
}

function claimsFor(chance: Chance): JsonObject | undefined {
  if (!chance.once(4)) { return undefined; }
  return {
    iss: chance.of([...ISSUERS, 'https://strange.example.com']),
    sub: chance.of(['ann', 'bob']),
    ...chance.parts<JsonObject>([2, () => ({ group: chance.of<Json>([GROUPS[0], GROUPS[1], ['guests', GROUPS[0]]]) })], [2, () => ({ aud: 'shop' })], [4, () => ({ nested: { deep: 'yes' } })]),
  };
}

/** A request within the mesh. */
function inMesh(chance: Chance, named: Named): Asked {
  const from = chance.of(CALLERS);
  const [namespace, workload] = from.split('/');
  // Nobody calls itself: what happens then is not Istio's.
  const others = SERVICES.filter((each) => `${each.namespace}/${each.name}-v1` !== from);
  const service = chance.once(2) ? SERVICES[1] : chance.of(others);
  const port = chance.of(service.ports);
  const source = { namespace, workload };
  if (port.protocol === 'tcp' || (port.protocol === 'unknown' && chance.once(2))) {
    return { lab: { from, url: `tcp://${service.host}:${port.port}` }, mesh: { to: service.host, port: port.port, protocol: RequestProtocol.TCP, source } };
  }
  const host = chance.once(3) ? chance.of([`${service.name}.${service.namespace}`, `${service.name}.${service.namespace}.svc`, ...(service.namespace === namespace ? [service.name] : [])]) : service.host;
  const call = http(chance, named);
  if (port.protocol === 'grpc') {
    return {
      lab: { from, url: `grpc://${host}:${port.port}/lab.Service/Who`, headers: call.headers, ...call.jwt },
      mesh: { to: host, port: port.port, protocol: RequestProtocol.GRPC, method: 'POST', path: '/lab.Service/Who', headers: { ...call.headers, 'content-type': 'application/grpc' }, source, ...call.claims },
    };
  }
  // The name in the request may be another one than that of the address.
  const authority = chance.once(12) ? chance.of(['virtual.test', from === 'backend/ratings-v1' ? SERVICES[1].host : SERVICES[2].host, `reviews.shop:${port.port}`]) : undefined;
  return {
    lab: { from, url: `http://${host}${port.port === 80 ? '' : `:${port.port}`}${call.path}`, method: call.method, headers: { ...call.headers, ...(authority === undefined ? {} : { host: authority }) }, ...call.jwt },
    mesh: { to: host, port: port.port, ...call.plain, ...(authority === undefined ? {} : { authority }), source, ...call.claims },
  };
}

/** A request to a server outside. */
function outward(chance: Chance, named: Named): Asked {
  const from = chance.of(CALLERS);
  const [namespace, workload] = from.split('/');
  const host = chance.of(['api.example.com', 'api.example.com', 'other.example.org']);
  const source = { namespace, workload };
  if (chance.once(3)) {
    return { lab: { from, url: `tls://${host}:443`, insecure: true }, mesh: { to: host, port: 443, protocol: RequestProtocol.TLS, source } };
  }
  const call = http(chance, named);
  return {
    lab: { from, url: `http://${host}${call.path}`, method: call.method, headers: call.headers, ...call.jwt },
    mesh: { to: host, port: 80, ...call.plain, source, ...call.claims },
  };
}

/** A request that enters at the gateway. */
function inward(chance: Chance, named: Named): Asked {
  const lab = { from: 'outside', via: 'gateway' };
  const at = { gateway: 'istio-system/edge', source: { ipAddress: OUTSIDE_CLIENT } };
  if (chance.once(12)) { return { lab: { ...lab, url: 'tcp://shop.example.com:7000' }, mesh: { to: 'shop.example.com', port: 7000, protocol: RequestProtocol.TCP, ...at } }; }
  const host = chance.of([...GATEWAY_HOSTS, 'unknown.test', SERVICES[1].host]);
  const call = http(chance, named);
  const isTls = chance.once(3);
  const port = isTls ? chance.of([443, 443, 9443]) : 80;
  const suffix = port === 9443 ? ':9443' : chance.once(8) && !isTls ? ':80' : '';
  return {
    lab: { ...lab, url: `${isTls ? 'https' : 'http'}://${host}${suffix}${call.path}`, method: call.method, headers: call.headers, insecure: true, ...call.jwt },
    mesh: {
      to: host, port, protocol: isTls ? RequestProtocol.HTTPS : RequestProtocol.HTTP, ...call.plain, ...(suffix === ':80' ? { authority: `${host}:80` } : {}), ...at, ...call.claims,
    },
  };
}

function http(chance: Chance, named: Named) {
  const [path, headers, claims] = [pathFor(chance, named), headersFor(chance), claimsFor(chance)];
  const method = headers['access-control-request-method'] === undefined && !chance.once(3) ? 'GET' : chance.of(METHODS);
  const token = claims === undefined ? { jwt: {}, claims: {} } : { jwt: { jwt: { claims } }, claims: { claims } };
  return { path, headers, method, plain: { method, path, headers }, ...token };
}

/** Requests near the limits of what the objects say. */
export function askFor(chance: Chance, objects: readonly JsonObject[], count: number): Asked[] {
  const named = namedIn(objects);
  const one = () => (chance.once(5) ? inward(chance, named) : chance.once(8) ? outward(chance, named) : inMesh(chance, named));
  return Array.from({ length: count }, one);
}
