import { type Build, refuses, rendered, renderedSpec } from './support';
import { MtlsMode, PeerAuthentication, type PeerAuthenticationProps, WorkloadSelector } from 'cdk8s-istio';

const everything: Required<PeerAuthenticationProps> = {
  metadata: { name: 'reviews-mtls', namespace: 'shop', labels: { team: 'reviews' } },
  selector: WorkloadSelector.labels({ app: 'reviews' }),
  mtls: MtlsMode.STRICT,
  portLevelMtls: { 9080: MtlsMode.PERMISSIVE, 9090: MtlsMode.DISABLE },
};

test('without properties it is an empty policy, which inherits', () => {
  expect(rendered((scope) => new PeerAuthentication(scope, 'policy'))).toEqual({
    apiVersion: 'security.istio.io/v1',
    kind: 'PeerAuthentication',
    metadata: { name: 'policy', namespace: 'shop' },
    spec: {},
  });
});

test('every property', () => {
  expect(rendered((scope) => new PeerAuthentication(scope, 'policy', everything))).toEqual({
    apiVersion: 'security.istio.io/v1',
    kind: 'PeerAuthentication',
    metadata: { labels: { team: 'reviews' }, name: 'reviews-mtls', namespace: 'shop' },
    spec: {
      mtls: { mode: 'STRICT' },
      portLevelMtls: { 9080: { mode: 'PERMISSIVE' }, 9090: { mode: 'DISABLE' } },
      selector: { matchLabels: { app: 'reviews' } },
    },
  });
});

test('an UNSET mode is rendered as such', () => {
  expect(renderedSpec((scope) => new PeerAuthentication(scope, 'policy', { mtls: MtlsMode.UNSET }))).toEqual({ mtls: { mode: 'UNSET' } });
});

test('the construct knows its name and object', () => {
  rendered((scope) => {
    const policy = new PeerAuthentication(scope, 'policy');
    expect(policy.name).toBe('policy');
    expect(policy.apiObject.kind).toBe('PeerAuthentication');
  });
});

describe('what can never be right', () => {
  const make = (props: PeerAuthenticationProps): Build => (scope) => new PeerAuthentication(scope, 'policy', props);
  refuses({
    'the id is no name': [(scope) => new PeerAuthentication(scope, 'Policy'), 'shop/Policy: metadata.name is "Policy"; it must be lower-case letters, digits, "-" and ".", with a letter or digit at both ends, at most 253 characters'],
    'ports without selector': [make({ portLevelMtls: { 9080: MtlsMode.STRICT } }), 'shop/policy: portLevelMtls names port 9080 without a selector; Istio takes ports only for selected workloads; give it the selector of the workload'],
    'no port': [make({ selector: WorkloadSelector.labels({ app: 'reviews' }), portLevelMtls: {} }), 'shop/policy: portLevelMtls is {}; it must be at least one port; leave it out where all ports are alike'],
    'a port by name': [make({ selector: WorkloadSelector.labels({ app: 'reviews' }), portLevelMtls: { http: MtlsMode.STRICT } }), 'shop/policy: portLevelMtls is "http"; it must be keyed by the numbers of ports'],
    'a port that is none': [make({ selector: WorkloadSelector.labels({ app: 'reviews' }), portLevelMtls: { 70000: MtlsMode.STRICT } }), 'shop/policy: portLevelMtls["70000"] is 70000; it must be between 1 and 65535'],
    'labels without their factory': [make({ selector: { app: 'a' } as unknown as WorkloadSelector }), 'shop/policy: selector is {"app":"a"}; it must be a WorkloadSelector; use WorkloadSelector.fromWorkload or WorkloadSelector.labels'],
  });
});
