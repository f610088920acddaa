import { App, Chart, Duration, Testing } from 'cdk8s';
import { stringify } from 'yaml';
import { installationProps } from './generated';
import {
  CountOrPercent, HelmInstall, InstallProfile, type IstioInstallProps, SailInstall, type SailInstallProps, SailUpdateStrategy,
} from 'cdk8s-istio';

function objects(props: SailInstallProps, namespace?: string): unknown[] {
  const chart = new Chart(Testing.app(), 'istio', { namespace });
  new SailInstall(chart, 'istio', props);
  return chart.toJson() as unknown[];
}

test('smallest', () => {
  expect(stringify(objects({ profile: InstallProfile.MINIMAL }))).toMatchInlineSnapshot(`
"- apiVersion: sailoperator.io/v1
  kind: Istio
  metadata:
    name: default
  spec:
    namespace: istio-system
    values:
      pilot:
        cni:
          enabled: false
    version: v1.31-latest
"
`);
});

const own: Required<Omit<SailInstallProps, keyof IstioInstallProps>> = {
  version: 'v1.31.0',
  updateStrategy: SailUpdateStrategy.REVISION_BASED,
  inactiveRevisionGracePeriod: Duration.minutes(5),
  updateWorkloads: true,
};

test('every property of its own', () => {
  expect(objects({ ...own, profile: InstallProfile.MINIMAL })[0]).toMatchObject({
    spec: {
      version: 'v1.31.0', updateStrategy: { type: 'RevisionBased', inactiveRevisionDeletionGracePeriodSeconds: 300, updateWorkloads: true },
    },
  });
});

test('ambient mode, with a revision and tags', () => {
  expect(stringify(objects({
    version: own.version,
    profile: InstallProfile.AMBIENT,
    revision: 'prod',
    revisionTags: ['stable', 'default'],
    hub: 'registry.example.com/istio',
    pilot: { autoscaling: { minReplicas: 2 }, env: { PILOT_ENABLE_STATUS: 'true' } },
    cni: { namespace: 'agents', podAnnotations: { 'example.com/owner': 'mesh' } },
    ztunnel: { namespace: 'agents', resources: { requests: { cpu: '300m' } } },
    meshConfig: { accessLogFile: '/dev/stdout' },
  }, 'mesh'))).toMatchInlineSnapshot(`
"- apiVersion: sailoperator.io/v1
  kind: Istio
  metadata:
    name: prod
  spec:
    namespace: mesh
    profile: ambient
    values:
      global:
        hub: registry.example.com/istio
        istioNamespace: mesh
      meshConfig:
        accessLogFile: /dev/stdout
      pilot:
        autoscaleMin: 2
        cni:
          enabled: true
        env:
          PILOT_ENABLE_STATUS: "true"
        trustedZtunnelNamespace: agents
    version: v1.31.0
- apiVersion: sailoperator.io/v1
  kind: IstioCNI
  metadata:
    name: default
  spec:
    namespace: agents
    profile: ambient
    values:
      cni:
        podAnnotations:
          example.com/owner: mesh
      global:
        hub: registry.example.com/istio
    version: v1.31.0
- apiVersion: sailoperator.io/v1
  kind: ZTunnel
  metadata:
    name: default
  spec:
    namespace: agents
    values:
      global:
        hub: registry.example.com/istio
      ztunnel:
        istioNamespace: mesh
        resources:
          requests:
            cpu: 300m
        revision: prod
    version: v1.31.0
- apiVersion: sailoperator.io/v1
  kind: IstioRevisionTag
  metadata:
    name: stable
  spec:
    targetRef:
      kind: Istio
      name: prod
- apiVersion: sailoperator.io/v1
  kind: IstioRevisionTag
  metadata:
    name: default
  spec:
    targetRef:
      kind: Istio
      name: prod
"
`);
});

test('its Istio carries the values of the chart, whatever is said', () => {
  let compared = 0;
  for (const { name, props } of installationProps()) {
    const sail = { ...props, ingressGateways: [], egressGateways: [] };
    const app = new App();
    const istiod = new HelmInstall(app, 'helm', sail).releases.find(({ chart }) => chart === 'istiod');
    let istio;
    try { istio = new SailInstall(new Chart(app, 'sail'), 'istio', sail).istio; } catch (error) {
      // What the operator's kinds have no place for is refused with its name; nothing else is.
      expect([name, (error as Error).message]).toEqual([name, expect.stringContaining(' has no place for it')]);
      continue;
    }
    const { revision = 'default', revisionTags: _, cni: __, profile, ...values } = istiod?.values ?? {};
    if (istiod === undefined) { expect(istio).toBeUndefined(); continue; }
    expect(istio?.toJson()).toMatchObject({ metadata: { name: revision }, spec: { values } });
    expect((istio?.toJson() as { spec: { profile?: unknown } }).spec.profile).toEqual(profile);
    compared++;
  }
  expect(compared).toBeGreaterThan(20);
});

test('what the operator has no place for', () => {
  const refused = (props: SailInstallProps) => { try { return objects(props); } catch (error) { return (error as Error).message; } };
  const minimal = { profile: InstallProfile.MINIMAL };
  expect([
    refused({}),
    refused({ ...minimal, ingressGateways: [{ name: 'edge' }] }),
    refused({ ...minimal, version: '1.31.0' }),
    refused({ ...minimal, updateWorkloads: true }),
    refused({ ...minimal, inactiveRevisionGracePeriod: Duration.minutes(1) }),
    refused({ ...minimal, pilot: { replicas: 2, podDisruptionBudget: { maxUnavailable: CountOrPercent.count(1) } } }),
    refused({ ...own, profile: InstallProfile.AMBIENT }),
    refused({ ...minimal, pilot: { env: { ENABLE_CLUSTER_TRUST_BUNDLE_API: 'true' } } }),
    refused({ ...minimal, cni: { tolerations: [{ operator: 'Exists' }] } }),
    refused({ profile: InstallProfile.AMBIENT, ztunnel: { nodeSelector: { pool: 'a' } } }),
    refused({ ...minimal, unvalidatedValues: { mine: { a: 1 } } }),
    refused({ ...minimal, values: { pilot: { image: 'a', terminationMessagePolicy: 'File' } } }),
    refused({ ...minimal, cni: {}, values: { global: { networkPolicy: { enabled: true } } } }),
  ].

    join('\n')).toMatchInlineSnapshot(`
"istio/istio: the profile has the gateway istio-ingressgateway; ingressGateways must be [], or profile InstallProfile.MINIMAL; the operator installs no gateways; install them by a HelmInstall with InstallProfile.EMPTY, or by Kubernetes' Gateway API
istio/istio: ingressGateways is ["edge"]; it must be empty; the operator installs no gateways; install them by a HelmInstall with InstallProfile.EMPTY, or by Kubernetes' Gateway API
istio/istio: version is "1.31.0"; it must be like v1.31.0 or v1.31-latest
istio/istio: updateWorkloads is given; it must be left out; or set updateStrategy to REVISION_BASED
istio/istio: inactiveRevisionGracePeriod is given; it must be left out; or set updateStrategy to REVISION_BASED
istio/istio: pilot.podDisruptionBudget is given; it must be left out, as the operator's Istio has no place for it; write a HelmInstall, which can
istio/istio: updateStrategy is "RevisionBased"; it must be IN_PLACE next to ztunnel, which calls one control plane by its name
istio/istio: pilot.env.ENABLE_CLUSTER_TRUST_BUNDLE_API is true; it must be a text, as the operator takes no other; write an IstioInstall for istioctl, which can
istio/istio: cni.tolerations is given; it must be left out, as the operator's IstioCNI has no place for it; write a HelmInstall, which can
istio/istio: ztunnel.nodeSelector is given; it must be left out, as the operator's ZTunnel has no place for it; write a HelmInstall, which can
istio/istio: values.mine is given; it must be left out, as the operator's Istio has no place for it; write a HelmInstall, which can
istio/istio: values.pilot.terminationMessagePolicy is given; it must be left out, as the operator's Istio has no place for it; write a HelmInstall, which can
istio/istio: values.global.networkPolicy is given; it must be left out, as the operator's kind for what runs on nodes has no place for it; write a HelmInstall, which can"
`);
});
