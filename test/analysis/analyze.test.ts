import { NameGiven } from './name-given';
import { DataPlaneMode, MeshAnalysis, type MeshProps, PolicyPack } from 'cdk8s-istio';

const object = (kind: string, name: string, spec: object, apiVersion = 'networking.istio.io/v1') =>
  ({ apiVersion, kind, metadata: { name, namespace: 'shop' }, spec });
const routes = (name: string, host = name) => object('VirtualService', name, { hosts: [host], http: [{ route: [{ destination: { host } }] }] });
const service = (name: string) => object('Service', name, { ports: [{ name: 'http', port: 80 }] }, 'v1');

const lines = (objects: Array<{ [key: string]: unknown }>, mesh?: MeshProps) =>
  MeshAnalysis.analyze(objects, mesh).map((finding) => MeshAnalysis.format(finding));

test('finds what is wrong in plain objects, and names their places in the list', () => {
  const services = Array.from({ length: 10 }, (_, i) => service(`s${i}`));
  const objects = [...services, routes('s3'), routes('gone'), { apiVersion: 'v1', kind: 'List', items: [routes('lost')] }];

  expect(MeshAnalysis.analyze(objects).map(({ construct, code, objectName }) => [construct, code, objectName]))
    .toEqual([['objects[11]', 'CI0101', 'gone'], ['objects[12]', 'CI0101', 'lost']]);
});

test('the findings are in the order of the objects', () => {
  expect(MeshAnalysis.analyze(Array.from({ length: 12 }, (_, i) => routes(`a${i}`))).map(({ construct }) => construct))
    .toEqual(Array.from({ length: 12 }, (_, i) => `objects[${i}]`));
});

test('every property of the mesh is told to the checks', () => {
  const mesh: Required<MeshProps> = {
    clusterDomain: 'corp.example',
    rootNamespace: 'mesh-root',
    trustDomain: 'corp.example',
    istioVersion: '1.31',
    dataPlaneMode: DataPlaneMode.SIDECAR,
    knownHosts: ['reviews.shop.svc.corp.example'],
    knownGateways: ['infra/edge'],
    knownGatewayLabels: [{ istio: 'edge' }],
    knownNamespaces: ['ratings'],
    knownSecrets: ['shop/cert'],
    knownProviders: ['jaeger'],
    policyPacks: [new PolicyPack({ prefix: 'ACME', checks: [new NameGiven()] })],
    failOnWarnings: true,
    failOnErrors: false,
  };
  const objects = [routes('reviews'), routes('other', 'other.ratings.svc.corp.example')];

  expect(lines(objects, mesh)).toEqual([]);
  expect(lines(objects, { ...mesh, knownHosts: [], knownNamespaces: [] })).toHaveLength(2);
});

test.each([
  [[{ kind: 'Service' }], undefined, 'MeshAnalysis.analyze: objects[0].apiVersion is missing; it must be a text'],
  [[{ apiVersion: 'v1', kind: 3 }], undefined, 'MeshAnalysis.analyze: objects[0].kind is 3; it must be a text'],
  [[], { clusterDomain: 'a b' }, 'MeshAnalysis.analyze: mesh.clusterDomain is "a b"; it must be a domain, such as "cluster.local"'],
])('%j is refused', (objects, mesh, error) => {
  expect(() => MeshAnalysis.analyze(objects, mesh)).toThrow(new Error(error));
});
