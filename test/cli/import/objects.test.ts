import { importFiles, run, sorted, normalTexts, statements } from './support';

describe('objects that cdk8s would write otherwise come back as they were', () => {
  test.each([
    ['without metadata', 'apiVersion: v1\nkind: Config\nclusters: []\n'],
    ['without a name', 'apiVersion: v1\nkind: Pod\nmetadata: { generateName: a- }\n'],
    ['with empty labels', 'apiVersion: v1\nkind: Pod\nmetadata: { name: a, labels: {}, annotations: {} }\n'],
    ['with a label that is a number', 'apiVersion: v1\nkind: Pod\nmetadata: { name: a, labels: { version: 1 } }\n'],
    ['with an owner that lacks something', 'apiVersion: v1\nkind: Pod\nmetadata: { name: a, ownerReferences: [{ kind: A }] }\n'],
    ['with a field of the whole', 'apiVersion: v1\nkind: Secret\nmetadata: { name: a }\ntype: Opaque\ndata: { b: Yw== }\n'],
    ['with colons in the name', 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: "system:a" }\nrules: []\n'],
    ['with empty objects and lists', 'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { volumes: [], affinity: {} }\n'],
    ['of an older Istio', 'apiVersion: rbac.istio.io/v1alpha1\nkind: ServiceRole\nmetadata: { name: a }\nspec: { rules: [] }\n'],
    ['of Istio, with a label that is a number', 'apiVersion: networking.istio.io/v1\nkind: Sidecar\nmetadata: { name: a, labels: { b: 1 } }\nspec: { egress: [{ hosts: ["./*"] }] }\n'],
    ['alike but for their kind', 'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\n---\napiVersion: v1\nkind: Service\nmetadata: { name: a }\n---\napiVersion: v1\nkind: Service\nmetadata: { name: a, namespace: b }\n---\napiVersion: v1\nkind: Service\nmetadata: { name: a, namespace: c }\n'],
  ])('%s', (_, yaml) => {
    jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const imported = importFiles({ 'a.yaml': yaml });

    expect(imported.charts[0].code.lost).toEqual([]);
    expect(sorted(run(imported))).toEqual(normalTexts(yaml).sort());
    jest.restoreAllMocks();
  });
});

test('a null in a list is something that cdk8s does not write, and is told', () => {
  expect(importFiles({ 'a.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { args: [null] }\n' }).charts[0].code.lost)
    .toEqual([{ line: 1, text: 'spec.args.0 would become missing' }]);
});

test('a namespace that all objects of a file have is the chart\'s', () => {
  const [, { text }] = importFiles({
    'a.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: a, namespace: shop }\n---\napiVersion: networking.istio.io/v1\nkind: Sidecar\nmetadata: { name: b, namespace: shop }\nspec: { egress: [{ hosts: ["./*"] }] }\n',
  }).files;

  expect(text).toContain('super(scope, id, { namespace: \'shop\' });');
  expect(text.match(/namespace/g)).toHaveLength(1);
});

test('a dry run is a property, not an annotation', () => {
  expect(statements(`
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: a, annotations: { istio.io/dry-run: "true" } }
spec: { action: DENY, rules: [{}] }
`)).toBe(`new AuthorizationPolicy(this, 'a', {
  action: AuthorizationAction.DENY,
  rules: AuthorizationRules.everything(),
  dryRun: true,
});`);
});

describe('keeps what no construct says, with the reason', () => {
  test.each([
    ['a field that does not exist', 'spec: { hosts: [a], http: [{ route: [{ destination: { host: a } }], websocketUpgrade: true }] }',
      'spec.http[0].websocketUpgrade is not a field that Istio has here'],
    ['what the construct refuses', 'spec: { hosts: [a], http: [{ route: [{ destination: { host: a }, weight: 1 }, { destination: { host: b } }] }] }',
      'http[0].destinations[1].weight is missing; it must be an integer between 0 and 2147483647'],
    ['another type', 'spec: { hosts: a, http: [{ route: [{ destination: { host: a } }] }] }', 'spec.hosts is "a"; it must be a list'],
    ['a field of the whole', 'spec: { hosts: [a], http: [{ route: [{ destination: { host: a } }] }] }\nspecs: 1', 'specs is not a field that the kind has'],
  ])('%s', (_, rest, reason) => {
    const { code } = importFiles({ 'a.yaml': `apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: { name: a }\n${rest}\n` }).charts[0];

    expect(code.count).toEqual({ patterns: 0, resources: 0, plain: 1 });
    expect(code.kept.map(({ text }) => text)).toEqual([reason]);
  });
});

test('a file for istioctl need not have a name', () => {
  expect(statements('apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nspec: { profile: minimal }\n'))
    .toBe('new IstioOperator(this, \'istiooperator\', { profile: \'minimal\' }).apiObject.addJsonPatch(JsonPatch.remove(\'/metadata\'));');
  expect(statements('apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nmetadata: { namespace: a }\nspec: { profile: minimal }\n'))
    .toContain('JsonPatch.remove(\'/metadata/name\')');
});
