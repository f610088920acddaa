import { Chart } from 'cdk8s';
import { findings, objects, refuses, reports, yaml } from './support';
import { DataPlaneMode, Injection, Mesh, type MtlsException, MtlsMode, StrictMtlsNamespace, type StrictMtlsNamespaceProps } from 'cdk8s-istio';

function strict(chart: Chart, props: Partial<StrictMtlsNamespaceProps> = {}): StrictMtlsNamespace {
  return new StrictMtlsNamespace(chart, 'namespace', { name: 'shop', ...props });
}

const legacy: Required<MtlsException> = { name: 'legacy', selector: { app: 'legacy' }, mode: MtlsMode.DISABLE, ports: [8080, 9090] };

test('smallest', () => {
  expect(yaml((chart) => strict(chart))).toMatchInlineSnapshot(`
"
apiVersion: v1
kind: Namespace
metadata:
  name: shop
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata:
  name: default
  namespace: shop
spec:
  mtls:
    mode: STRICT
"
`);
});

test('every property', () => {
  const everything: Required<StrictMtlsNamespaceProps> = {
    name: 'edge',
    createNamespace: true,
    injection: Injection.revision('1-31-0'),
    labels: { team: 'edge' },
    exceptions: [legacy, { name: 'probed', selector: { app: 'probed' }, mode: MtlsMode.PERMISSIVE }],
  };
  expect(objects((chart) => strict(chart, everything))).toEqual([
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'edge', labels: { 'istio.io/rev': '1-31-0', 'team': 'edge' } } },
    ...[
      { metadata: { name: 'default', namespace: 'edge' }, spec: { mtls: { mode: 'STRICT' } } },
      {
        metadata: { name: 'legacy', namespace: 'edge' },
        spec: {
          selector: { matchLabels: { app: 'legacy' } },
          mtls: { mode: 'STRICT' },
          portLevelMtls: { 8080: { mode: 'DISABLE' }, 9090: { mode: 'DISABLE' } },
        },
      },
      { metadata: { name: 'probed', namespace: 'edge' }, spec: { selector: { matchLabels: { app: 'probed' } }, mtls: { mode: 'PERMISSIVE' } } },
    ].map((policy) => ({ apiVersion: 'security.istio.io/v1', kind: 'PeerAuthentication', ...policy })),
  ]);
});

test('a namespace that is made elsewhere gets the policies only', () => {
  expect(objects((chart) => strict(chart, { createNamespace: false, exceptions: [legacy] })).map(({ kind, metadata }) => `${kind} ${metadata.name}`))
    .toEqual(['PeerAuthentication default', 'PeerAuthentication legacy']);
});

test('in a chart without a namespace it is the same', () => {
  const build = (chart: Chart) => strict(chart, { exceptions: [legacy] });
  expect(objects(build, null)).toEqual(objects(build));
});

test('it tells its name', () => {
  let name: string | undefined;
  objects((chart) => { name = strict(chart).namespaceName; });
  expect(name).toBe('shop');
});

test('in an ambient mesh its pods take part by their node', () => {
  expect(findings((chart) => {
    new Mesh(chart, 'mesh', { dataPlaneMode: DataPlaneMode.AMBIENT });
    strict(chart, { injection: Injection.ambient() });
  })).toEqual([]);
});

const exception = (chart: Chart, props: Partial<MtlsException>) => strict(chart, { exceptions: [{ ...legacy, ...props }] });
const OBJECT_NAME = 'it must be lower-case letters, digits, "-" and ".", with a letter or digit at both ends, at most 253 characters';

refuses({
  'a name that is none': [
    (chart) => strict(chart, { name: 'my.shop' }),
    'shop/namespace: name is "my.shop"; it must be lower-case letters, digits and "-", with a letter or digit at both ends, at most 63 characters',
  ],
  'injection of a namespace that is made elsewhere': [
    (chart) => strict(chart, { createNamespace: false, injection: Injection.enabled() }),
    'shop/namespace: injection is given and createNamespace is false; it must be left out; label the namespace where it is made',
  ],
  'labels of a namespace that is made elsewhere': [
    (chart) => strict(chart, { createNamespace: false, labels: {} }),
    'shop/namespace: labels is given and createNamespace is false; it must be left out; label the namespace where it is made',
  ],
  'labels that Kubernetes refuses': [
    (chart) => strict(chart, { labels: { team: 'a b' } }),
    'shop/namespace: labels.team is "a b"; it must be letters, digits, "-", "_" and ".", with a letter or digit at both ends, at most 63 characters',
  ],
  'a label that contradicts the injection': [
    (chart) => strict(chart, { injection: Injection.enabled(), labels: { 'istio-injection': 'disabled' } }),
    'shop/namespace: labels["istio-injection"] is "disabled"; it must be left out: injection sets this label',
  ],
  'an exception without a name': [(chart) => exception(chart, { name: '' }), `shop/namespace: exceptions[0].name is ""; ${OBJECT_NAME}`],
  'an exception in the place of the policy': [
    (chart) => exception(chart, { name: 'default' }),
    'shop/namespace: exceptions[0].name is "default"; it must be another name: "default" is the strict policy itself',
  ],
  'an exception for all pods': [
    (chart) => exception(chart, { selector: {} }), 'shop/namespace: exceptions[0].selector is {}; it must be at least one label',
  ],
  'an exception for labels that no pod can have': [
    (chart) => exception(chart, { selector: { app: '-' } }),
    'shop/namespace: exceptions[0].selector.app is "-"; it must be letters, digits, "-", "_" and ".", with a letter or digit at both ends, ' +
    'at most 63 characters',
  ],
  'an exception that is none': [
    (chart) => exception(chart, { mode: MtlsMode.STRICT }), 'shop/namespace: exceptions[0].mode is "STRICT"; it must be PERMISSIVE or DISABLE',
  ],
  'an exception that says nothing': [
    (chart) => exception(chart, { mode: MtlsMode.UNSET }), 'shop/namespace: exceptions[0].mode is "UNSET"; it must be PERMISSIVE or DISABLE',
  ],
  'two exceptions for the same pods': [
    (chart) => strict(chart, { exceptions: [legacy, { ...legacy, name: 'again', ports: [1] }] }),
    'shop/namespace: exceptions[1] selects the pods that exceptions[0] selects; a workload must have one policy; put all ports into one exception',
  ],
  'an exception for no ports': [
    (chart) => exception(chart, { ports: [] }),
    'shop/namespace: exceptions[0].ports is []; it must be a list of at least one element; leave it out for all ports',
  ],
  'an exception for a port that is none': [
    (chart) => exception(chart, { ports: [80, 70000] }), 'shop/namespace: exceptions[0].ports[1] is 70000; it must be between 1 and 65535',
  ],
});

reports({
  'sidecars of two kinds': [
    (chart) => strict(chart, { injection: Injection.enabled(), labels: { 'istio.io/rev': 'canary' } }),
    'warning shop/namespace/Namespace: metadata.labels has istio-injection=enabled and istio.io/rev=canary; it must be one of them; ' +
    'keep one of the labels [CI0027]',
  ],
  'exceptions in the root namespace, where policies are for the mesh': [
    (chart) => strict(chart, { name: 'istio-system', exceptions: [{ name: 'a', selector: { app: 'a' }, mode: MtlsMode.PERMISSIVE }] }),
    'error shop/namespace/a: spec.selector is {"matchLabels":{"app":"a"}}; it must be left out in the root namespace istio-system; ' +
    'leave the selector out, or put the policy into the namespace of the workload [CI0501]',
  ],
});
