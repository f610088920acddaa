import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, Duration } from 'cdk8s';
import { MeshService, ResilientService } from '../../src';
import { HTTP } from '../patterns/support';

/** What has been read, in its order. Reading it while the library is loaded would be too early to be noted here, and throw. */
const mockRead: string[] = [];
jest.mock('../../src/checks/registry', () => mockReading('registry', '../../src/checks/registry'));
jest.mock('../../src/checks/engine', () => mockReading('engine', '../../src/checks/engine'));
jest.mock('../../imports/structure', () => mockReading('schemas', '../../imports/structure'));

function mockReading(name: string, file: string): object {
  mockRead.push(name);
  return jest.requireActual<object>(file);
}

test('checks are read when an app is synthesized, and schemas when it has objects of Istio that no construct wrote', () => {
  const shop = () => {
    const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'loading-')) });
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    const service = new MeshService(chart, 'reviews', { name: 'reviews', ports: [HTTP] });
    return { app, chart, service };
  };
  const { app } = shop();
  expect(mockRead).toEqual([]);

  app.synth();
  expect(mockRead).toEqual(['engine', 'registry']);

  const routed = shop();
  new ResilientService(routed.chart, 'resilience', { service: routed.service, timeout: Duration.seconds(3) });
  routed.app.synth();
  expect(mockRead).toEqual(['engine', 'registry']);

  const raw = shop();
  new ApiObject(raw.chart, 'strict', { apiVersion: 'security.istio.io/v1', kind: 'PeerAuthentication', spec: { mtls: { mode: 'STRICT' } } });
  raw.app.synth();
  expect(mockRead).toEqual(['engine', 'registry', 'schemas']);
});
