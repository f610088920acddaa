import { App, Chart } from 'cdk8s';
import { type InstalledMesh, providerNames } from '../../src/checks/installed-mesh';
import { installedMesh } from '../../src/install/installed';
import { toldBy } from '../../src/install/told';
import { Field } from '../../src/model/field';
import { ExtensionProvider, IstioInstall, type IstioInstallProps, InstallProfile } from 'cdk8s-istio';

function told(props: IstioInstallProps): InstalledMesh {
  const chart = new Chart(new App(), 'istio');
  const install = new IstioInstall(chart, 'mesh', props);
  return installedMesh(install, toldBy(props, new Field('istio/mesh')), 'istio-system');
}

test('checks know the MeshConfig of an installation: what its profile says, what it says, and its values, in this order', () => {
  const mesh = told({
    profile: InstallProfile.DEMO,
    revision: '1-31-0',
    meshConfig: { accessLogFile: '/tmp/log', trustDomain: 'shop.example.com' },
    values: { revisionTags: ['prod'], meshConfig: { defaultConfig: { concurrency: 2 } } },
    unvalidatedValues: { meshConfig: { trustDomain: 'late.example.com' } },
  });
  expect(mesh).toMatchObject({
    construct: 'istio/mesh',
    revision: '1-31-0',
    tags: ['prod'],
    namespace: 'istio-system',
    complete: true,
    meshConfig: { accessLogFile: '/tmp/log', trustDomain: 'late.example.com', defaultConfig: { concurrency: 2 } },
  });
  expect(providerNames(mesh)).toEqual(['envoy', 'prometheus', 'stackdriver', 'otel', 'skywalking', 'otel-tracing', 'jaeger']);
});

test('a list of providers takes the place of that of the profile', () => {
  const meshConfig = { extensionProviders: [ExtensionProvider.zipkin('zipkin', { service: 'zipkin.tracing', port: 9411 })] };
  expect(providerNames(told({ profile: InstallProfile.DEMO, meshConfig }))).toEqual(['envoy', 'prometheus', 'stackdriver', 'zipkin']);
});

test('a profile of one\'s own may say more', () => {
  expect(told({ profile: InstallProfile.of('prod'), installPackagePath: '/charts' })).toMatchObject({ complete: false, revision: '', tags: [], meshConfig: {} });
});
