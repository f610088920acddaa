import { App, Chart } from 'cdk8s';
import {
  ArgoCdInstall, AuthorizationAction, AuthorizationPolicy, AuthorizationRules, ExtensionProvider, HelmInstall, InstallProfile, IstioInstall,
  type IstioInstallProps, MeshTelemetry, SailInstall, StrictMtlsNamespace, Telemetry,
} from 'cdk8s-istio';

/* Broken installations, whoever writes them: what is wrong, where, and what to do. */

const OUTPUTS: { readonly [name: string]: (app: App, props: IstioInstallProps) => unknown } = {
  IstioInstall: (app, props) => new IstioInstall(new Chart(app, 'install'), 'istio', props),
  HelmInstall: (app, props) => new HelmInstall(new Chart(app, 'install'), 'istio', props),
  SailInstall: (app, props) => new SailInstall(new Chart(app, 'install'), 'istio', props),
  ArgoCdInstall: (app, props) => new ArgoCdInstall(new Chart(app, 'install'), 'istio', props),
};

const BROKEN: ReadonlyArray<readonly [string, IstioInstallProps, string]> = [
  ['an unknown profile', { profile: InstallProfile.of('prod') },
    'profile is "prod"; it must be one of ambient, default, demo, empty, minimal, openshift, openshift-ambient, preview, remote, stable; '
    + 'for a profile of your own give installPackagePath, below which istioctl reads profiles/prod.yaml'],
  ['more replicas at least than at most', { pilot: { autoscaling: { minReplicas: 5, maxReplicas: 2 } } },
    'pilot.autoscaling.maxReplicas is 2; it must be at least minReplicas (5)'],
  ['gateways of one name', { ingressGateways: [{ name: 'edge' }, { name: 'edge' }] },
    'ingressGateways[1].name is "edge"; it must be a name of its own in the namespace istio-system; ingressGateways[0] has it'],
  ['a malformed path of a patch', { pilot: { overlays: [{ kind: 'Deployment', name: 'istiod', patches: [{ path: 'spec..replicas', value: 1 }] }] } },
    'pilot.overlays[0].patches[0].path is "spec..replicas"; it must be members and elements with dots between them (spec.containers.[name:discovery].args.[0])'],
  ['a quantity that is none', { pilot: { resources: { requests: { memory: '4 GB' } } } },
    'pilot.resources.requests.memory is "4 GB"; it must be a quantity of Kubernetes (500m, 2Gi)'],
  ['a member that MeshConfig does not have', { meshConfig: { more: { outboundTraficPolicy: {} } } },
    'meshConfig.more.outboundTraficPolicy is given; it must be a member of Istio\'s MeshConfig; write outboundTrafficPolicy'],
  ['a member within that MeshConfig does not have', { meshConfig: { more: { outboundTrafficPolicy: { mod: 'REGISTRY_ONLY' } } } },
    'meshConfig.more.outboundTrafficPolicy.mod is given; it must be a member of Istio\'s MeshConfig; write mode'],
];

describe.each(Object.keys(OUTPUTS))('%s refuses', (output) => {
  test.each(BROKEN)('%s', (_what, props, message) => {
    expect(() => OUTPUTS[output](new App(), props)).toThrow(new Error(`install/istio: ${message}`));
  });
});

describe.each(Object.keys(OUTPUTS))('beside what %s installs', (output) => {
  const authz = ExtensionProvider.envoyExtAuthzGrpc('authz', { service: 'authz.shop.svc.cluster.local', port: 9000 });
  const jaeger = ExtensionProvider.opentelemetry('jaeger', { service: 'jaeger.tracing.svc.cluster.local', port: 4317 });
  const policies = (extensionProviders: ExtensionProvider[]) => {
    const app = new App({ outdir: process.env.TMPDIR ?? '/tmp' });
    OUTPUTS[output](app, { profile: InstallProfile.MINIMAL, meshConfig: { extensionProviders } });
    const shop = new Chart(app, 'shop', { namespace: 'shop' });
    new Telemetry(shop, 'traces', { tracing: [{ provider: jaeger.name }] });
    new MeshTelemetry(shop, 'logs', { accessLog: { providers: [jaeger.name] } });
    new AuthorizationPolicy(shop, 'ask', { action: AuthorizationAction.customBy(authz), rules: AuthorizationRules.everything() });
    return app;
  };

  test('a Telemetry and a CUSTOM policy name providers that MeshConfig lacks', () => {
    expect(() => policies([]).synth()).toThrow(new Error([
      'Validation failed with the following errors:',
      '  [cdk8s-istio] shop/ask: spec.provider.name is "authz"; it must be an external authorizer of install/istio, which has none; '
        + 'add it to extensionProviders of the meshConfig of the installation [CI1080]',
      '  [cdk8s-istio] shop/logs: spec.accessLogging[0].providers[0].name is "jaeger"; it must be a provider that install/istio knows: envoy, prometheus, stackdriver; '
        + 'add it to extensionProviders of the meshConfig of the installation [CI0901]',
      '  [cdk8s-istio] shop/traces: spec.tracing[0].providers[0].name is "jaeger"; it must be a provider that install/istio knows: envoy, prometheus, stackdriver; '
        + 'add it to extensionProviders of the meshConfig of the installation [CI0901]',
    ].join('\n')));
  });
});

test('an IstioOperator with cluster objects in one file is refused, and it is said why', () => {
  const app = new App();
  const chart = new Chart(app, 'mesh');
  new IstioInstall(chart, 'istio');
  new StrictMtlsNamespace(chart, 'namespace', { name: 'shop' });
  expect(() => app.synth()).toThrow(new Error('Validation failed with the following errors:\n'
    + '  [cdk8s-istio] mesh/istio: kind is "IstioOperator" in one file with Namespace shop; neither kubectl nor istioctl takes such a file; '
    + 'put the IstioOperator into a chart of its own [CI0026]'));
});
