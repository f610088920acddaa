import { App, Chart, Duration, Testing } from 'cdk8s';
import * as fc from 'fast-check';
import { canary, HTTP, objectsOf, port, type Rendered, service, TCP, TESTER } from './support';
import {
  ExposedService, FaultAbort, FaultInjection, IngressGateway, MeshAnalysis, type MeshService, MirroredService, RequestMatch, ResilientService,
  RequestTransform, StringMatch,
} from 'cdk8s-istio';

/** What a program can say, each named by its id: each a little, overlapping in many ways. */
const STATEMENTS: { readonly [id: string]: (id: string, of: MeshService, edge: IngressGateway, chart: Chart) => unknown } = {
  release: (id, of) => canary(of, {}, id),
  testers: (id, of) => canary(of, { requests: [TESTER], weight: 50, priority: 1 }, id),
  callers: (id, of) => canary(of, { requests: [RequestMatch.sourceLabels({ app: 'web' })], weight: 20 }, id),
  copies: (id, of, _edge, chart) => new MirroredService(chart, id, { service: of, mirrors: [{ to: of.version('v3'), percentage: 10 }] }),
  uploads: (id, of, _edge, chart) => new ResilientService(chart, id, {
    service: of, timeout: Duration.seconds(60), requests: [RequestMatch.path(StringMatch.prefix('/upload')), RequestMatch.method('PUT')],
  }),
  patience: (id, of, _edge, chart) => new ResilientService(chart, id, {
    service: of, timeout: Duration.seconds(5), retries: { attempts: 1 }, circuitBreaker: { maxRetries: 3 },
  }),
  limits: (id, of, _edge, chart) => new ResilientService(chart, id, { service: of, circuitBreaker: { maxConnections: 3, outlierDetection: {} } }),
  admin: (id, of, _edge, chart) => new FaultInjection(chart, id, {
    service: of, requests: [RequestMatch.port(9081)], abort: FaultAbort.http(503, { percentage: 1 }),
  }),
  slow: (id, of, _edge, chart) => new FaultInjection(chart, id, {
    service: of, requests: [TESTER], delay: { duration: Duration.seconds(1), percentage: 5 },
  }),
  strip: (id, of, _edge, chart) => new RequestTransform(chart, id, {
    service: of,
    requests: [RequestMatch.path(StringMatch.prefix('/')), RequestMatch.path(StringMatch.prefix('/upload/'))],
    rewrite: { uri: '/v2/', authority: 'internal' },
    headers: { request: { set: { 'X-Stripped': '1' } } },
  }),
  moved: (id, of, _edge, chart) => new RequestTransform(chart, id, {
    service: of, requests: [RequestMatch.path(StringMatch.prefix('/old/'))], redirect: { prefixRewrite: '/new/' }, priority: 2,
  }),
  everything: (id, of, edge, chart) => new ExposedService(chart, id, { service: of, gateway: edge, hosts: ['shop.example.com'], port: 9080 }),
  backstage: (id, of, edge, chart) => new ExposedService(chart, id, {
    service: of, gateway: edge, hosts: ['shop.example.com'], port: 9081, requests: [RequestMatch.path(StringMatch.prefix('/admin'))],
  }),
};

function program(ids: readonly string[]): App {
  const app = Testing.app();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const reviews = service(chart, 'reviews', [HTTP, port('http-admin', 9081), TCP]);
  const edge = new IngressGateway(chart, 'edge', { listeners: [{ hosts: ['shop.example.com'] }] });
  ids.forEach((id) => STATEMENTS[id](id, reviews, edge, chart));
  return app;
}

const some = fc.shuffledSubarray(Object.keys(STATEMENTS));
const identity = ({ kind, metadata: { name } }: Rendered) => `${kind} ${name}`;

test('the same program gives the same bytes', () => {
  fc.assert(fc.property(some, (ids) => {
    expect(JSON.stringify(objectsOf(program(ids)))).toBe(JSON.stringify(objectsOf(program(ids))));
  }), { numRuns: 50 });
});

test('the order in which a program says things changes none of its objects and findings, and synthesizes without an error', () => {
  fc.assert(fc.property(some, fc.infiniteStream(fc.nat()), (ids, random) => {
    const shuffled = [...ids].map((id) => [random.next().value as number, id] as const).sort(([a], [b]) => a - b).map(([, id]) => id);
    const [one, other] = [ids, shuffled].map((order) => {
      const app = program(order);
      return {
        objects: Object.fromEntries(objectsOf(app).map((object) => [identity(object), JSON.stringify(object)])),
        findings: MeshAnalysis.findings(app).map(({ severity, message }) => `${severity} ${message}`).sort(),
      };
    });
    expect(other).toEqual(one);
    expect(one.findings.filter((finding) => finding.startsWith('error'))).toEqual([]);
  }), { numRuns: 100 });
});
