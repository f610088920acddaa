import { App, Chart, Duration } from 'cdk8s';
import type { Chance } from './random';
import { GATEWAY_HOSTS, GROUPS, HEADERS, ISSUERS, METHODS, PATH_REGEXES, PATHS } from './values';
import { CREDENTIAL, SERVICES } from './world';
import {
  AbTest, BlueGreenRelease, CanaryRelease, Caller, DarkLaunch, ExposedService, FaultAbort, FaultInjection, IngressGateway, Jwks, JwtAuthentication,
  LiveColor, MeshService, MirroredService, MtlsMode, RequestMatch, RequestTransform, ResilientService, RetryOn, ServiceAccess, SidecarScope,
  StrictMtlsMesh, StrictMtlsNamespace, StringMatch,
} from '../../../src';
import type { JsonObject } from '../../../src/model/json';

function stringMatch(chance: Chance, values: readonly string[], regexes: readonly string[]): StringMatch {
  const value = chance.of(values.filter((each) => each !== ''));
  return chance.of([() => StringMatch.exact(value), () => StringMatch.prefix(value), () => StringMatch.regex(chance.of(regexes))])();
}

function requestMatch(chance: Chance): RequestMatch {
  const name = chance.of(Object.keys(HEADERS).filter((each) => each !== 'cookie'));
  const one = () => chance.of([
    () => RequestMatch.path(stringMatch(chance, PATHS, PATH_REGEXES)), () => RequestMatch.path(stringMatch(chance, PATHS, PATH_REGEXES)),
    () => RequestMatch.header(name, chance.once(3) ? StringMatch.present() : stringMatch(chance, HEADERS[name], ['.*b.*', '[a-z]+'])), () => RequestMatch.method(chance.of(METHODS)),
    () => RequestMatch.query('v', StringMatch.exact('1')), () => RequestMatch.cookie('group', StringMatch.exact('b')), () => RequestMatch.withoutHeader('x-user'),
    () => RequestMatch.header('x-group', StringMatch.present()),
  ])();
  return chance.once(4) ? one().and(RequestMatch.path(StringMatch.prefix('/api'))) : one();
}

const requests = (chance: Chance): { requests?: RequestMatch[] } =>
  (chance.once(2) ? {} : { requests: Array.from({ length: chance.of([1, 1, 2]) }, () => requestMatch(chance)) });
const percentage = (chance: Chance) => chance.of([0, 100, 100]);

/** Adds a pattern to one of the services. */
function addPattern(chance: Chance, chart: Chart, id: string, services: readonly MeshService[], gateway: IngressGateway): void {
  const service = chance.once(3) ? services[2] : services[1];
  const other = chance.of(services);
  const [v1, v2] = [() => service.version('v1'), () => service.version('v2')];
  chance.of([
    () => new CanaryRelease(chart, id, {
      service,
      stable: v1(),
      canary: v2(),
      weight: chance.of([0, 10, 50, 100]),
      ...(chance.once(2) ? { alwaysCanary: [requestMatch(chance)] } : {}),
      ...requests(chance),
    }),
    () => new AbTest(chart, id, { service, control: v1(), variants: [{ version: v2(), requests: [requestMatch(chance)] }], ...requests(chance) }),
    () => new BlueGreenRelease(chart, id, {
      service,
      blue: v1(),
      green: v2(),
      live: chance.of([LiveColor.BLUE, LiveColor.GREEN]),
      ...(chance.once(2) ? { preview: [requestMatch(chance)] } : {}),
    }),
    () => new DarkLaunch(chart, id, { service, live: v1(), dark: v2(), requests: [requestMatch(chance)] }),
    () => new MirroredService(chart, id, { service, mirrors: [{ to: other, percentage: chance.of([25, 100]) }], ...requests(chance) }),
    () => new ResilientService(chart, id, {
      service,
      timeout: Duration.millis(chance.of([1500, 5000])),
      ...(chance.once(2) ? { retries: { attempts: chance.of([0, 1, 3]), on: [RetryOn.GATEWAY_ERROR] } } : {}),
      ...(chance.once(2) ? { circuitBreaker: { maxConnections: 20, maxPendingRequests: 10 } } : requests(chance)),
    }),
    () => new FaultInjection(chart, id, {
      service,
      ...requests(chance),
      ...(chance.once(2) ? { delay: { duration: Duration.millis(50), percentage: percentage(chance) } }
        : { abort: FaultAbort.http(chance.of([418, 503]), { percentage: percentage(chance) }) }),
    }),
    () => new RequestTransform(chart, id, { service, ...chance.of([{ rewrite: { uri: '/' } }, { headers: { request: { set: { 'x-set': 'by-pattern' }, remove: ['x-user'] } } }, { rewrite: { authority: 'other.test' } }]), ...requests(chance) }),
    () => new ServiceAccess(chart, id, {
      service,
      allow: [{
        callers: [chance.of([() => Caller.service(other), () => Caller.namespace('shop'), () => Caller.mesh(), () => Caller.anyone(), () => Caller.gateway({ namespace: 'istio-system', serviceAccount: 'ingress' })])()],
        ports: [service.serviceName === 'reviews' ? 9080 : 8080],
        ...(chance.once(2) ? { paths: [chance.of(['/api/*', '/', '*'])] } : {}),
        ...(chance.once(3) ? { methods: ['GET'] } : {}),
      }],
    }),
    () => new JwtAuthentication(chart, id, {
      service,
      issuer: chance.of(ISSUERS),
      jwks: Jwks.inline('{"keys":[{"kty":"RSA","n":"AQAB","e":"AQAB"}]}'),
      ...(chance.once(2) ? { required: true, ports: [chance.of([8080, 9080])] } : { required: false }),
      ...(chance.once(2) ? { required: true, ports: [9080], requiredClaims: { group: [chance.of(GROUPS)] } } : {}),
      ...(chance.once(3) ? { required: true, ports: [8080], exempt: [RequestMatch.path(StringMatch.exact('/healthz'))] } : {}),
    }),
    () => new ExposedService(chart, id, { service, gateway, hosts: [chance.of(GATEWAY_HOSTS.slice(0, 2))], port: service.serviceName === 'web' ? 80 : chance.of(service.serviceName === 'reviews' ? [9080, 9081] : [8080]), ...requests(chance) }),
  ])();
}

/** The objects of an app that composes patterns on the world's services. */
export function patternObjects(chance: Chance): JsonObject[] {
  for (;;) {
    try {
      return composed(chance);
    } catch (error) {
      // Patterns that contradict each other refuse to be composed: then others are.
      if (!(error instanceof Error)) { throw error; }
      if (process.env.TELL !== undefined) { console.error(error.message); }
    }
  }
}

function composed(chance: Chance): JsonObject[] {
  const app = new App();
  const charts = Object.fromEntries(['shop', 'backend', 'legacy', 'istio-system'].map((namespace) => [namespace, new Chart(app, namespace, { namespace, disableResourceNameHashes: true })]));
  const services = SERVICES.map(({ name, namespace, ports }) => new MeshService(charts[namespace], name, {
    name, serviceAccount: name, ports: ports.map((each) => ({ name: each.name, number: each.port, targetPort: each.targetPort })),
  }));
  const gateway = new IngressGateway(charts['istio-system'], 'edge', {
    listeners: [{
      hosts: GATEWAY_HOSTS.slice(0, 2), ...(chance.once(4) ? {} : { tls: { credentialName: CREDENTIAL }, redirectHttp: chance.once(2) }),
    }],
  });
  const count = 2 + chance.below(5);
  for (let i = 0; i < count; i++) { addPattern(chance, charts.shop, `p${i}`, services, gateway); }
  if (chance.once(6)) { new StrictMtlsMesh(charts['istio-system'], 'strict'); }
  if (chance.once(4)) {
    new StrictMtlsNamespace(charts.backend, 'strict', { name: 'backend', createNamespace: false, ...(chance.once(2) ? { exceptions: [{ name: 'ports', selector: { app: 'ratings' }, mode: MtlsMode.PERMISSIVE, ports: [8080] }] } : {}) });
  }
  if (chance.once(5)) { new SidecarScope(charts.shop, 'scope', { namespace: 'shop', calls: chance.some(services, 3) }); }
  return Object.values(charts).flatMap((chart) => chart.toJson() as JsonObject[]);
}
