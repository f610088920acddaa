import { lines, find } from './run';
import { CHECKS } from '../../src/checks/registry';

const PROVIDER = CHECKS.filter(({ code }) => code === 'CI0901');
const tracing = `apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: {name: default, namespace: shop}
spec: {tracing: [{providers: [{name: jaeger}]}]}`;
const configMap = (mesh: string, name = 'istio') => `${tracing}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: ${name}, namespace: istio-system}
data: {mesh: '${mesh}'}`;
const operator = (spec: string) => `${tracing}\n---\napiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nmetadata: {name: mesh, namespace: istio-system}\nspec: ${spec}`;

test('of a mesh that the app does not show, providers are not known, unless somebody says so', () => {
  const warning = 'warning app/default: spec.tracing[0].providers[0].name is "jaeger"; it must be a provider of the MeshConfig; '
    + 'name it in knownProviders of the Mesh if the MeshConfig has it [CI0901]';
  expect(lines(find(tracing, PROVIDER))).toEqual([warning]);
  expect(lines(find(configMap('a: ['), PROVIDER))).toEqual([warning]);
  expect(lines(find(configMap('{}', 'istiod'), PROVIDER))).toEqual([warning]);
  expect(find(tracing, PROVIDER, { knownProviders: ['Jaeger'] })).toEqual([]);
});

test.each([
  ['the ConfigMap of istiod', configMap('extensionProviders: [{name: jaeger}]'), configMap('extensionProviders: [{name: zipkin}, 3, {}]'), 'ConfigMap istio-system/istio'],
  ['that of a revision', configMap('extensionProviders: [{name: jaeger}]', 'istio-canary'), configMap('{extensionProviders: [{name: zipkin}]}', 'istio-canary'), 'ConfigMap istio-system/istio-canary'],
  ['an IstioOperator', operator('{meshConfig: {extensionProviders: [{name: jaeger}]}}'), operator('{profile: minimal, meshConfig: {extensionProviders: [{name: zipkin}]}}'),
    'IstioOperator istio-system/mesh'],
])('providers are those of %s', (_what, right, wrong, source) => {
  expect(find(right, PROVIDER)).toEqual([]);
  expect(lines(find(wrong, PROVIDER))).toEqual([
    `error app/default: spec.tracing[0].providers[0].name is "jaeger"; it must be a provider that ${source} knows: envoy, prometheus, stackdriver, zipkin; `
      + 'add it to extensionProviders of the meshConfig of the installation [CI0901]',
  ]);
});

test('a profile may say more than the operator does', () => {
  expect(find(operator('{profile: demo}'), PROVIDER)).toEqual([]);
});
