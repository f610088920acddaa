import { Chart, Testing } from 'cdk8s';
import { stringify } from 'yaml';
import { everything, gateway, pilot } from './everything';
import { edge, rendered, spec, without } from './support';
import { type InstallGateway, InstallProfile, IstioInstall, type IstioInstallProps, OperatorTransport } from 'cdk8s-istio';

/** An ingress gateway as it is rendered. */
function ingress(one: Partial<InstallGateway>, props: IstioInstallProps = {}): unknown {
  return (spec({ ...props, ...edge(one) }).components?.ingressGateways as unknown[])[0];
}

test('smallest', () => {
  expect(stringify(rendered())).toMatchInlineSnapshot(`
"apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
metadata:
  name: istio
spec: {}
"
`);
});

test('every property', () => {
  expect(stringify(rendered(everything))).toMatchInlineSnapshot(`
"apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
metadata:
  labels:
    team: mesh
  name: mesh
  namespace: mesh
spec:
  compatibilityVersion: "1.30"
  components:
    base:
      enabled: true
      k8s:
        overlays:
          - kind: ServiceAccount
            name: istio-reader-service-account
            patches:
              - path: metadata.labels.team
                value: mesh
    cni:
      enabled: true
      hub: registry.example.com/istio
      k8s:
        affinity:
          podAntiAffinity: {}
        imagePullPolicy: Always
        nodeSelector:
          pool: mesh
        overlays: []
        podAnnotations:
          example.com/owner: mesh
        priorityClassName: system-cluster-critical
        resources:
          limits:
            memory: 8Gi
          requests:
            cpu: 1000m
            memory: 4096Mi
        securityContext:
          fsGroup: 1337
        tolerations:
          - key: dedicated
            operator: Exists
      namespace: kube-system
      tag: 1.31.0-distroless
    egressGateways:
      - enabled: false
        name: exit
    ingressGateways:
      - enabled: true
        name: edge
    pilot:
      enabled: true
      k8s:
        hpaSpec:
          maxReplicas: 2
          minReplicas: 2
        replicaCount: 2
    ztunnel:
      enabled: true
      namespace: ztunnel
  hub: images.example.com/release
  installPackagePath: manifests
  meshConfig:
    accessLogFile: /dev/stdout
  namespace: mesh
  profile: mine
  revision: 1-31-0
  tag: 1.31.0
  unvalidatedValues:
    mine: 1
  values:
    cni:
      env:
        PILOT_ENABLE_STATUS: "true"
    global:
      istioNamespace: mesh
      logAsJson: true
      proxy:
        logLevel: info
    pilot:
      trustedZtunnelNamespace: ztunnel
    revisionTags:
      - prod
"
`);
});

test('every property of the control plane', () => {
  expect(stringify(spec({ revision: '1-31-0', pilot: without(pilot, 'replicas') }).components?.pilot)).toMatchInlineSnapshot(`
"enabled: true
hub: registry.example.com/istio
k8s:
  affinity:
    podAntiAffinity: {}
  hpaSpec:
    behavior:
      scaleDown:
        stabilizationWindowSeconds: 60
    maxReplicas: 10
    metrics:
      - resource:
          name: cpu
          target:
            averageUtilization: 60
            type: Utilization
        type: Resource
      - resource:
          name: memory
          target:
            averageUtilization: 75
            type: Utilization
        type: Resource
    minReplicas: 2
  imagePullPolicy: Always
  nodeSelector:
    pool: mesh
  overlays:
    - kind: Deployment
      name: istiod-1-31-0
      patches:
        - path: spec.template.spec.hostNetwork
          value: true
  podAnnotations:
    example.com/owner: mesh
  podDisruptionBudget:
    minAvailable: 2
  priorityClassName: system-cluster-critical
  resources:
    limits:
      memory: 8Gi
    requests:
      cpu: 1000m
      memory: 4096Mi
  securityContext:
    fsGroup: 1337
  strategy:
    rollingUpdate:
      maxSurge: 1
    type: RollingUpdate
  tolerations:
    - key: dedicated
      operator: Exists
tag: 1.31.0-distroless
"
`);
});

test('every property of a gateway', () => {
  expect(stringify(ingress(without(gateway, 'replicas')))).toMatchInlineSnapshot(`
"enabled: true
k8s:
  affinity:
    podAntiAffinity: {}
  env:
    - name: PILOT_ENABLE_STATUS
      value: "true"
  hpaSpec:
    behavior:
      scaleDown:
        stabilizationWindowSeconds: 60
    maxReplicas: 10
    metrics:
      - resource:
          name: cpu
          target:
            averageUtilization: 60
            type: Utilization
        type: Resource
      - resource:
          name: memory
          target:
            averageUtilization: 75
            type: Utilization
        type: Resource
    minReplicas: 2
  imagePullPolicy: Always
  nodeSelector:
    pool: mesh
  overlays: []
  podAnnotations:
    example.com/owner: mesh
  podDisruptionBudget:
    minAvailable: 2
  priorityClassName: system-cluster-critical
  resources:
    requests:
      cpu: 200m
  securityContext:
    fsGroup: 1337
  service:
    externalTrafficPolicy: Local
    loadBalancerClass: example.com/internal
    loadBalancerIP: 192.0.2.1
    loadBalancerSourceRanges:
      - 10.0.0.0/8
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
    type: LoadBalancer
  serviceAnnotations:
    example.com/port: "15012"
  strategy:
    rollingUpdate:
      maxSurge: 1
    type: RollingUpdate
  tolerations:
    - key: dedicated
      operator: Exists
label:
  istio: edge
name: edge
namespace: edge
tag: 1.31.0-distroless
"
`);
});

test('what an installation knows of itself', () => {
  const chart = new Chart(Testing.app(), 'chart');
  const install = new IstioInstall(chart, 'istio', everything);
  expect([install.namespace, install.revision, install.apiObject.name]).toEqual(['mesh', '1-31-0', 'mesh']);
  expect(new IstioInstall(chart, 'other').namespace).toBe('istio-system');
});

test.each([
  ['AMBIENT', 'ambient'], ['DEFAULT', 'default'], ['DEMO', 'demo'], ['EMPTY', 'empty'], ['MINIMAL', 'minimal'], ['OPENSHIFT', 'openshift'],
  ['OPENSHIFT_AMBIENT', 'openshift-ambient'], ['PREVIEW', 'preview'], ['REMOTE', 'remote'], ['STABLE', 'stable'],
] as const)('the profile %s', (name, profile) => {
  expect(spec({ profile: InstallProfile[name] })).toEqual({ profile });
  expect(InstallProfile.of(profile)).toBe(InstallProfile[name]);
});

describe('the namespace of the control plane', () => {
  const prod = { namespace: 'prod', values: { global: { istioNamespace: 'prod' } } };

  test('is said where istioctl looks', () => { expect(spec({ namespace: 'prod' })).toEqual(prod); });
  test('is the chart\'s', () => { expect(spec({}, 'prod')).toEqual(prod); });
  test('is that of the values', () => { expect(spec({ values: prod.values }, 'istio')).toEqual(prod); });
  test('is that of the object', () => { expect(spec({ metadata: { namespace: 'prod' } }, 'istio')).toEqual(prod); });
  test('is the object\'s too', () => {
    expect(rendered({ namespace: 'prod' }, 'istio').metadata).toEqual({ name: 'istio', namespace: 'prod' });
  });
});

describe('components', () => {
  test('what is given is installed', () => {
    expect(spec({ profile: InstallProfile.EMPTY, base: {}, pilot: {}, cni: {}, ztunnel: { enabled: false } }).components).toEqual({
      base: { enabled: true }, pilot: { enabled: true }, cni: { enabled: true }, ztunnel: { enabled: false },
    });
  });

  test('no gateways', () => { expect(spec({ ingressGateways: [] }).components).toEqual({ ingressGateways: [] }); });

  test('istiod trusts ztunnel elsewhere', () => {
    const values = { pilot: { trustedZtunnelNamespace: 'kube-system' } };
    expect(spec({ profile: InstallProfile.AMBIENT, ztunnel: { namespace: 'kube-system' } }).values).toEqual(values);
    expect(spec({ profile: InstallProfile.AMBIENT, ztunnel: { namespace: 'istio-system' } }).values).toBeUndefined();
  });

  test('an overlay that removes', () => {
    const remove = { kind: 'Deployment', name: 'edge', patches: [{ path: 'spec.template.spec.affinity' }] };
    expect(ingress({ overlays: [remove] })).toEqual({ name: 'edge', enabled: true, k8s: { overlays: [remove] } });
  });
});

describe('replicas', () => {
  test('a fixed number holds the autoscaler', () => {
    expect(ingress({ replicas: 1 })).toEqual({ name: 'edge', enabled: true, k8s: { replicaCount: 1, hpaSpec: { minReplicas: 1, maxReplicas: 1 } } });
  });

  test('memory counts next to CPU', () => {
    expect(ingress({ autoscaling: { targetMemoryUtilization: 70 } })).toHaveProperty('k8s.hpaSpec.metrics', [
      { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } },
      { type: 'Resource', resource: { name: 'memory', target: { type: 'Utilization', averageUtilization: 70 } } },
    ]);
  });

  test('the profile DEMO gets an autoscaler where it is asked for', () => {
    const props = { profile: InstallProfile.DEMO, pilot: { autoscaling: { maxReplicas: 3 } }, ingressGateways: [{ name: 'edge', autoscaling: {} }] };
    expect(spec(props).values).toEqual({
      pilot: { autoscaleEnabled: true }, gateways: { 'istio-ingressgateway': { autoscaleEnabled: true } },
    });
  });
});

describe('service ports', () => {
  const ports = (gatewayProps: Partial<InstallGateway>, props?: IstioInstallProps) =>
    (ingress(gatewayProps, props) as { k8s: { service: { ports: unknown } } }).k8s.service.ports;
  const status = { name: 'status-port', port: 15021, targetPort: 15021 };
  const dns = { name: 'tcp-dns', port: 5353 };

  test('the status port comes first', () => { expect(ports({ servicePorts: [dns] })).toEqual([status, { ...dns, targetPort: 5353 }]); });
  test('unless it is not wanted', () => {
    expect(ports({ servicePorts: [dns], statusPort: false })).toEqual([{ ...dns, targetPort: 5353 }]);
  });
  test.each([{ port: 15021 }, { port: 8081, targetPort: 15021 }])('unless it is given: %j', (health) => {
    expect(ports({ servicePorts: [{ name: 'health', ...health }] })).toEqual([{ name: 'health', targetPort: 15021, ...health }]);
  });
  test('an egress gateway has none, unless it is wanted', () => {
    const egress = (statusPort?: boolean) => spec({ egressGateways: [{ name: 'exit', servicePorts: [dns], statusPort }] }).components?.egressGateways;
    expect(egress()).toEqual([{ name: 'exit', enabled: true, k8s: { service: { ports: [{ ...dns, targetPort: 5353 }] } } }]);
    expect(egress(true)).toHaveProperty('0.k8s.service.ports.0', status);
  });
  test('80 and 443 are where Istio has them', () => {
    expect(ports({ statusPort: false, servicePorts: [{ name: 'http2', port: 80 }, { name: 'https', port: 443 }] })).toEqual([
      { name: 'http2', port: 80, targetPort: 8080 }, { name: 'https', port: 443, targetPort: 8443 },
    ]);
  });
  test('one number for two transports', () => {
    expect(ports({ statusPort: false, servicePorts: [dns, { name: 'udp-dns', port: 5353, protocol: OperatorTransport.UDP }] })).toHaveLength(2);
  });
  test('root listens anywhere', () => {
    const values = { gateways: { 'istio-ingressgateway': { runAsRoot: true } } };
    expect(ports({ statusPort: false, servicePorts: [{ name: 'tcp-ssh', port: 22 }] }, { values })).toEqual([{ name: 'tcp-ssh', port: 22, targetPort: 22 }]);
  });
});

describe('gateways of one namespace', () => {
  test.each<[string, IstioInstallProps]>([
    ['with labels of their own', { ingressGateways: [{ name: 'a' }, { name: 'b', labels: { istio: 'b' } }] }],
    ['of which one is not installed', { ingressGateways: [{ name: 'a' }, { name: 'b', enabled: false }] }],
    ['for either direction', { ingressGateways: [{ name: 'a' }], egressGateways: [{ name: 'b' }] }],
  ])('%s', (_what, props) => { expect(() => spec(props)).not.toThrow(); });
});
