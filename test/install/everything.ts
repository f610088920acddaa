import { without } from './support';
import {
  CountOrPercent, type InstallAutoscaling, type InstallComponent, type InstallControlPlane, type InstallGateway,
  type InstallNodeAgent, InstallProfile, type InstallServicePort, type IstioInstallProps, OperatorImagePullPolicy,
  type OperatorOverlay, OperatorServiceType, OperatorStrategyType, OperatorTrafficScope, OperatorTransport,
} from 'cdk8s-istio';

/* Every property of each part of an installation at once. */

export const autoscaling: Required<InstallAutoscaling> = {
  minReplicas: 2,
  maxReplicas: 10,
  targetCpuUtilization: 60,
  targetMemoryUtilization: 75,
  behavior: { scaleDown: { stabilizationWindowSeconds: 60 } },
};

export const port: Required<InstallServicePort> = {
  name: 'https', port: 443, targetPort: 9443, protocol: OperatorTransport.TCP, nodePort: 30443, appProtocol: 'HTTPS',
};

export const overlay: OperatorOverlay = { kind: 'Deployment', name: 'istiod-1-31-0', patches: [{ path: 'spec.template.spec.hostNetwork', value: true }] };

export const pilot: Required<InstallControlPlane> = {
  enabled: true,
  hub: 'registry.example.com/istio',
  tag: '1.31.0-distroless',
  resources: { requests: { cpu: '1000m', memory: '4096Mi' }, limits: { memory: '8Gi' } },
  env: { PILOT_ENABLE_STATUS: 'true' },
  nodeSelector: { pool: 'mesh' },
  tolerations: [{ key: 'dedicated', operator: 'Exists' }],
  affinity: { podAntiAffinity: {} },
  podAnnotations: { 'example.com/owner': 'mesh' },
  priorityClassName: 'system-cluster-critical',
  securityContext: { fsGroup: 1337 },
  imagePullPolicy: OperatorImagePullPolicy.ALWAYS,
  replicas: 3,
  autoscaling,
  strategy: { type: OperatorStrategyType.ROLLING_UPDATE, maxSurge: CountOrPercent.count(1) },
  podDisruptionBudget: { minAvailable: CountOrPercent.count(2) },
  serviceAnnotations: { 'example.com/port': '15012' },
  overlays: [overlay],
};

export const gateway: Required<InstallGateway> = {
  ...without(pilot, 'hub', 'overlays', 'resources', 'autoscaling'),
  autoscaling,
  resources: { requests: { cpu: '200m' } },
  name: 'edge',
  namespace: 'edge',
  labels: { istio: 'edge' },
  serviceType: OperatorServiceType.LOAD_BALANCER,
  servicePorts: [port, { name: 'http2', port: 80 }],
  statusPort: true,
  loadBalancerIP: '192.0.2.1',
  loadBalancerClass: 'example.com/internal',
  loadBalancerSourceRanges: ['10.0.0.0/8'],
  externalTrafficPolicy: OperatorTrafficScope.LOCAL,
  overlays: [],
};

export const cni: Required<InstallNodeAgent> = { ...without(pilot, 'overlays', 'replicas', 'autoscaling', 'strategy', 'podDisruptionBudget', 'serviceAnnotations'), namespace: 'kube-system', overlays: [] };

export const base: Required<InstallComponent> = {
  enabled: true,
  overlays: [{ kind: 'ServiceAccount', name: 'istio-reader-service-account', patches: [{ path: 'metadata.labels.team', value: 'mesh' }] }],
};

export const everything: Required<IstioInstallProps> = {
  profile: InstallProfile.of('mine'),
  revision: '1-31-0',
  revisionTags: ['prod'],
  hub: 'images.example.com/release',
  tag: '1.31.0',
  namespace: 'mesh',
  pilot: { replicas: 2 },
  ingressGateways: [{ name: 'edge' }],
  egressGateways: [{ name: 'exit', enabled: false }],
  cni,
  ztunnel: { namespace: 'ztunnel' },
  base,
  meshConfig: { accessLogFile: '/dev/stdout' },
  chartValues: { global: { proxy: { logLevel: 'info' } } },
  values: { global: { logAsJson: true } },
  unvalidatedValues: { mine: 1 },
  installPackagePath: 'manifests',
  compatibilityVersion: '1.30',
  metadata: { name: 'mesh', labels: { team: 'mesh' } },
};
