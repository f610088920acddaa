import { parse } from 'yaml';
import { base, cni, everything, gateway, pilot, port } from './everything';
import { Installed, proof } from './istio';
import { spec, without } from './support';
import { meshConfig, ROUNDS } from '../completeness/programs/mesh-config';
import {
  type InstallAutoscaling, type InstallComponent, type InstallControlPlane, type InstallGateway, type InstallNodeAgent, InstallProfile,
  type InstallServicePort, type IstioInstallProps,
} from 'cdk8s-istio';

/*
 * Each property is seen in the objects that Istio renders: a table for each interface, which does not compile until a new property
 * is in it.
 */

type Look = (installed: Installed) => unknown;
type Seen<T> = { readonly [property in keyof Required<T>]: readonly [look: Look, seen: unknown] };

const PROPS: IstioInstallProps = {
  ...without(everything, 'profile', 'installPackagePath'),
  pilot: without(pilot, 'replicas'),
  ingressGateways: [{
    ...without(gateway, 'replicas'),
    overlays: [{ kind: 'Deployment', name: 'edge', patches: [{ path: 'spec.template.spec.hostNetwork', value: true }] }],
  }],
  egressGateways: [{ name: 'exit' }],
  cni: { ...cni, overlays: [{ kind: 'DaemonSet', name: 'istio-cni-node', patches: [{ path: 'spec.minReadySeconds', value: 7 }] }] },
  ztunnel: { ...cni, namespace: 'ztunnel', overlays: [{ kind: 'DaemonSet', name: 'ztunnel', patches: [{ path: 'spec.minReadySeconds', value: 7 }] }] },
  metadata: { name: 'nobody-sees-it' },
  unvalidatedValues: { sidecarInjectorWebhook: { rewriteAppHTTPProbe: false } },
};

const rendered = new Map<string, Installed>();

/** What Istio renders of an installation; it is asked once for each. */
function installed(name: string, props: IstioInstallProps): Installed {
  const known = rendered.get(name) ?? Installed.of(props);
  rendered.set(name, known);
  return known;
}

function see<T>(title: string, seen: Seen<T>, props: IstioInstallProps = PROPS): void {
  describe(title, () => {
    proof.each(Object.entries(seen) as Array<[string, [Look, unknown]]>)('%s', (_property, [look, value]) => {
      expect(look(installed(props === PROPS ? 'all' : title, props))).toEqual(value);
    });
  });
}

const ISTIOD = 'mesh/istiod-1-31-0';
const EDGE = 'edge/edge';
const POD = ['spec', 'template'] as const;
const CONTAINER = [...POD, 'spec', 'containers', 0] as const;
const at = (kind: string, path: string, ...keys: Array<string | number>): Look => (all) => all.at(kind, path, ...keys);
const has = (text: string): Look => (all) => all.text().includes(text);
const among = (look: Look, ...some: unknown[]): readonly [Look, unknown] =>
  [(all) => some.map((one) => (look(all) as unknown[]).find((other) => JSON.stringify(other) === JSON.stringify(one))), some];

/** What istioctl says of a folder without profiles. */
function whereNothingIs(): string | undefined {
  try {
    Installed.of({ installPackagePath: '/nowhere' });
    return undefined;
  } catch (error) {
    return /profile "default" not found/.exec(String(error))?.[0];
  }
}

see<IstioInstallProps>('an installation', {
  profile: [() => Installed.of({ profile: InstallProfile.AMBIENT }).names('DaemonSet'), ['istio-system/istio-cni-node', 'istio-system/ztunnel']],
  revision: [(all) => all.names('Deployment'), ['edge/edge', 'mesh/exit', ISTIOD]],
  revisionTags: [has('istio-revision-tag-prod'), true],
  hub: [at('Deployment', 'mesh/exit', ...CONTAINER, 'image'), 'images.example.com/release/proxyv2:1.31.0'],
  tag: [at('Deployment', 'mesh/exit', ...CONTAINER, 'image'), 'images.example.com/release/proxyv2:1.31.0'],
  namespace: [at('Service', ISTIOD, 'metadata', 'namespace'), 'mesh'],
  pilot: [at('Deployment', ISTIOD, 'metadata', 'name'), 'istiod-1-31-0'],
  ingressGateways: [at('Service', EDGE, 'metadata', 'name'), 'edge'],
  egressGateways: [at('Service', 'mesh/exit', 'metadata', 'name'), 'exit'],
  cni: [at('DaemonSet', 'kube-system/istio-cni-node', 'metadata', 'name'), 'istio-cni-node'],
  ztunnel: [at('DaemonSet', 'ztunnel/ztunnel', 'metadata', 'name'), 'ztunnel'],
  base: [at('ServiceAccount', 'mesh/istio-reader-service-account', 'metadata', 'labels', 'team'), 'mesh'],
  meshConfig: [(all) => (parse(String(at('ConfigMap', 'mesh/istio-1-31-0', 'data', 'mesh')(all))) as { accessLogFile: string }).accessLogFile, '/dev/stdout'],
  chartValues: [has('\\"logLevel\\": \\"info\\"'), true],
  values: [has('"--log_as_json"'), true],
  unvalidatedValues: [has('\\"rewriteAppHTTPProbe\\": false'), true],
  installPackagePath: [whereNothingIs, 'profile "default" not found'],
  compatibilityVersion: among(at('Deployment', ISTIOD, ...CONTAINER, 'env'), { name: 'PILOT_ENABLE_STRICT_GATEWAY_MERGING', value: 'false' }),
  metadata: [has('nobody-sees-it'), false],
});

see<InstallControlPlane>('the control plane', {
  enabled: [at('Deployment', ISTIOD, 'kind'), 'Deployment'],
  hub: [at('Deployment', ISTIOD, ...CONTAINER, 'image'), 'registry.example.com/istio/pilot:1.31.0-distroless'],
  tag: [at('Deployment', ISTIOD, ...CONTAINER, 'image'), 'registry.example.com/istio/pilot:1.31.0-distroless'],
  resources: [at('Deployment', ISTIOD, ...CONTAINER, 'resources'), pilot.resources],
  env: among(at('Deployment', ISTIOD, ...CONTAINER, 'env'), { name: 'PILOT_ENABLE_STATUS', value: 'true' }),
  nodeSelector: [at('Deployment', ISTIOD, ...POD, 'spec', 'nodeSelector'), { pool: 'mesh' }],
  tolerations: [at('Deployment', ISTIOD, ...POD, 'spec', 'tolerations'), pilot.tolerations],
  affinity: [at('Deployment', ISTIOD, ...POD, 'spec', 'affinity'), pilot.affinity],
  podAnnotations: [at('Deployment', ISTIOD, ...POD, 'metadata', 'annotations', 'example.com/owner'), 'mesh'],
  priorityClassName: [at('Deployment', ISTIOD, ...POD, 'spec', 'priorityClassName'), 'system-cluster-critical'],
  securityContext: [at('Deployment', ISTIOD, ...POD, 'spec', 'securityContext'), { fsGroup: 1337 }],
  imagePullPolicy: [at('Deployment', ISTIOD, ...CONTAINER, 'imagePullPolicy'), 'Always'],
  replicas: [() => installed('replicas', { pilot: { replicas: 3 } }).at('Deployment', 'istio-system/istiod', 'spec', 'replicas'), 3],
  autoscaling: [(all) => all.scaling(ISTIOD), [2, 10]],
  strategy: [at('Deployment', ISTIOD, 'spec', 'strategy', 'rollingUpdate', 'maxSurge'), 1],
  podDisruptionBudget: [at('PodDisruptionBudget', ISTIOD, 'spec', 'minAvailable'), 2],
  serviceAnnotations: [at('Service', ISTIOD, 'metadata', 'annotations'), pilot.serviceAnnotations],
  overlays: [at('Deployment', ISTIOD, ...POD, 'spec', 'hostNetwork'), true],
});

see<InstallGateway>('a gateway', {
  enabled: [at('Deployment', EDGE, 'kind'), 'Deployment'],
  name: [at('Service', EDGE, 'metadata', 'name'), 'edge'],
  namespace: [at('Service', EDGE, 'metadata', 'namespace'), 'edge'],
  labels: [at('Service', EDGE, 'spec', 'selector', 'istio'), 'edge'],
  tag: [at('Deployment', EDGE, ...CONTAINER, 'image'), 'images.example.com/release/proxyv2:1.31.0-distroless'],
  resources: [at('Deployment', EDGE, ...CONTAINER, 'resources', 'requests', 'cpu'), '200m'],
  env: among(at('Deployment', EDGE, ...CONTAINER, 'env'), { name: 'PILOT_ENABLE_STATUS', value: 'true' }),
  nodeSelector: [at('Deployment', EDGE, ...POD, 'spec', 'nodeSelector'), { pool: 'mesh' }],
  tolerations: [at('Deployment', EDGE, ...POD, 'spec', 'tolerations'), gateway.tolerations],
  affinity: [at('Deployment', EDGE, ...POD, 'spec', 'affinity', 'podAntiAffinity'), {}],
  podAnnotations: [at('Deployment', EDGE, ...POD, 'metadata', 'annotations', 'example.com/owner'), 'mesh'],
  priorityClassName: [at('Deployment', EDGE, ...POD, 'spec', 'priorityClassName'), 'system-cluster-critical'],
  securityContext: [at('Deployment', EDGE, ...POD, 'spec', 'securityContext', 'fsGroup'), 1337],
  imagePullPolicy: [at('Deployment', EDGE, ...CONTAINER, 'imagePullPolicy'), 'Always'],
  replicas: [() => installed('gateways', { ingressGateways: [{ name: 'edge', replicas: 3 }] }).at('Deployment', 'istio-system/edge', 'spec', 'replicas'), 3],
  autoscaling: [(all) => all.scaling(EDGE), [2, 10]],
  strategy: [at('Deployment', EDGE, 'spec', 'strategy', 'rollingUpdate', 'maxSurge'), 1],
  podDisruptionBudget: [at('PodDisruptionBudget', EDGE, 'spec', 'minAvailable'), 2],
  serviceType: [at('Service', EDGE, 'spec', 'type'), 'LoadBalancer'],
  serviceAnnotations: [at('Service', EDGE, 'metadata', 'annotations'), gateway.serviceAnnotations],
  servicePorts: [(all) => all.ports(EDGE), [['status-port', 15021, 15021], ['https', 443, 9443], ['http2', 80, 8080]]],
  statusPort: [at('Service', EDGE, 'spec', 'ports', 0, 'name'), 'status-port'],
  loadBalancerIP: [at('Service', EDGE, 'spec', 'loadBalancerIP'), '192.0.2.1'],
  loadBalancerClass: [at('Service', EDGE, 'spec', 'loadBalancerClass'), 'example.com/internal'],
  loadBalancerSourceRanges: [at('Service', EDGE, 'spec', 'loadBalancerSourceRanges'), ['10.0.0.0/8']],
  externalTrafficPolicy: [at('Service', EDGE, 'spec', 'externalTrafficPolicy'), 'Local'],
  overlays: [at('Deployment', EDGE, ...POD, 'spec', 'hostNetwork'), true],
});

see<InstallServicePort>('a port', {
  name: [at('Service', EDGE, 'spec', 'ports', 1, 'name'), port.name],
  port: [at('Service', EDGE, 'spec', 'ports', 1, 'port'), port.port],
  targetPort: [at('Service', EDGE, 'spec', 'ports', 1, 'targetPort'), port.targetPort],
  protocol: [at('Service', EDGE, 'spec', 'ports', 1, 'protocol'), port.protocol],
  nodePort: [at('Service', EDGE, 'spec', 'ports', 1, 'nodePort'), port.nodePort],
  appProtocol: [at('Service', EDGE, 'spec', 'ports', 1, 'appProtocol'), port.appProtocol],
});

const target = (i: number): Look => at('HorizontalPodAutoscaler', ISTIOD, 'spec', 'metrics', i, 'resource', 'target', 'averageUtilization');

see<InstallAutoscaling>('an autoscaler', {
  minReplicas: [at('HorizontalPodAutoscaler', ISTIOD, 'spec', 'minReplicas'), 2],
  maxReplicas: [at('HorizontalPodAutoscaler', ISTIOD, 'spec', 'maxReplicas'), 10],
  targetCpuUtilization: [target(0), 60],
  targetMemoryUtilization: [target(1), 75],
  behavior: [at('HorizontalPodAutoscaler', ISTIOD, 'spec', 'behavior', 'scaleDown', 'stabilizationWindowSeconds'), 60],
});

describe.each([['kube-system/istio-cni-node', 'install-cni'], ['ztunnel/ztunnel', 'ztunnel']])('%s', (path, image) => {
  const daemon = (...keys: Array<string | number>): Look => at('DaemonSet', path, ...keys);
  see<InstallNodeAgent>('what runs on nodes', {
    enabled: [daemon('kind'), 'DaemonSet'],
    namespace: [daemon('metadata', 'namespace'), path.slice(0, path.indexOf('/'))],
    hub: [daemon(...CONTAINER, 'image'), `registry.example.com/istio/${image}:1.31.0-distroless`],
    tag: [daemon(...CONTAINER, 'image'), `registry.example.com/istio/${image}:1.31.0-distroless`],
    resources: [daemon(...CONTAINER, 'resources'), cni.resources],
    env: [(all) => all.text().includes('PILOT_ENABLE_STATUS'), true],
    nodeSelector: [daemon(...POD, 'spec', 'nodeSelector', 'pool'), 'mesh'],
    tolerations: [daemon(...POD, 'spec', 'tolerations'), cni.tolerations],
    affinity: [daemon(...POD, 'spec', 'affinity', 'podAntiAffinity'), {}],
    podAnnotations: [daemon(...POD, 'metadata', 'annotations', 'example.com/owner'), 'mesh'],
    priorityClassName: [daemon(...POD, 'spec', 'priorityClassName'), 'system-cluster-critical'],
    securityContext: [daemon(...POD, 'spec', 'securityContext', 'fsGroup'), 1337],
    imagePullPolicy: [daemon(...CONTAINER, 'imagePullPolicy'), 'Always'],
    overlays: [daemon('spec', 'minReadySeconds'), 7],
  });
});

see<InstallComponent>('the base', {
  enabled: [() => Installed.of({ base: { enabled: false } }).text().includes('CustomResourceDefinition'), false],
  overlays: [at('ServiceAccount', 'mesh/istio-reader-service-account', 'metadata', 'labels', 'team'), base.overlays[0].patches[0].value],
});

describe('MeshConfig', () => {
  const SENT = spec({ meshConfig: meshConfig(0) }).meshConfig as { readonly [field: string]: unknown };
  proof.each(Array.from({ length: ROUNDS }, (_, round) => round))('each field, round %d, is in the ConfigMap that istiod reads', (round) => {
    const config = spec({ meshConfig: meshConfig(round) }).meshConfig as object;
    const read = parse(String(Installed.of({ meshConfig: meshConfig(round) }).at('ConfigMap', 'istio-system/istio', 'data', 'mesh'))) as object;
    expect(read).toMatchObject(config);
    expect(Object.keys(config).sort()).toEqual(Object.keys(SENT).sort());
  });
});
