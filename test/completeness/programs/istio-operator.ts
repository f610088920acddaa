import { Duration } from 'cdk8s';
import { RULES } from './istio-operator-data';
import { meshConfig, ROUNDS } from './mesh-config';
import type { Program } from './support';
import { DEPRECATED } from '../deprecated';
import { fillings } from '../filling';
import { LEFT_OUT } from '../left-out';
import { meant } from '../omissions';
import { leaves, schemaAt, specOf } from '../schema';
import {
  CountOrPercent, IstioInstall, IstioOperator, OperatorImagePullPolicy, type OperatorKubernetes, type OperatorService, OperatorServiceType,
  OperatorStrategyType, OperatorTrafficScope, OperatorTransport,
} from 'cdk8s-istio';

type Data = { [name: string]: unknown };

/** Data for a property that takes plain data. */
function data(path: string): Data[] {
  const spec = specOf('IstioOperator');
  const all = leaves(spec, 'spec');
  const omissions = [DEPRECATED, LEFT_OUT].flatMap(({ IstioOperator: paths }) => Object.keys(paths));
  const omitted = new Set(omissions.flatMap((omission) => meant(omission, all)));
  const left = new Set(meant(`${path}**`, all).filter((leaf) => !omitted.has(leaf)));
  return fillings(schemaAt(spec, path), path, RULES, left) as Data[];
}

const K8S = 'spec.components.pilot.k8s';
const [affinity] = data(`${K8S}.affinity`);
const [securityContext] = data(`${K8S}.securityContext`);
const [behavior] = data(`${K8S}.hpaSpec.behavior`);
const [selector] = data(`${K8S}.podDisruptionBudget.selector`);
const metrics = data(`${K8S}.hpaSpec.metrics[]`);
const sources = data(`${K8S}.env[].valueFrom`);
const probes = data(`${K8S}.readinessProbe`);

/** A Service that has addresses. The ports of gateways go by number. */
function service(gateway: boolean): OperatorService {
  const https = { name: 'https', port: 443, nodePort: 30443, protocol: OperatorTransport.TCP, appProtocol: 'https' };
  return {
    type: OperatorServiceType.LOAD_BALANCER,
    ports: [gateway ? { ...https, targetPort: 8443 } : { ...https, targetPortName: 'https' }],
    clusterIP: '10.0.0.10',
    clusterIPs: ['10.0.0.10', 'fd00::10'],
    externalIPs: ['192.0.2.1'],
    loadBalancerIP: '192.0.2.2',
    loadBalancerClass: 'example.com/internal',
    loadBalancerSourceRanges: ['10.0.0.0/8'],
    allocateLoadBalancerNodePorts: false,
    externalTrafficPolicy: OperatorTrafficScope.LOCAL,
    internalTrafficPolicy: OperatorTrafficScope.CLUSTER,
    healthCheckNodePort: 30000,
    ipFamilies: ['IPv4', 'IPv6'],
    ipFamilyPolicy: 'RequireDualStack',
    sessionAffinity: 'ClientIP',
    sessionAffinityTimeout: Duration.minutes(10),
    trafficDistribution: 'PreferSameZone',
    publishNotReadyAddresses: true,
    selector: { app: 'mesh' },
  };
}

/** An object that a component is rendered to. */
interface Overlaid {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
}

/** What Kubernetes is told about a component, one of the ways to ask whether it is ready after the other. */
function kubernetes(round: number, overlaid: Overlaid, gateway: boolean = false): OperatorKubernetes {
  const node = overlaid.kind === 'DaemonSet';
  if (round > 0) {
    return {
      readinessProbe: probes[round],
      podDisruptionBudget: { maxUnavailable: CountOrPercent.percent(50) },
      service: { type: OperatorServiceType.EXTERNAL_NAME, externalName: 'mesh.example.com' },
    };
  }
  return {
    resources: { requests: { cpu: '500m' }, limits: { cpu: '1' }, claims: [{ name: 'accelerator', request: 'fast' }] },
    hpaSpec: { minReplicas: 2, maxReplicas: 5, metrics, behavior, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'mesh' } },
    env: [{ name: 'MODE', value: 'quiet' }, ...sources.map((valueFrom, i) => ({ name: `SOURCE_${i}`, valueFrom }))],
    affinity,
    nodeSelector: { pool: 'mesh' },
    tolerations: [{ key: 'dedicated', operator: 'Equal', value: 'mesh', effect: 'NoExecute', tolerationSeconds: 60 }],
    podAnnotations: { 'example.com/owner': 'mesh' },
    service: service(gateway),
    serviceAnnotations: { 'example.com/owner': 'mesh' },
    ...(node ? {} : {
      replicaCount: 2,
      strategy: { type: OperatorStrategyType.ROLLING_UPDATE, maxSurge: CountOrPercent.count(1), maxUnavailable: CountOrPercent.percent(25) },
    }),
    securityContext,
    podDisruptionBudget: { minAvailable: CountOrPercent.count(1), selector, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
    priorityClassName: 'system-cluster-critical',
    readinessProbe: probes[round],
    imagePullPolicy: OperatorImagePullPolicy.IF_NOT_PRESENT,
    overlays: [{ ...overlaid, patches: [{ path: 'metadata.labels.team', value: 'mesh' }] }],
  };
}

function deployment(name: string): Overlaid {
  return { apiVersion: 'apps/v1', kind: 'Deployment', name };
}

function daemonSet(name: string): Overlaid {
  return { apiVersion: 'apps/v1', kind: 'DaemonSet', name };
}

/** IstioOperators: the components, then the MeshConfig, as data and with an installation's types, and the values of the charts. */
export const istioOperators: Program = (chart) => {
  probes.forEach((_probe, round) => {
    const common = { enabled: true, hub: 'images.example.com/release', namespace: 'istio-system', tag: '1.31.0-distroless' };
    new IstioOperator(chart, `components-${round}`, {
      profile: 'default',
      revision: '1-31-0',
      hub: 'images.example.com/release',
      tag: '1.31.0',
      namespace: 'istio-system',
      installPackagePath: '.cache/proofs/charts',
      compatibilityVersion: '1.30',
      unvalidatedValues: { team: 'mesh' },
      components: {
        base: { enabled: true, k8s: kubernetes(round, { apiVersion: 'v1', kind: 'ServiceAccount', name: 'istio-reader-service-account' }) },
        pilot: { ...common, k8s: kubernetes(round, deployment('istiod-1-31-0')) },
        cni: { ...common, k8s: kubernetes(round, daemonSet('istio-cni-node')) },
        ztunnel: { ...common, k8s: kubernetes(round, daemonSet('ztunnel')) },
        ingressGateways: [{ ...common, name: 'istio-ingressgateway', label: { istio: 'ingressgateway' }, k8s: kubernetes(round, deployment('istio-ingressgateway'), true) }],
        egressGateways: [{ ...common, name: 'istio-egressgateway', label: { istio: 'egressgateway' }, k8s: kubernetes(round, deployment('istio-egressgateway'), true) }],
      },
    });
  });
  data('spec.meshConfig').forEach((config, i) => new IstioOperator(chart, `mesh-config-${i}`, { meshConfig: config }));
  Array.from({ length: ROUNDS }, (_, round) => new IstioInstall(chart, `mesh-typed-${round}`, { meshConfig: meshConfig(round) }));
  data('spec.values').forEach((values, i) => new IstioOperator(chart, `values-${i}`, { values }));
};
