import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import { DestinationRule, MeshAnalysis, l1 } from 'cdk8s-istio';

let mockLoads = 0;
jest.mock('../../imports/structure', () => {
  mockLoads++;
  return jest.requireActual<object>('../../imports/structure');
});

const findings = (app: App) => MeshAnalysis.findings(app).filter(({ severity }) => severity === 'error').map(MeshAnalysis.format);

test('without objects of Istio, the schemas are not even loaded', () => {
  const app = new App();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  new ApiObject(chart, 'other', { apiVersion: 'v1', kind: 'ConfigMap' });
  MeshAnalysis.findings(app);
  expect(mockLoads).toBe(0);
});

test('objects that were patched, and those of L1, are compared', () => {
  const app = new App();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const rule = new DestinationRule(chart, 'ratings', { host: 'ratings.shop.svc.cluster.local' });
  ApiObject.of(rule).addJsonPatch(JsonPatch.add('/spec/workloadSelector', { matchLabels: { 'app*': 'ratings' } }));
  new l1.Telemetry(chart, 'default', { metadata: { name: 'default' }, spec: { tracing: [{ randomSamplingPercentage: 101 }] } });
  expect(findings(app)).toEqual([
    'shop/default: spec.tracing[0].randomSamplingPercentage is 101; it must be between 0 and 100; write a value within the bounds [CI1201]',
    'shop/ratings: spec.workloadSelector.matchLabels breaks a rule; it must keep to the rule "wildcard not allowed in label key match"; change the object so that the rule holds [CI1203]',
  ]);
  expect(mockLoads).toBe(1);
});
