import { edge, rendered } from './support';
import {
  CountOrPercent, InstallProfile, type InstallServicePort, type IstioInstallProps, type OperatorOverlay, OperatorServiceType,
  OperatorTrafficScope,
} from 'cdk8s-istio';

const overlay: OperatorOverlay = { kind: 'Deployment', name: 'istiod-1-31-0', patches: [{ path: 'spec.template.spec.hostNetwork', value: true }] };

const SAME_PODS = 'it must be labels that tell its pods from those of ingressGateways[0]; their Services and autoscalers in the namespace istio-system would take each other\'s pods; give each a label istio of its own';
const NAME = 'it must be lower-case letters, digits and "-", with a letter first and a letter or digit last, at most 63 characters';

function ports(...servicePorts: InstallServicePort[]): IstioInstallProps {
  return edge({ servicePorts });
}

test.each<[string, IstioInstallProps, string]>([
  [
    'a profile that nobody knows', { profile: InstallProfile.of('defualt') },
    'profile is "defualt"; it must be one of ambient, default, demo, empty, minimal, openshift, openshift-ambient, preview, remote, stable; for a profile of your own give installPackagePath, below which istioctl reads profiles/defualt.yaml',
  ],
  [
    'a revision with dots', { revision: '1.31.0' },
    'revision is "1.31.0"; it must be lower-case letters, digits and "-", with a letter or digit at both ends, at most 63 characters',
  ],
  [
    'a revision that istioctl takes for none', { revision: 'default' },
    'revision is "default"; it must be neither "default" nor a number, which istioctl gets wrong; leave it out or write 1-31-0',
  ],
  [
    'a revision that istioctl takes for a number', { revision: '131' },
    'revision is "131"; it must be neither "default" nor a number, which istioctl gets wrong; leave it out or write 1-31-0',
  ],
  [
    'a default without a revision', { revisionTags: ['default'] },
    'revisionTags[0] is "default"; it must be left out, as a control plane without a revision is the default; or give revision',
  ],
  ['a tag like its revision', { revision: 'a', revisionTags: ['a'] }, 'revisionTags[0] is "a"; it must be another name than the revision, which needs no tag'],
  ['a revision tag twice', { revision: 'a', revisionTags: ['b', 'b'] }, 'revisionTags[1] is "b"; it must be given once'],
  [
    'a revision tag that is no name', { revision: 'a', revisionTags: ['B'] },
    'revisionTags[0] is "B"; it must be lower-case letters, digits and "-", with a letter or digit at both ends, at most 63 characters',
  ],
  [
    'a tag that istioctl takes for a number', { pilot: { tag: '1.30' } },
    'pilot.tag is "1.30"; it must be no number, as istioctl changes numbers (1.30 is read as 1.3); give the tag to the whole installation',
  ],
  [
    'a registry that is none', { pilot: { hub: 'https://a' } },
    'pilot.hub is "https://a"; it must be a registry of images, with or without a path (images.example.com/release)',
  ],
  [
    'a namespace that is none', { namespace: 'Istio' },
    'namespace is "Istio"; it must be lower-case letters, digits and "-", with a letter or digit at both ends, at most 63 characters',
  ],
  [
    'two namespaces', { namespace: 'a', values: { global: { istioNamespace: 'b' } } },
    'values.global.istioNamespace is "b"; it must be left out or "a", as namespace says; istioctl would take the value',
  ],
  [
    'two tags', { tag: '1.31.0', values: { global: { tag: '1.31.1' } } },
    'values.global.tag is "1.31.1"; it must be left out or "1.31.0", as tag says; istioctl would take the value',
  ],
  [
    'a MeshConfig in two places', { meshConfig: { rootNamespace: 'a' }, values: { meshConfig: { rootNamespace: 'b' } } },
    'values.meshConfig.rootNamespace is "b"; it must be left out or "a", as meshConfig.rootNamespace says; istioctl would take the value',
  ],
  [
    'a misspelt member of MeshConfig', { meshConfig: { more: { access_log_file: '/dev/stdout' } } },
    'meshConfig.more.access_log_file is given; it must be a member of Istio\'s MeshConfig; write accessLogFile',
  ],
  [
    'no member of MeshConfig', { meshConfig: { more: { 'sharding.mode': 'none' } } },
    'meshConfig.more["sharding.mode"] is given; it must be a member of Istio\'s MeshConfig; a member that only another release has goes to values.meshConfig',
  ],
  [
    'a quantity that is none', { pilot: { resources: { requests: { memory: 'lots' } } } },
    'pilot.resources.requests.memory is "lots"; it must be a quantity of Kubernetes (500m, 2Gi)',
  ],
  [
    'more than may be had', { pilot: { resources: { requests: { cpu: '2' }, limits: { cpu: '1500m' } } } },
    'pilot.resources.requests.cpu is "2"; it must be at most the limit, 1500m',
  ],
  [
    'more than may be had by Istio', edge({ resources: { requests: { memory: '2Gi' } } }),
    'ingressGateways[0].resources.requests.memory is "2Gi"; it must be at most the limit, 1024Mi by Istio; give a limit too',
  ],
  [
    'less than Istio asks for', { ztunnel: { resources: { limits: { memory: '256Mi' } } } },
    'ztunnel.resources.limits.memory is "256Mi"; it must be at least what is asked for, 512Mi by Istio; give a request too',
  ],
  [
    'fewer at most than at least', { pilot: { autoscaling: { minReplicas: 5, maxReplicas: 2 } } },
    'pilot.autoscaling.maxReplicas is 2; it must be at least minReplicas (5)',
  ],
  [
    'more at least than Istio has at most', { pilot: { autoscaling: { minReplicas: 8 } } },
    'pilot.autoscaling.minReplicas is 8; it must be at most maxReplicas, 5 by Istio; give maxReplicas too',
  ],
  [
    'no replicas', { pilot: { replicas: 0 } },
    'pilot.replicas is 0; it must be between 1 and 2147483647',
  ],
  [
    'replicas fixed and by load', { pilot: { replicas: 2, autoscaling: {} } },
    'pilot.replicas and pilot.autoscaling are given; it must be one of them',
  ],
  [
    'no use of CPU', edge({ autoscaling: { targetCpuUtilization: 0 } }),
    'ingressGateways[0].autoscaling.targetCpuUtilization is 0; it must be between 1 and 2147483647',
  ],
  [
    'autoscaling that is switched off', { pilot: { autoscaling: {} }, values: { pilot: { autoscaleEnabled: false } } },
    'values.pilot.autoscaleEnabled is false; it must be left out or true, as pilot.autoscaling says; istioctl would take the value',
  ],
  [
    'a budget for one', { pilot: { podDisruptionBudget: { minAvailable: CountOrPercent.count(1) } } },
    'pilot.podDisruptionBudget is given for 1 replica; it must be left out below 2 replicas, where istioctl ignores it; give replicas or autoscaling.minReplicas',
  ],
  [
    'a budget of two kinds', edge({ replicas: 3, podDisruptionBudget: { minAvailable: CountOrPercent.count(1), maxUnavailable: CountOrPercent.count(1) } }),
    'ingressGateways[0].podDisruptionBudget.minAvailable and ingressGateways[0].podDisruptionBudget.maxUnavailable are given; it must be one of them',
  ],
  [
    'a patch for another object', { revision: 'a', pilot: { overlays: [{ ...overlay, name: 'istiod' }] } },
    'pilot.overlays[0].name is "istiod"; it must be "istiod-a", as the Deployment is named; istioctl would ignore the overlay',
  ],
  [
    'a patch for another gateway', edge({ overlays: [{ ...overlay, kind: 'Service' }] }),
    'ingressGateways[0].overlays[0].name is "istiod-1-31-0"; it must be "edge", as the Service is named; istioctl would ignore the overlay',
  ],
  [
    'a patch of nowhere', { pilot: { overlays: [{ ...overlay, name: 'istiod', patches: [{ path: 'spec.containers[name=discovery]' }] }] } },
    'pilot.overlays[0].patches[0].path is "spec.containers[name=discovery]"; it must be members and elements with dots between them (spec.containers.[name:discovery].args.[0]); "containers[name=discovery]" is none; a dot within a name or value is written "\\."',
  ],
  [
    'no patches', { cni: { overlays: [{ ...overlay, patches: [] }] } },
    'cni.overlays[0].patches is []; it must be a list of at least one element',
  ],
  ['a gateway without a name', edge({ name: '' }), `ingressGateways[0].name is ""; ${NAME}`],
  ['a gateway that no Service can be named like', edge({ name: '1.a' }), `ingressGateways[0].name is "1.a"; ${NAME}`],
  [
    'a label that is none', edge({ labels: { istio: 'a b' } }),
    'ingressGateways[0].labels.istio is "a b"; it must be letters, digits, "-", "_" and ".", with a letter or digit at both ends, at most 63 characters',
  ],
  [
    'a gateway\'s namespace', edge({ namespace: 'A' }),
    'ingressGateways[0].namespace is "A"; it must be lower-case letters, digits and "-", with a letter or digit at both ends, at most 63 characters',
  ],
  [
    'two gateways of one name', { ingressGateways: [{ name: 'a' }, { name: 'a', namespace: 'istio-system' }] },
    'ingressGateways[1].name is "a"; it must be a name of its own in the namespace istio-system; ingressGateways[0] has it',
  ],
  [
    'two gateways of one name, in and out', { namespace: 'mesh', ingressGateways: [{ name: 'a' }], egressGateways: [{ name: 'a' }] },
    'egressGateways[0].name is "a"; it must be a name of its own in the namespace mesh; ingressGateways[0] has it',
  ],
  ['two gateways with the same pods', { ingressGateways: [{ name: 'a' }, { name: 'b' }] }, `ingressGateways[1].labels is missing; ${SAME_PODS}`],
  [
    'a gateway with another\'s pods', { ingressGateways: [{ name: 'a' }, { name: 'b', labels: { region: 'eu' } }] },
    `ingressGateways[1].labels is {"region":"eu"}; ${SAME_PODS}`,
  ],
  [
    'no ports', ports(),
    'ingressGateways[0].servicePorts is []; it must be a list of at least one element; leave it out for the ports of the profile',
  ],
  [
    'a port without a name', ports({ name: '', port: 5353 }),
    'ingressGateways[0].servicePorts[0].name is ""; it must be lower-case letters, digits and "-", with a letter or digit at both ends, at most 63 characters',
  ],
  [
    'a port without a number', ports({ name: 'tcp' } as InstallServicePort),
    'ingressGateways[0].servicePorts[0].port is missing; it must be an integer between 1 and 65535',
  ],
  [
    'a port that is none', ports({ name: 'tcp', port: 70000 }),
    'ingressGateways[0].servicePorts[0].port is 70000; it must be between 1 and 65535',
  ],
  [
    'two ports of one name', ports({ name: 'a', port: 5353 }, { name: 'a', port: 5354 }),
    'ingressGateways[0].servicePorts[1].name is "a"; it must be a name of its own',
  ],
  [
    'two ports of one number', ports({ name: 'a', port: 5353 }, { name: 'b', port: 5353 }),
    'ingressGateways[0].servicePorts[1].port is 5353; it must be given once for TCP',
  ],
  [
    'a port that only root may have', ports({ name: 'tcp-ssh', port: 22 }),
    'ingressGateways[0].servicePorts[0].targetPort is missing; it must be at least 1024: the gateway does not run as root; or set values.gateways.istio-ingressgateway.runAsRoot',
  ],
  [
    'a target that only root may have', ports({ name: 'http2', port: 80, targetPort: 80 }),
    'ingressGateways[0].servicePorts[0].targetPort is 80; it must be at least 1024: the gateway does not run as root; or set values.gateways.istio-ingressgateway.runAsRoot',
  ],
  [
    'a target that is none', ports({ name: 'http2', port: 80, targetPort: 0 }),
    'ingressGateways[0].servicePorts[0].targetPort is 0; it must be between 1 and 65535',
  ],
  [
    'a load balancer\'s address without one', edge({ serviceType: OperatorServiceType.NODE_PORT, loadBalancerIP: '192.0.2.1' }),
    'ingressGateways[0].loadBalancerIP is "192.0.2.1"; it must be left out, as the Service is a NodePort; or set serviceType to LoadBalancer',
  ],
  [
    'a load balancer\'s ranges without one', { egressGateways: [{ name: 'a', loadBalancerSourceRanges: ['10.0.0.0/8'] }] },
    'egressGateways[0].loadBalancerSourceRanges is ["10.0.0.0/8"]; it must be left out, as the Service is a ClusterIP; or set serviceType to LoadBalancer',
  ],
  [
    'a range that is none', edge({ loadBalancerSourceRanges: ['10.0.0.0/64'] }),
    'ingressGateways[0].loadBalancerSourceRanges[0] is "10.0.0.0/64"; it must be an IP address or a range of them (10.1.0.0/16)',
  ],
  [
    'nodes\' traffic without their ports', edge({ serviceType: OperatorServiceType.CLUSTER_IP, externalTrafficPolicy: OperatorTrafficScope.LOCAL }),
    'ingressGateways[0].externalTrafficPolicy is "Local"; it must be left out, as the Service is a ClusterIP; or set serviceType to LoadBalancer or NodePort',
  ],
  [
    'a node\'s port without nodes', { egressGateways: [{ name: 'a', servicePorts: [{ name: 'https', port: 443, nodePort: 30443 }] }] },
    'egressGateways[0].servicePorts[0].nodePort is 30443; it must be left out, as the Service is a ClusterIP; or set serviceType to LoadBalancer or NodePort',
  ],
])('refuses %s', (_what, props, message) => {
  expect(() => rendered(props)).toThrow(new Error(`istio-install/istio: ${message}`));
});

test('refuses a profile that is a path', () => {
  expect(() => InstallProfile.of('profiles/mine.yaml')).toThrow(new Error(
    'InstallProfile.of: name is "profiles/mine.yaml"; it must be a name without folders and without ".yaml"; istioctl reads profiles/NAME.yaml below installPackagePath'));
});
