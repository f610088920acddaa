import { join } from 'node:path';
import { Installed, proof } from './istio';
import { defaultsOf, type PodsName } from '../../src/install/profile-defaults';
import { CountOrPercent, InstallProfile } from 'cdk8s-istio';

describe('the example', () => {
  const example = () => Installed.ofFile(join(__dirname, '..', '..', 'examples', 'install', 'dist', 'istio-install.k8s.yaml'));

  proof('the control plane asks for what it is given, and is scaled by load', () => {
    const installed = example();
    expect(installed.container('istio-system/istiod-1-31-0').resources.requests).toEqual({ cpu: '1000m', memory: '4096Mi' });
    expect(installed.scaling('istio-system/istiod-1-31-0')).toEqual([2, 10]);
    expect(installed.names('PodDisruptionBudget')).toEqual(['istio-system/istiod-1-31-0']);
  });

  proof('Istio\'s gateway stays as it is, and the other has what it is given, and a status port', () => {
    const installed = example();
    const gateways = ['istio-system/istio-ingressgateway', 'user-ingressgateway-ns/ilb-gateway'];
    expect(installed.names('Deployment')).toEqual(['istio-system/istio-ingressgateway', 'istio-system/istiod-1-31-0', gateways[1]]);
    expect(gateways.map((path) => installed.ports(path))).toEqual([
      [['status-port', 15021, 15021], ['http2', 80, 8080], ['https', 443, 8443]],
      [['status-port', 15021, 15021], ['tcp-dns', 5353, 5353]],
    ]);
    expect(gateways.map((path) => installed.container(path).resources.requests)).toEqual([
      { cpu: '100m', memory: '128Mi' }, { cpu: '200m', memory: '128Mi' },
    ]);
    expect(gateways.map((path) => installed.scaling(path))).toEqual([[1, 5], [1, 5]]);
    const service = installed.find('Service', gateways[1]);
    expect([service.spec.type, service.metadata.annotations]).toEqual(['LoadBalancer', { 'cloud.google.com/load-balancer-type': 'internal' }]);
  });
});

describe('what is known of profiles', () => {
  const ingress = ['istio-system/istio-ingressgateway'];
  const egress = ['istio-system/istio-egressgateway'];
  const istiod = ['istio-system/istiod'];
  const agents = (namespace: string, ...names: string[]) => names.map((name) => `${namespace}/${name}`);

  proof.each<[keyof typeof InstallProfile, string[], string[]]>([
    ['DEFAULT', [...ingress, ...istiod], []],
    ['DEMO', [...egress, ...ingress, ...istiod], []],
    ['MINIMAL', istiod, []],
    ['EMPTY', [], []],
    ['PREVIEW', [...ingress, ...istiod], []],
    ['STABLE', [...ingress, ...istiod], []],
    ['AMBIENT', istiod, agents('istio-system', 'istio-cni-node', 'ztunnel')],
    ['OPENSHIFT', [...ingress, ...istiod], agents('kube-system', 'istio-cni-node')],
    ['OPENSHIFT_AMBIENT', istiod, agents('kube-system', 'istio-cni-node', 'ztunnel')],
    ['REMOTE', [], []],
  ])('%s installs what it says', (name, deployments, daemons) => {
    const props = { profile: InstallProfile[name] as InstallProfile };
    const installed = name === 'EMPTY' ? Installed.of({ ...props, base: {} }) : Installed.of(props);
    expect(installed.names('Deployment')).toEqual(deployments);
    expect(installed.names('DaemonSet')).toEqual(daemons);
  });

  proof.each(['DEFAULT', 'DEMO'] as const)('resources and replicas in %s', (name) => {
    const profile = InstallProfile[name];
    const installed = Installed.of({
      profile, ingressGateways: [{ name: 'istio-ingressgateway' }], egressGateways: [{ name: 'istio-egressgateway' }], cni: {}, ztunnel: {},
    });
    const compare = (part: PodsName, object: string, kind?: string) => {
      const defaults = defaultsOf(part, { profile });
      const { requests, limits = {} } = installed.container(`istio-system/${object}`, kind).resources;
      expect([part, requests, limits]).toEqual([part, defaults?.requests, defaults?.limits]);
      if (kind === undefined) {
        expect(installed.names('HorizontalPodAutoscaler').includes(`istio-system/${object}`)).toBe(defaults?.autoscales);
        if (defaults?.autoscales) { expect(installed.scaling(`istio-system/${object}`)).toEqual([defaults.minReplicas, defaults.maxReplicas]); }
      }
    };
    compare('pilot', 'istiod');
    compare('istio-ingressgateway', 'istio-ingressgateway');
    compare('istio-egressgateway', 'istio-egressgateway');
    compare('cni', 'istio-cni-node', 'DaemonSet');
    compare('ztunnel', 'ztunnel', 'DaemonSet');
  });
});

describe('what would get lost without a word', () => {
  proof('the namespace of the control plane', () => {
    const installed = Installed.of({ namespace: 'mesh' });
    expect(installed.names('Deployment')).toEqual(['mesh/istio-ingressgateway', 'mesh/istiod']);
    expect(installed.text()).not.toContain('istio-system.svc');
  });

  proof('autoscaling in the profile DEMO', () => {
    const installed = Installed.of({
      profile: InstallProfile.DEMO, pilot: { autoscaling: { maxReplicas: 3 } }, ingressGateways: [{ name: 'edge', autoscaling: { minReplicas: 2 } }],
    });
    expect([installed.scaling('istio-system/istiod'), installed.scaling('istio-system/edge')]).toEqual([[1, 3], [2, 5]]);
  });

  proof.each(['DEFAULT', 'DEMO'] as const)('a fixed number of replicas, and their budget, in %s', (name) => {
    const installed = Installed.of({
      profile: InstallProfile[name], pilot: { replicas: 3, podDisruptionBudget: { minAvailable: CountOrPercent.count(2) } },
    });
    expect(installed.find('Deployment', 'istio-system/istiod').spec.replicas).toBe(3);
    if (name === 'DEFAULT') { expect(installed.scaling('istio-system/istiod')).toEqual([3, 3]); }
    expect(installed.find('PodDisruptionBudget', 'istio-system/istiod').spec).toMatchObject({ minAvailable: 2 });
  });

  proof('CNI without enabled, which istiod has to know of', () => {
    const config = (props: object) => /\\"cni\\": \{\\n\s*\\"enabled\\": (\w+)/.exec(Installed.of(props).text())?.[1];
    expect([config({}), config({ cni: {} })]).toEqual(['false', 'true']);
  });

  proof('a ztunnel elsewhere, which istiod has to trust', () => {
    expect(Installed.of({ profile: InstallProfile.AMBIENT, ztunnel: { namespace: 'agents' } }).text())
      .toContain('{"name":"CA_TRUSTED_NODE_ACCOUNTS","value":"agents/ztunnel"}');
  });

  proof('a patch of an annotation whose name has dots', () => {
    const patches = [{ path: 'metadata.annotations.example\\.com/owner', value: 'mesh' }];
    const installed = Installed.of({ revision: 'a', pilot: { overlays: [{ kind: 'Service', name: 'istiod-a', patches }] } });
    expect(installed.find('Service', 'istio-system/istiod-a').metadata.annotations).toEqual({ 'example.com/owner': 'mesh' });
  });
});
