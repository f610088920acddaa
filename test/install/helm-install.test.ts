import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart, Testing } from 'cdk8s';
import { stringify } from 'yaml';
import { gateway, pilot } from './everything';
import { without } from './support';
import {
  ClientTlsMode, HelmInstall, type HelmInstallProps, type HelmRelease, Identity, InstallProfile, IstioInstall, type IstioInstallProps, Mesh,
  MeshAnalysis, OperatorImagePullPolicy, OperatorStrategyType,
} from 'cdk8s-istio';

function releases(props: IstioInstallProps = {}): HelmRelease[] {
  return new HelmInstall(new App(), 'istio', props).releases;
}

function values(chart: string, props: IstioInstallProps): { [key: string]: unknown } {
  return releases(props).find((release) => release.chart === chart)?.values ?? {};
}

/** Synthesizes an app into a folder that is gone afterwards. */
function synthesized<T>(declare: (app: App) => void, look: (outdir: string) => T): T {
  const outdir = mkdtempSync(join(tmpdir(), 'helm-install-'));
  try {
    const app = new App({ outdir });
    declare(app);
    app.synth();
    return look(outdir);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

test('nothing said: the default profile', () => {
  expect(stringify(releases())).toMatchInlineSnapshot(`
"- name: istio-base
  chart: base
  namespace: istio-system
  values: {}
- name: istiod
  chart: istiod
  namespace: istio-system
  values:
    pilot:
      cni:
        enabled: false
- name: istio-ingressgateway
  chart: gateway
  namespace: istio-system
  values:
    labels:
      app: istio-ingressgateway
      istio: ingressgateway
    serviceAccount:
      name: istio-ingressgateway-service-account
    strategy:
      rollingUpdate:
        maxSurge: 100%
        maxUnavailable: 25%
    service:
      type: LoadBalancer
      ports:
        - name: status-port
          port: 15021
          protocol: TCP
          targetPort: 15021
        - name: http2
          port: 80
          protocol: TCP
          targetPort: 8080
        - name: https
          port: 443
          protocol: TCP
          targetPort: 8443
    podDisruptionBudget:
      minAvailable: 1
"
`);
});

test('each profile has the charts that it installs', () => {
  const charts = (profile: InstallProfile) => releases({ profile }).map(({ name, chart, namespace }) => `${namespace}/${name} ${chart}`);
  expect(charts(InstallProfile.EMPTY)).toEqual([]);
  expect(charts(InstallProfile.REMOTE)).toEqual(['istio-system/istio-base base', 'istio-system/istiod istiod']);
  expect(charts(InstallProfile.OPENSHIFT_AMBIENT)).toEqual([
    'istio-system/istio-base base', 'istio-system/istiod istiod', 'kube-system/istio-cni cni', 'kube-system/ztunnel ztunnel',
  ]);
  expect(charts(InstallProfile.DEMO).slice(2)).toEqual([
    'istio-system/istio-ingressgateway gateway', 'istio-system/istio-egressgateway gateway',
  ]);
});

const chartPilot = {
  ...without(pilot, 'replicas', 'securityContext', 'imagePullPolicy', 'overlays'),
  tolerations: [...pilot.tolerations, { key: 'cni.istio.io/not-ready', operator: 'Exists' }],
};

test('every property of the control plane that its chart has a place for', () => {
  const { pilot: said, ...rest } = values('istiod', { profile: InstallProfile.MINIMAL, revision: '1-31-0', pilot: chartPilot });
  expect(stringify({ ...rest, pilot: said })).toMatchInlineSnapshot(`
"revision: 1-31-0
global:
  priorityClassName: system-cluster-critical
pdb:
  minAvailable: 2
pilot:
  cni:
    enabled: false
  serviceAnnotations:
    example.com/port: "15012"
  env:
    PILOT_ENABLE_STATUS: "true"
  hub: registry.example.com/istio
  tag: 1.31.0-distroless
  resources:
    requests:
      cpu: 1000m
      memory: 4096Mi
    limits:
      memory: 8Gi
  nodeSelector:
    pool: mesh
  tolerations:
    - key: dedicated
      operator: Exists
  affinity:
    podAntiAffinity: {}
  podAnnotations:
    example.com/owner: mesh
  autoscaleMin: 2
  autoscaleMax: 10
  cpu:
    targetAverageUtilization: 60
  memory:
    targetAverageUtilization: 75
  autoscaleBehavior:
    scaleDown:
      stabilizationWindowSeconds: 60
  rollingMaxSurge: 1
"
`);
});

test('every property of a gateway that its chart has a place for', () => {
  expect(stringify(values('gateway', { ingressGateways: [without(gateway, 'replicas', 'tag')] }))).toMatchInlineSnapshot(`
"labels:
  app: istio-ingressgateway
  istio: edge
serviceAccount:
  name: edge-service-account
strategy:
  rollingUpdate:
    maxSurge: 1
    maxUnavailable: 25%
  type: RollingUpdate
service:
  type: LoadBalancer
  ports:
    - name: status-port
      port: 15021
      targetPort: 15021
    - appProtocol: HTTPS
      name: https
      nodePort: 30443
      port: 443
      protocol: TCP
      targetPort: 9443
    - name: http2
      port: 80
      targetPort: 8080
  annotations:
    example.com/port: "15012"
  loadBalancerIP: 192.0.2.1
  loadBalancerClass: example.com/internal
  loadBalancerSourceRanges:
    - 10.0.0.0/8
  externalTrafficPolicy: Local
autoscaling:
  enabled: true
  minReplicas: 2
  maxReplicas: 10
  targetCPUUtilizationPercentage: 60
  targetMemoryUtilizationPercentage: 75
  autoscaleBehavior:
    scaleDown:
      stabilizationWindowSeconds: 60
resources:
  requests:
    cpu: 200m
podDisruptionBudget:
  minAvailable: 2
env:
  PILOT_ENABLE_STATUS: "true"
nodeSelector:
  pool: mesh
tolerations:
  - key: dedicated
    operator: Exists
affinity:
  podAntiAffinity: {}
podAnnotations:
  example.com/owner: mesh
priorityClassName: system-cluster-critical
securityContext:
  fsGroup: 1337
imagePullPolicy: Always
"
`);
});

test('objects without a revision are validated by the control plane that is the default, if there is one', () => {
  expect(values('base', {}).defaultRevision).toBeUndefined();
  expect(values('base', { revision: 'a' }).defaultRevision).toBe('');
  expect(values('base', { revision: 'a', values: { defaultRevision: 'b' } }).defaultRevision).toBe('b');
  expect(new HelmInstall(new App(), 'istio', { ...all, revision: 'b' }).releases[0].values).toMatchObject({ defaultRevision: 'a', revision: 'b' });
});

const all: Required<Pick<HelmInstallProps, 'repository' | 'chartVersion' | 'folder' | 'defaultRevision'>> = {
  defaultRevision: 'a', repository: 'https://charts.example.com', chartVersion: '1.31.0', folder: 'mesh/helm',
};

test('the table of what a chart has no place for', () => {
  const refused = (props: IstioInstallProps) => { try { return releases(props); } catch (error) { return (error as Error).message; } };
  expect([
    refused({ profile: InstallProfile.of('mine') }),
    refused({ profile: InstallProfile.of('mine'), installPackagePath: 'manifests' }),
    refused({ base: { overlays: [{ kind: 'ServiceAccount', name: 'a', patches: [{ path: 'metadata.labels.a', value: 'b' }] }] } }),
    refused({ pilot: { overlays: [{ kind: 'Deployment', name: 'istiod', patches: [{ path: 'spec.paused', value: true }] }] } }),
    refused({ pilot: { imagePullPolicy: OperatorImagePullPolicy.ALWAYS } }),
    refused({ pilot: { tolerations: [{ operator: 'Exists' }] } }),
    refused({ pilot: { strategy: { type: OperatorStrategyType.RECREATE } } }),
    refused({ pilot: { env: { A: 'say "a"' } } }),
    refused({ pilot: { podAnnotations: { 'prometheus.io/port': '1' } } }),
    refused({ pilot: { replicas: 2, podDisruptionBudget: { selector: {} } } }),
    refused({ cni: { nodeSelector: { pool: 'a' } } }),
    refused({ cni: { priorityClassName: 'mine' } }),
    refused({ profile: InstallProfile.AMBIENT, ztunnel: { securityContext: {} } }),
    refused({ ingressGateways: [{ name: 'edge', tag: '1.30.0' }] }),
    refused({ ingressGateways: [{ name: 'a', labels: { set: 'a' } }, { name: 'b', labels: { set: 'b' } }] }),
    refused({ values: { gateways: { 'istio-ingressgateway': { secretVolumes: [] } } } }),
    refused({ values: { global: { arch: { amd64: 2 } } } }),
    refused({ pilot: { autoscaling: { minReplicas: 9, maxReplicas: 2 } } }),
    refused({ pilot: { resources: { requests: { cpu: 'much' } } } }),
    refused({ meshConfig: { more: { accessLogfile: '/dev/stdout' } } }),
    refused({ revision: 'a', revisionTags: ['prod'] }),
  ].

    join('\n')).toMatchInlineSnapshot(`
"istio: profile is "mine"; it must be one of ambient, default, demo, empty, minimal, openshift, openshift-ambient, preview, remote, stable; for a profile of your own give installPackagePath, below which istioctl reads profiles/mine.yaml
istio: installPackagePath is given; it must be left out, as only istioctl reads it; profiles of Istio's charts are within the charts
istio: base.overlays is given; it must be left out, as the chart base has no place for it; write an IstioInstall for istioctl, which can
istio: pilot.overlays is given; it must be left out, as the chart istiod has no place for it; write an IstioInstall for istioctl, which can
istio: pilot.imagePullPolicy is given; it must be left out, as the chart istiod has no place for it; give values.global.imagePullPolicy, which holds for sidecars too
istio: pilot.tolerations is [{"operator":"Exists"}]; it must be a list with {"key":"cni.istio.io/not-ready","operator":"Exists"}; the chart istiod adds it in any case
istio: pilot.strategy.type is "Recreate"; it must be RollingUpdate, as the chart istiod knows no other; write an IstioInstall for istioctl, which can
istio: pilot.env.A is "say \\"a\\""; it must be without quotes, backslashes and line breaks, as Istio's chart puts it between quotes as it is
istio: pilot.podAnnotations["prometheus.io/port"] is "1"; it must be left out, as Istio's chart writes this annotation itself; write an IstioInstall for istioctl, which can
istio: pilot.podDisruptionBudget.selector is given; it must be left out, as the chart istiod has no place for it; write an IstioInstall for istioctl, which can
istio: cni.nodeSelector is given; it must be left out, as the chart cni has no place for it; give affinity
istio: cni.priorityClassName is "mine"; it must be left out, as the chart cni says system-node-critical; write an IstioInstall for istioctl, which can
istio: ztunnel.securityContext is given; it must be left out, as the chart ztunnel has no place for it; write an IstioInstall for istioctl, which can
istio: ingressGateways[0].tag is given; it must be left out, as the chart gateway has no place for it; the injector gives the gateway the image of the control plane; give tag of the installation
istio: ingressGateways[1].labels is {"set":"b"}; it must be labels that tell its pods from those of ingressGateways[0]; their Services and autoscalers in the namespace istio-system would take each other's pods; give each a label istio of its own
istio: values.gateways["istio-ingressgateway"].secretVolumes is given; it must be left out, as the chart gateway has no place for it; write an IstioInstall for istioctl, which can
istio: values.global.arch is given; it must be left out, as the chart gateway has no place for it; write an IstioInstall for istioctl, which can
istio: pilot.autoscaling.maxReplicas is 2; it must be at least minReplicas (9)
istio: pilot.resources.requests.cpu is "much"; it must be a quantity of Kubernetes (500m, 2Gi)
istio: meshConfig.more.accessLogfile is given; it must be a member of Istio's MeshConfig; write accessLogFile
istio: revisionTags is ["prod"]; it must be left out, as Helm would remove the tags with the release of the revision; declare a RevisionTag"
`);
  expect(() => new HelmInstall(new App(), 'istio', { folder: '../up' })).toThrow(
    'istio: folder is "../up"; it must be a folder within the output folder of the app');
});

test('maps have no order: however they are given, the same is written', () => {
  const given = (order: <T>(members: T[]) => T[]): IstioInstallProps => {
    const map = <T>(...members: Array<[string, T]>): { [name: string]: T } => Object.fromEntries(order(members));
    return {
      pilot: {
        env: map(['B_SETTING', 'b'], ['A_SETTING', 'a']),
        resources: { requests: map(['memory', '1Gi'], ['cpu', '1']) },
        serviceAnnotations: map(['example.com/b', 'b'], ['example.com/a', 'a']),
      },
      values: map<object>(['sidecarInjectorWebhook', map(['rewriteAppHTTPProbe', false], ['enableNamespacesByDefault', true])], ['global', map(['logAsJson', true])]),
    };
  };
  const written = (props: IstioInstallProps) => {
    const chart = Testing.chart();
    new IstioInstall(chart, 'istio', props);
    return [stringify(releases(props).map((release) => release.values)), Testing.synth(chart)];
  };
  expect(written(given((members) => members))).toEqual(written(given((members) => [...members].reverse())));
  expect(written(given((members) => members))[0]).toContain('A_SETTING: a\n      B_SETTING: b');
});

test('files are written when the app is synthesized: values, their order, and the commands', () => {
  synthesized((app) => {
    new HelmInstall(app, 'istio', { ...all, profile: InstallProfile.MINIMAL, cni: { namespace: 'agents' } });
  }, (outdir) => {
    const folder = join(outdir, 'mesh', 'helm');
    expect(readdirSync(folder).sort()).toEqual([
      '1-istio-base.values.yml', '2-istiod.values.yml', '3-istio-cni.values.yml', 'helmfile.yml', 'install.sh',
    ]);
    expect(readFileSync(join(folder, '2-istiod.values.yml'), 'utf8')).toMatchInlineSnapshot(`
"pilot:
  cni:
    enabled: true
defaultRevision: a
"
`);
    expect(readFileSync(join(folder, 'install.sh'), 'utf8')).toMatchInlineSnapshot(`
"#!/bin/sh
# Installs Istio, or changes it, in this order.
set -eu
cd "$(dirname "$0")"

helm upgrade --install istio-base base --repo https://charts.example.com --version '1.31.0' \\
  --namespace istio-system --create-namespace --values 1-istio-base.values.yml --wait

helm upgrade --install istiod istiod --repo https://charts.example.com --version '1.31.0' \\
  --namespace istio-system --create-namespace --values 2-istiod.values.yml --wait

helm upgrade --install istio-cni cni --repo https://charts.example.com --version '1.31.0' \\
  --namespace agents --create-namespace --values 3-istio-cni.values.yml --wait
"
`);
    expect(readFileSync(join(folder, 'helmfile.yml'), 'utf8')).toMatchInlineSnapshot(`
"repositories:
  - name: istio
    url: https://charts.example.com
releases:
  - name: istio-base
    namespace: istio-system
    chart: istio/base
    version: 1.31.0
    values:
      - 1-istio-base.values.yml
    wait: true
  - name: istiod
    namespace: istio-system
    chart: istio/istiod
    version: 1.31.0
    values:
      - 2-istiod.values.yml
    wait: true
    needs:
      - istio-system/istio-base
  - name: istio-cni
    namespace: agents
    chart: istio/cni
    version: 1.31.0
    values:
      - 3-istio-cni.values.yml
    wait: true
    needs:
      - istio-system/istiod
"
`);
  });
});

test('what kubectl and the cdk8s CLI take for manifests stays apart', () => {
  synthesized((app) => {
    new HelmInstall(app, 'istio');
    new HelmInstall(new Chart(app, 'mesh', { namespace: 'mesh' }), 'istio');
  }, (outdir) => {
    const yaml = readdirSync(outdir, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
    expect(yaml).toEqual(['mesh.k8s.yaml']);
    expect(readdirSync(outdir).sort()).toEqual(['istio.helm', 'mesh-istio.helm', 'mesh.k8s.yaml']);
    expect(readFileSync(join(outdir, 'mesh-istio.helm', '2-istiod.values.yml'), 'utf8')).toContain('istioNamespace: mesh');
  });
});

test('an app with errors writes no values', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'helm-install-'));
  const app = new App({ outdir });
  new HelmInstall(app, 'istio');
  app.node.addValidation({ validate: () => ['wrong'] });
  expect(() => app.synth()).toThrow('wrong');
  expect(existsSync(join(outdir, 'istio.helm'))).toBe(false);
  rmSync(outdir, { recursive: true });
});

test('checks find nothing to say of it', () => {
  const app = new App();
  new HelmInstall(app, 'istio');
  expect(MeshAnalysis.findings(app)).toEqual([]);
});

test('what depends on the Mesh is read when files are written', () => {
  synthesized((app) => {
    new Mesh(app, 'mesh', { trustDomain: 'shop.example.com' });
    const tlsSettings = { mode: ClientTlsMode.SIMPLE, subjectAltNames: [Identity.serviceAccount('ca', 'vault')] };
    new HelmInstall(app, 'istio', { meshConfig: { ca: { address: 'ca.vault.svc:8932', tlsSettings } } });
  }, (outdir) => {
    expect(readFileSync(join(outdir, 'istio.helm', '2-istiod.values.yml'), 'utf8')).toContain('- spiffe://shop.example.com/ns/vault/sa/ca\n');
  });
});
