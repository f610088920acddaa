import { Duration } from 'cdk8s';
import { type Build, refuses, rendered, renderedSpec, without } from './support';
import {
  CountOrPercent, IstioOperator, type IstioOperatorProps, type OperatorAutoscaling, type OperatorBaseComponent,
  type OperatorComponent, type OperatorComponents, type OperatorEnvVar, type OperatorGatewayComponent, OperatorImagePullPolicy,
  type OperatorKubernetes, type OperatorOverlay, type OperatorPatch, type OperatorPodDisruptionBudget, type OperatorResourceClaim,
  type OperatorResources,
  type OperatorService, type OperatorServicePort, OperatorServiceType, type OperatorStrategy, OperatorStrategyType,
  type OperatorToleration, OperatorTrafficScope, OperatorTransport,
} from 'cdk8s-istio';

const claim: Required<OperatorResourceClaim> = { name: 'accelerator', request: 'fast' };

const resources: Required<OperatorResources> = {
  requests: { cpu: '1000m', memory: '4096Mi' },
  limits: { 'cpu': '1', 'memory': '4.5Gi', 'ephemeral-storage': '1e9' },
  claims: [claim, { name: 'other' }],
};

const hpaSpec: Required<OperatorAutoscaling> = {
  minReplicas: 2,
  maxReplicas: 10,
  metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } } }],
  behavior: { scaleDown: { stabilizationWindowSeconds: 60 } },
  scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'istiod' },
};

/** Every property of a budget: two of them exclude each other. */
const podDisruptionBudget: Required<OperatorPodDisruptionBudget> = {
  minAvailable: CountOrPercent.count(1),
  maxUnavailable: CountOrPercent.percent(50),
  selector: { matchLabels: { app: 'istiod' } },
  unhealthyPodEvictionPolicy: 'AlwaysAllow',
};

const strategy: Required<OperatorStrategy> = {
  type: OperatorStrategyType.ROLLING_UPDATE,
  maxSurge: CountOrPercent.percent(100),
  maxUnavailable: CountOrPercent.count(0),
};

/** Every property of a port: two of them exclude each other. */
const port: Required<OperatorServicePort> = {
  name: 'https',
  port: 443,
  targetPort: 8443,
  targetPortName: 'https-port',
  nodePort: 30443,
  protocol: OperatorTransport.TCP,
  appProtocol: 'https',
};

/** Every property of a Service: the external name excludes others. */
const service: Required<OperatorService> = {
  type: OperatorServiceType.LOAD_BALANCER,
  ports: [without(port, 'targetPortName'), { name: 'dns', port: 5353, protocol: OperatorTransport.UDP }],
  clusterIP: '10.0.0.10',
  clusterIPs: ['10.0.0.10', 'fd00::10'],
  externalName: 'mesh.example.com',
  externalIPs: ['192.0.2.1'],
  loadBalancerIP: '192.0.2.2',
  loadBalancerClass: 'example.com/internal',
  loadBalancerSourceRanges: ['10.0.0.0/8'],
  allocateLoadBalancerNodePorts: false,
  externalTrafficPolicy: OperatorTrafficScope.LOCAL,
  internalTrafficPolicy: OperatorTrafficScope.CLUSTER,
  healthCheckNodePort: 30000,
  ipFamilies: ['IPv4'],
  ipFamilyPolicy: 'SingleStack',
  sessionAffinity: 'ClientIP',
  sessionAffinityTimeout: Duration.minutes(10),
  trafficDistribution: 'PreferSameZone',
  publishNotReadyAddresses: true,
  selector: { istio: 'ingressgateway' },
};

/** Every property of a variable: two of them exclude each other. */
const variable: Required<OperatorEnvVar> = {
  name: 'NODE_NAME',
  value: 'a',
  valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } },
};

const toleration: Required<OperatorToleration> = { key: 'dedicated', operator: 'Equal', value: 'mesh', effect: 'NoExecute', tolerationSeconds: 60 };

const patch: Required<OperatorPatch> = { path: 'spec.template.spec.hostNetwork', value: true };

const overlay: Required<OperatorOverlay> = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  name: 'istiod-1-31-0',
  patches: [patch, { path: 'spec.template.spec.containers.[name:discovery].args.[monitoringAddr]' }],
};

const k8s: Required<OperatorKubernetes> = {
  resources,
  replicaCount: 2,
  hpaSpec,
  env: [without(variable, 'valueFrom'), without(variable, 'value')],
  affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [] } } },
  nodeSelector: { pool: 'mesh' },
  tolerations: [toleration],
  podAnnotations: { 'example.com/owner': 'mesh' },
  service: without(service, 'externalName'),
  serviceAnnotations: { 'cloud.google.com/load-balancer-type': 'internal' },
  strategy,
  securityContext: { runAsNonRoot: true },
  podDisruptionBudget: without(podDisruptionBudget, 'minAvailable'),
  priorityClassName: 'system-cluster-critical',
  readinessProbe: { httpGet: { path: '/ready', port: 8080 } },
  imagePullPolicy: OperatorImagePullPolicy.IF_NOT_PRESENT,
  overlays: [overlay],
};

const base: Required<OperatorBaseComponent> = {
  enabled: true,
  k8s: { overlays: [{ kind: 'ServiceAccount', name: 'istio-reader-service-account', patches: [{ path: 'metadata.labels.mine', value: 'yes' }] }] },
};

const pilot: Required<OperatorComponent> = {
  enabled: true,
  namespace: 'istio-control',
  hub: 'registry.example.com:5000/istio',
  tag: '1.31.0-distroless',
  k8s: without(k8s, 'service'),
};

const gateway: Required<OperatorGatewayComponent> = {
  ...pilot,
  name: 'ilb-gateway',
  namespace: 'user-ingressgateway-ns',
  label: { istio: 'ilb' },
  k8s: { service: without(service, 'externalName'), resources: { requests: { cpu: '200m' } } },
};

const components: Required<OperatorComponents> = {
  base,
  pilot,
  cni: { enabled: false },
  ztunnel: { namespace: 'kube-system' },
  ingressGateways: [{ name: 'istio-ingressgateway' }, gateway],
  egressGateways: [{ name: 'istio-egressgateway', enabled: false }],
};

const everything: Required<IstioOperatorProps> = {
  metadata: { name: 'mesh', namespace: 'istio-system' },
  profile: 'default',
  revision: '1-31-0',
  hub: 'images.example.com/release',
  tag: '1.31.0',
  namespace: 'istio-system',
  installPackagePath: '/opt/istio/manifests',
  compatibilityVersion: '1.30',
  meshConfig: { accessLogFile: '/dev/stdout', defaultConfig: { holdApplicationUntilProxyStarts: true } },
  components,
  values: { global: { proxy: { logLevel: 'warning' } } },
  unvalidatedValues: { mine: 1 },
};

function make(props: IstioOperatorProps): Build {
  return (scope) => new IstioOperator(scope, 'istio', props);
}

function piloting(change: OperatorKubernetes): Build {
  return make({ components: { pilot: { k8s: change } } });
}

/** An ingress gateway with some port. */
function listening(change: Partial<OperatorServicePort>, values?: IstioOperatorProps['values']): Build {
  return make({ values, components: { ingressGateways: [{ name: 'edge', k8s: { service: { ports: [{ name: 'http', port: 80, ...change }] } } }] } });
}

test('smallest', () => {
  expect(rendered((scope) => new IstioOperator(scope, 'istio'))).toEqual({
    apiVersion: 'install.istio.io/v1alpha1',
    kind: 'IstioOperator',
    metadata: { name: 'istio', namespace: 'shop' },
    spec: {},
  });
});

test('every property', () => {
  expect(rendered(make(everything))).toEqual({
    apiVersion: 'install.istio.io/v1alpha1',
    kind: 'IstioOperator',
    metadata: { name: 'mesh', namespace: 'istio-system' },
    spec: {
      compatibilityVersion: '1.30',
      components: {
        base: {
          enabled: true,
          k8s: {
            overlays: [
              {
                kind: 'ServiceAccount',
                name: 'istio-reader-service-account',
                patches: [{ path: 'metadata.labels.mine', value: 'yes' }],
              },
            ],
          },
        },
        cni: { enabled: false },
        egressGateways: [{ enabled: false, name: 'istio-egressgateway' }],
        ingressGateways: [
          { name: 'istio-ingressgateway' },
          {
            enabled: true,
            hub: 'registry.example.com:5000/istio',
            k8s: {
              resources: { requests: { cpu: '200m' } },
              service: {
                allocateLoadBalancerNodePorts: false,
                clusterIP: '10.0.0.10',
                clusterIPs: ['10.0.0.10', 'fd00::10'],
                externalIPs: ['192.0.2.1'],
                externalTrafficPolicy: 'Local',
                healthCheckNodePort: 30000,
                internalTrafficPolicy: 'Cluster',
                ipFamilies: ['IPv4'],
                ipFamilyPolicy: 'SingleStack',
                loadBalancerClass: 'example.com/internal',
                loadBalancerIP: '192.0.2.2',
                loadBalancerSourceRanges: ['10.0.0.0/8'],
                ports: [
                  {
                    appProtocol: 'https',
                    name: 'https',
                    nodePort: 30443,
                    port: 443,
                    protocol: 'TCP',
                    targetPort: 8443,
                  },
                  { name: 'dns', port: 5353, protocol: 'UDP' },
                ],
                publishNotReadyAddresses: true,
                selector: { istio: 'ingressgateway' },
                sessionAffinity: 'ClientIP',
                sessionAffinityConfig: { clientIP: { timeoutSeconds: 600 } },
                trafficDistribution: 'PreferSameZone',
                type: 'LoadBalancer',
              },
            },
            label: { istio: 'ilb' },
            name: 'ilb-gateway',
            namespace: 'user-ingressgateway-ns',
            tag: '1.31.0-distroless',
          },
        ],
        pilot: {
          enabled: true,
          hub: 'registry.example.com:5000/istio',
          k8s: {
            affinity: {
              nodeAffinity: {
                requiredDuringSchedulingIgnoredDuringExecution: {
                  nodeSelectorTerms: [],
                },
              },
            },
            env: [
              { name: 'NODE_NAME', value: 'a' },
              {
                name: 'NODE_NAME',
                valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } },
              },
            ],
            hpaSpec: {
              behavior: { scaleDown: { stabilizationWindowSeconds: 60 } },
              maxReplicas: 10,
              metrics: [
                {
                  resource: {
                    name: 'cpu',
                    target: {
                      averageUtilization: 60,
                      type: 'Utilization',
                    },
                  },
                  type: 'Resource',
                },
              ],
              minReplicas: 2,
              scaleTargetRef: {
                apiVersion: 'apps/v1',
                kind: 'Deployment',
                name: 'istiod',
              },
            },
            imagePullPolicy: 'IfNotPresent',
            nodeSelector: { pool: 'mesh' },
            overlays: [
              {
                apiVersion: 'apps/v1',
                kind: 'Deployment',
                name: 'istiod-1-31-0',
                patches: [
                  {
                    path: 'spec.template.spec.hostNetwork',
                    value: true,
                  },
                  {
                    path: 'spec.template.spec.containers.[name:discovery].args.[monitoringAddr]',
                  },
                ],
              },
            ],
            podAnnotations: { 'example.com/owner': 'mesh' },
            podDisruptionBudget: {
              maxUnavailable: '50%',
              selector: { matchLabels: { app: 'istiod' } },
              unhealthyPodEvictionPolicy: 'AlwaysAllow',
            },
            priorityClassName: 'system-cluster-critical',
            readinessProbe: { httpGet: { path: '/ready', port: 8080 } },
            replicaCount: 2,
            resources: {
              claims: [{ name: 'accelerator', request: 'fast' }, { name: 'other' }],
              limits: {
                'cpu': '1',
                'ephemeral-storage': '1e9',
                'memory': '4.5Gi',
              },
              requests: { cpu: '1000m', memory: '4096Mi' },
            },
            securityContext: { runAsNonRoot: true },
            serviceAnnotations: { 'cloud.google.com/load-balancer-type': 'internal' },
            strategy: {
              rollingUpdate: { maxSurge: '100%', maxUnavailable: 0 },
              type: 'RollingUpdate',
            },
            tolerations: [
              {
                effect: 'NoExecute',
                key: 'dedicated',
                operator: 'Equal',
                tolerationSeconds: 60,
                value: 'mesh',
              },
            ],
          },
          namespace: 'istio-control',
          tag: '1.31.0-distroless',
        },
        ztunnel: { namespace: 'kube-system' },
      },
      hub: 'images.example.com/release',
      installPackagePath: '/opt/istio/manifests',
      meshConfig: { accessLogFile: '/dev/stdout', defaultConfig: { holdApplicationUntilProxyStarts: true } },
      namespace: 'istio-system',
      profile: 'default',
      revision: '1-31-0',
      tag: '1.31.0',
      unvalidatedValues: { mine: 1 },
      values: { global: { proxy: { logLevel: 'warning' } } },
    },
  });
});

test('the construct knows its name', () => {
  rendered((scope) => { expect(new IstioOperator(scope, 'istio', everything).name).toBe('mesh'); });
});

test('no replicas, no percent and switched off are said', () => {
  const none = { replicaCount: 0, strategy: { maxSurge: CountOrPercent.percent(0) } };
  expect(renderedSpec(make({ components: { pilot: { enabled: false, k8s: none } } }))).toEqual({
    components: { pilot: { enabled: false, k8s: { replicaCount: 0, strategy: { rollingUpdate: { maxSurge: '0%' } } } } },
  });
});

test('a gateway that runs as root listens anywhere', () => {
  const asRoot = { gateways: { 'istio-ingressgateway': { runAsRoot: true }, 'istio-egressgateway': { runAsRoot: true } } };
  const ports = [{ name: 'http', port: 80 }];
  for (const name of ['ingressGateways', 'egressGateways'] as const) {
    expect(renderedSpec(make({ values: asRoot, components: { [name]: [{ name: 'edge', k8s: { service: { ports } } }] } })).components)
      .toEqual({ [name]: [{ name: 'edge', k8s: { service: { ports } } }] });
  }
});

test('a Service that stands for a name, and ports by name', () => {
  const specOf = (change: OperatorService) => renderedSpec(piloting({ service: change }));
  expect(specOf({ type: OperatorServiceType.EXTERNAL_NAME, externalName: 'istiod.example.com' }))
    .toEqual({ components: { pilot: { k8s: { service: { type: 'ExternalName', externalName: 'istiod.example.com' } } } } });
  expect(specOf({ ports: [{ name: 'https', port: 443, targetPortName: 'https' }] }))
    .toEqual({ components: { pilot: { k8s: { service: { ports: [{ name: 'https', port: 443, targetPort: 'https' }] } } } } });
});

describe('what can never be right', () => {
  refuses({
    'no profile': [make({ profile: '' }), 'shop/istio: profile is ""; it must be a text that is not empty'],
    'a revision with dots': [make({ revision: '1.31.0' }), 'shop/istio: revision is "1.31.0"; it must be lower-case letters, digits and "-", with a letter or digit at both ends, at most 63 characters'],
    'a registry that is none': [make({ hub: 'https://images.example.com' }), 'shop/istio: hub is "https://images.example.com"; it must be a registry of images, with or without a path (images.example.com/release)'],
    'a tag that is none': [make({ tag: 'a b' }), 'shop/istio: tag is "a b"; it must be letters, digits, "_", "-" and ".", at most 127 characters'],
    'a namespace that is none': [make({ namespace: 'Istio' }), 'shop/istio: namespace is "Istio"; it must be lower-case letters, digits and "-", with a letter or digit at both ends, at most 63 characters'],
    'no path': [make({ installPackagePath: '' }), 'shop/istio: installPackagePath is ""; it must be a text that is not empty'],
    'a version with a patch': [make({ compatibilityVersion: '1.30.1' }), 'shop/istio: compatibilityVersion is "1.30.1"; it must be a major and minor version (1.30)'],
    'a component\'s namespace': [make({ components: { cni: { namespace: 'a_b' } } }), 'shop/istio: components.cni.namespace is "a_b"; it must be lower-case letters, digits and "-", with a letter or digit at both ends, at most 63 characters'],
    'a component\'s registry': [make({ components: { cni: { hub: '' } } }), 'shop/istio: components.cni.hub is ""; it must be a registry of images, with or without a path (images.example.com/release)'],
    'a component\'s tag': [make({ components: { ztunnel: { tag: '' } } }), 'shop/istio: components.ztunnel.tag is ""; it must be letters, digits, "_", "-" and ".", at most 127 characters'],
    'a gateway\'s name': [make({ components: { egressGateways: [{ name: 'A' }] } }), 'shop/istio: components.egressGateways[0].name is "A"; it must be lower-case letters, digits, "-" and ".", with a letter or digit at both ends, at most 253 characters'],
    'a gateway\'s label': [make({ components: { egressGateways: [{ name: 'a', label: { istio: 'a b' } }] } }), 'shop/istio: components.egressGateways[0].label.istio is "a b"; it must be letters, digits, "-", "_" and ".", with a letter or digit at both ends, at most 63 characters'],
    'two gateways of one name': [make({ components: { ingressGateways: [{ name: 'a' }, { name: 'a' }] } }), 'shop/istio: components.ingressGateways[1].name is "a"; it must be a name of its own in the namespace'],
    'a quantity that is none': [piloting({ resources: { requests: { cpu: '1 core' } } }), 'shop/istio: components.pilot.k8s.resources.requests.cpu is "1 core"; it must be a quantity of Kubernetes (500m, 2Gi)'],
    'a limit that is none': [piloting({ resources: { limits: { memory: '-1Gi' } } }), 'shop/istio: components.pilot.k8s.resources.limits.memory is "-1Gi"; it must be a quantity of Kubernetes (500m, 2Gi)'],
    'more asked for than allowed': [piloting({ resources: { requests: { memory: '2Gi' }, limits: { memory: '2000M' } } }), 'shop/istio: components.pilot.k8s.resources.requests.memory is "2Gi"; it must be at most its limit (2000M)'],
    'a little more asked for than allowed': [piloting({ resources: { requests: { cpu: '1001m' }, limits: { cpu: '1' } } }), 'shop/istio: components.pilot.k8s.resources.requests.cpu is "1001m"; it must be at most its limit (1)'],
    'far more asked for than allowed': [piloting({ resources: { requests: { cpu: '2e3' }, limits: { cpu: '1k' } } }), 'shop/istio: components.pilot.k8s.resources.requests.cpu is "2e3"; it must be at most its limit (1k)'],
    'fewer than no replicas': [piloting({ replicaCount: -1 }), 'shop/istio: components.pilot.k8s.replicaCount is -1; it must be between 0 and 2147483647'],
    'no replicas by load': [piloting({ hpaSpec: { minReplicas: 0 } }), 'shop/istio: components.pilot.k8s.hpaSpec.minReplicas is 0; it must be between 1 and 2147483647'],
    'no replicas under load': [piloting({ hpaSpec: { maxReplicas: 0 } }), 'shop/istio: components.pilot.k8s.hpaSpec.maxReplicas is 0; it must be between 1 and 2147483647'],
    'fewer replicas under load': [piloting({ hpaSpec: { minReplicas: 5, maxReplicas: 2 } }), 'shop/istio: components.pilot.k8s.hpaSpec.maxReplicas is 2; it must be at least minReplicas (5)'],
    'a variable without a name': [piloting({ env: [{ name: '' }] }), 'shop/istio: components.pilot.k8s.env[0].name is ""; it must be a text that is not empty'],
    'a variable of two values': [piloting({ env: [variable] }), 'shop/istio: components.pilot.k8s.env[0].value and components.pilot.k8s.env[0].valueFrom are given; it must be one of them'],
    'a budget of two kinds': [piloting({ podDisruptionBudget }), 'shop/istio: components.pilot.k8s.podDisruptionBudget.minAvailable and components.pilot.k8s.podDisruptionBudget.maxUnavailable are given; it must be one of them'],
    'little by little, all at once': [piloting({ strategy: { ...strategy, type: OperatorStrategyType.RECREATE } }), 'shop/istio: components.pilot.k8s.strategy.type is "Recreate"; it must be RollingUpdate next to maxSurge and maxUnavailable'],
    'an empty priority': [piloting({ priorityClassName: '' }), 'shop/istio: components.pilot.k8s.priorityClassName is ""; it must be a text that is not empty'],
    'an overlay of no kind': [piloting({ overlays: [{ ...overlay, kind: '' }] }), 'shop/istio: components.pilot.k8s.overlays[0].kind is ""; it must be a text that is not empty'],
    'an overlay of no name': [piloting({ overlays: [{ ...overlay, name: '' }] }), 'shop/istio: components.pilot.k8s.overlays[0].name is ""; it must be a text that is not empty'],
    'an overlay without patches': [piloting({ overlays: [{ ...overlay, patches: [] }] }), 'shop/istio: components.pilot.k8s.overlays[0].patches is []; it must be a list of at least one element'],
    'a patch of nothing': [piloting({ overlays: [{ ...overlay, patches: [{ path: '' }] }] }), 'shop/istio: components.pilot.k8s.overlays[0].patches[0].path is ""; it must be a text that is not empty'],
    'a count below zero': [() => CountOrPercent.count(-1), 'CountOrPercent.count: count is -1; it must be between 0 and 2147483647'],
    'more than all': [() => CountOrPercent.percent(101), 'CountOrPercent.percent: percent is 101; it must be between 0 and 100'],
    'a port that only root may have': [listening({}), 'shop/istio: components.ingressGateways[0].k8s.service.ports[0].targetPort is missing; it must be at least 1024: the gateway does not run as root; or set runAsRoot in the values of the gateway'],
    'a target that only root may have': [listening({ targetPort: 1023 }), 'shop/istio: components.ingressGateways[0].k8s.service.ports[0].targetPort is 1023; it must be at least 1024: the gateway does not run as root; or set runAsRoot in the values of the gateway'],
    'a port that Istio takes for root\'s': [listening({ port: 1024 }), 'shop/istio: components.ingressGateways[0].k8s.service.ports[0].targetPort is missing; it must be at least 1024: the gateway does not run as root; or set runAsRoot in the values of the gateway'],
    'a port of an egress gateway': [
      make({
        values: { gateways: { 'istio-ingressgateway': { runAsRoot: true } } },
        components: { egressGateways: [{ name: 'edge', k8s: { service: { ports: [{ name: 'http', port: 80 }] } } }] },
      }),
      'shop/istio: components.egressGateways[0].k8s.service.ports[0].targetPort is missing; it must be at least 1024: the gateway does not run as root; or set runAsRoot in the values of the gateway',
    ],
    'a port that is none': [listening({ port: 0 }), 'shop/istio: components.ingressGateways[0].k8s.service.ports[0].port is 0; it must be between 1 and 65535'],
    'a target that is none': [listening({ targetPort: 70000 }), 'shop/istio: components.ingressGateways[0].k8s.service.ports[0].targetPort is 70000; it must be between 1 and 65535'],
    'a node\'s port that is none': [listening({ targetPort: 8080, nodePort: 0 }), 'shop/istio: components.ingressGateways[0].k8s.service.ports[0].nodePort is 0; it must be between 1 and 65535'],
    'a port without a name': [listening({ name: '', targetPort: 8080 }), 'shop/istio: components.ingressGateways[0].k8s.service.ports[0].name is ""; it must be a text that is not empty'],
    'a range that is none': [piloting({ service: { loadBalancerSourceRanges: ['10.0.0.0/64'] } }), 'shop/istio: components.pilot.k8s.service.loadBalancerSourceRanges[0] is "10.0.0.0/64"; it must be an IP address or a range of them (10.1.0.0/16)'],
    'a target said twice': [piloting({ service: { ports: [port] } }), 'shop/istio: components.pilot.k8s.service.ports[0].targetPort and components.pilot.k8s.service.ports[0].targetPortName are given; it must be one of them'],
    'a target of a gateway by name': [listening({ targetPortName: 'http' }), 'shop/istio: components.ingressGateways[0].k8s.service.ports[0].targetPortName is given for a gateway; it must be left out: its pods have their ports from here; give targetPort'],
    'a name of a target that is none': [piloting({ service: { ports: [{ name: 'http', port: 80, targetPortName: '8080' }] } }), 'shop/istio: components.pilot.k8s.service.ports[0].targetPortName is "8080"; it must be the name of a port: lower-case letters, digits and "-", not digits only, at most 15 characters'],
    'an external name of what has none': [piloting({ service: { externalName: 'a.example.com' } }), 'shop/istio: components.pilot.k8s.service.externalName is given; it must be left out for other types than ExternalName'],
    'no external name': [piloting({ service: { type: OperatorServiceType.EXTERNAL_NAME } }), 'shop/istio: components.pilot.k8s.service.externalName is missing; it must be given for type ExternalName'],
    'no addresses': [piloting({ service: { clusterIPs: [] } }), 'shop/istio: components.pilot.k8s.service.clusterIPs is []; it must be a list of at least one element; leave it out for what clusterIP says'],
    'addresses without the first': [piloting({ service: { clusterIPs: ['10.0.0.1'] } }), 'shop/istio: components.pilot.k8s.service.clusterIPs[0] is "10.0.0.1"; it must be the clusterIP (missing)'],
    'a time for no affinity': [piloting({ service: { sessionAffinityTimeout: Duration.hours(1) } }), 'shop/istio: components.pilot.k8s.service.sessionAffinityTimeout is given; it must be left out for other session affinities than "ClientIP"'],
    'too long an affinity': [piloting({ service: { sessionAffinity: 'ClientIP', sessionAffinityTimeout: Duration.days(2) } }), 'shop/istio: components.pilot.k8s.service.sessionAffinityTimeout is "172800s"; it must be whole seconds, between 1s and 86400s'],
    'a claim without a name': [piloting({ resources: { claims: [{ name: '' }] } }), 'shop/istio: components.pilot.k8s.resources.claims[0].name is ""; it must be a text that is not empty'],
    'a claim of no request': [piloting({ resources: { claims: [{ name: 'a', request: '' }] } }), 'shop/istio: components.pilot.k8s.resources.claims[0].request is ""; it must be a text that is not empty'],
    'a health check that is none': [piloting({ service: { healthCheckNodePort: 0 } }), 'shop/istio: components.pilot.k8s.service.healthCheckNodePort is 0; it must be between 1 and 65535'],
  });
});
