import { App, Chart, YamlOutputType } from 'cdk8s';
import { stringify } from 'yaml';
import { policy } from './support';
import { Fleet, FleetApplicationSet, type FleetApplicationSetProps, FleetClusters, type FleetProps, type FleetRolloutStep, type IgnoredDifference } from 'cdk8s-istio';

const repository = 'https://git.example.com/fleet.git';

function fleetOf(props: Partial<FleetProps> = {}): Fleet {
  return new Fleet({
    clusters: [{ name: 'us', labels: { env: 'production' } }, { name: 'eu', labels: { env: 'production' } }, { name: 'staging', labels: { env: 'staging' } }],
    parts: [policy('shop'), policy('platform')],
    ...props,
  });
}

interface ApplicationSet {
  readonly metadata: { readonly [name: string]: unknown };
  readonly spec: {
    readonly generators: [{ readonly list: { readonly elements: ReadonlyArray<{ readonly [name: string]: string }> } }];
    readonly strategy?: { readonly rollingSync: { readonly steps: unknown[] } };
    readonly syncPolicy: object;
    readonly template: { readonly metadata: object; readonly spec: { readonly [name: string]: unknown } };
  };
}

function made(props: Partial<FleetApplicationSetProps> = {}): ApplicationSet {
  const chart = new Chart(new App(), 'argo-cd');
  new FleetApplicationSet(chart, 'fleet', { fleet: fleetOf(), repository, ...props });
  return (chart.toJson() as ApplicationSet[])[0];
}

test('smallest', () => {
  expect(stringify(made({ fleet: new Fleet({ clusters: [{ name: 'eu' }], parts: [policy('shop')] }) }))).toMatchInlineSnapshot(`
"apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata:
  name: fleet
  namespace: argocd
spec:
  generators:
    - list:
        elements:
          - cluster: eu
            part: shop
  goTemplate: true
  goTemplateOptions:
    - missingkey=error
  syncPolicy:
    preserveResourcesOnDeletion: true
  template:
    metadata:
      labels:
        cdk8s-istio.dev/cluster: "{{.cluster}}"
        cdk8s-istio.dev/part: "{{.part}}"
      name: "{{.cluster}}-{{.part}}"
    spec:
      destination:
        name: "{{.cluster}}"
        namespace: default
      ignoreDifferences:
        - group: admissionregistration.k8s.io
          jqPathExpressions:
            - .webhooks[]?.clientConfig.caBundle
            - .webhooks[]?.failurePolicy
          kind: ValidatingWebhookConfiguration
        - group: admissionregistration.k8s.io
          jqPathExpressions:
            - .webhooks[]?.clientConfig.caBundle
          kind: MutatingWebhookConfiguration
      project: default
      source:
        path: dist/{{.cluster}}/{{.part}}
        repoURL: https://git.example.com/fleet.git
        targetRevision: HEAD
      syncPolicy:
        syncOptions:
          - ServerSideApply=true
          - RespectIgnoreDifferences=true
"
`);
});

const difference: Required<IgnoredDifference> = {
  kind: 'VirtualService',
  group: 'networking.istio.io',
  name: 'web',
  namespace: 'shop',
  jqPathExpressions: ['.spec.http[].route[].weight'],
};
const step: Required<Omit<FleetRolloutStep, 'maxUpdatePercentage'>> = { clusters: FleetClusters.labelled({ env: 'production' }), parts: ['platform'], maxUpdate: 1 };
const every: Required<Omit<FleetApplicationSetProps, 'automated'>> = {
  fleet: fleetOf({
    clusters: [{ name: 'us', labels: { env: 'production' }, argoCdName: 'prod-us' }, { name: 'staging' }], yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
  }),
  repository,
  targetRevision: 'release',
  folder: '.',
  argoNamespace: 'delivery',
  project: 'mesh',
  namePrefix: 'mesh-',
  preserveResourcesOnDeletion: false,
  steps: [{ clusters: FleetClusters.named('staging') }, step, { maxUpdatePercentage: 25 }],
  syncOptions: ['ApplyOutOfSyncOnly=true'],
  ignoreDifferences: [difference],
  wave: 3,
  metadata: { name: 'mesh-fleet', annotations: { owner: 'mesh' } },
};

test('every property', () => {
  expect(stringify(made(every))).toMatchInlineSnapshot(`
"apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata:
  annotations:
    argocd.argoproj.io/sync-wave: "3"
    owner: mesh
  name: mesh-fleet
  namespace: delivery
spec:
  generators:
    - list:
        elements:
          - cluster: staging
            destination: staging
            part: platform
            step: "1"
          - cluster: staging
            destination: staging
            part: shop
            step: "1"
          - cluster: us
            destination: prod-us
            part: platform
            step: "2"
          - cluster: us
            destination: prod-us
            part: shop
            step: "3"
  goTemplate: true
  goTemplateOptions:
    - missingkey=error
  strategy:
    rollingSync:
      steps:
        - matchExpressions:
            - key: cdk8s-istio.dev/step
              operator: In
              values:
                - "1"
        - matchExpressions:
            - key: cdk8s-istio.dev/step
              operator: In
              values:
                - "2"
          maxUpdate: 1
        - matchExpressions:
            - key: cdk8s-istio.dev/step
              operator: In
              values:
                - "3"
          maxUpdate: 25%
    type: RollingSync
  syncPolicy:
    preserveResourcesOnDeletion: false
  template:
    metadata:
      labels:
        cdk8s-istio.dev/cluster: "{{.cluster}}"
        cdk8s-istio.dev/part: "{{.part}}"
        cdk8s-istio.dev/step: "{{.step}}"
      name: mesh-{{.cluster}}-{{.part}}
    spec:
      destination:
        name: "{{.destination}}"
        namespace: default
      ignoreDifferences:
        - group: admissionregistration.k8s.io
          jqPathExpressions:
            - .webhooks[]?.clientConfig.caBundle
            - .webhooks[]?.failurePolicy
          kind: ValidatingWebhookConfiguration
        - group: admissionregistration.k8s.io
          jqPathExpressions:
            - .webhooks[]?.clientConfig.caBundle
          kind: MutatingWebhookConfiguration
        - group: networking.istio.io
          jqPathExpressions:
            - .spec.http[].route[].weight
          kind: VirtualService
          name: web
          namespace: shop
      project: mesh
      source:
        directory:
          recurse: true
        path: "{{.cluster}}/{{.part}}"
        repoURL: https://git.example.com/fleet.git
        targetRevision: release
      syncPolicy:
        syncOptions:
          - ApplyOutOfSyncOnly=true
"
`);
});

test('by itself', () => {
  expect(made({ automated: true }).spec.template.spec.syncPolicy).toEqual({
    automated: { prune: true, selfHeal: true }, syncOptions: ['ServerSideApply=true', 'RespectIgnoreDifferences=true'],
  });
});

test('whatever the template asks for, each element has, and nothing else', () => {
  for (const props of [{}, every]) {
    const { generators: [{ list: { elements } }], template } = made(props).spec;
    const asked = new Set([...JSON.stringify(template).matchAll(/\{\{\.(\w+)\}\}/g)].map(([, name]) => name));
    expect(elements.length).toBeGreaterThan(0);
    for (const element of elements) { expect(new Set(Object.keys(element))).toEqual(asked); }
    expect(JSON.stringify(template).replace(/\{\{\.\w+\}\}/g, '')).not.toContain('{{');
  }
});

test('each unit is in the first step that takes it', () => {
  const { generators: [{ list: { elements } }], strategy } = made({
    steps: [{ clusters: FleetClusters.named('staging') }, { parts: ['platform'] }, {}],
  }).spec;
  expect(elements.map(({ cluster, part, step: number }) => `${cluster}/${part} ${number}`)).toEqual([
    'eu/platform 2', 'eu/shop 3', 'staging/platform 1', 'staging/shop 1', 'us/platform 2', 'us/shop 3',
  ]);
  expect(strategy?.rollingSync.steps).toHaveLength(3);
});

test('the same for every process', () => {
  const only = (names: string[]) => stringify(made({ fleet: fleetOf({ only: names }) }));
  expect(only(['eu/shop'])).toBe(only(['us', 'staging']));
  const names = (fleet: Fleet) => new FleetApplicationSet(new Chart(new App(), 'argo-cd'), 'fleet', { fleet, repository }).applicationNames;
  expect(names(fleetOf({ shard: '1/3' }))).toEqual(['eu-platform', 'eu-shop', 'staging-platform', 'staging-shop', 'us-platform', 'us-shop']);
});

test.each<[string, Partial<FleetApplicationSetProps>, string]>([
  ['no repository', { repository: '' }, 'repository is ""; it must be a text that is not empty'],
  ['a folder outside', { folder: '../dist' }, 'folder is "../dist"; it must be a path within the repository, such as "deploy/dist", or "."'],
  ['a folder from the root', { folder: '/dist' }, 'folder is "/dist"; it must be a path within the repository, such as "deploy/dist", or "."'],
  ['half a wave', { wave: 0.5 }, 'wave is 0.5; it must be a whole number'],
  ['a prefix that is none', { namePrefix: 'Mesh ' },
    'namePrefix is "Mesh eu-platform"; it must be lower-case letters, digits, "-" and ".", with a letter or digit at both ends, at most 253 characters'],
  ['syncing by itself and in steps', { automated: true, steps: [{}] },
    'automated is true; it must be left out with steps, as Argo CD then syncs the Applications of a step itself, when it is their turn'],
  ['a unit without a step', { steps: [{ parts: ['platform'] }] },
    'steps: eu/shop, staging/shop, us/shop in no step; each unit must be in one, as Argo CD never syncs the others; '
      + 'add a step without properties, which takes all that are left'],
  ['units without a step', { steps: [{ clusters: FleetClusters.named('eu') }] },
    'steps: staging/platform, staging/shop, us/platform and 1 more in no step; each unit must be in one, as Argo CD never syncs the others; '
      + 'add a step without properties, which takes all that are left'],
  ['a step that takes nothing', { steps: [{}, { parts: ['shop'] }] },
    'steps[1] takes no unit that the steps before it have not taken; it must take one; remove it, or move it up'],
  ['a part that is not there', { steps: [{ parts: ['web'] }, {}] }, 'steps[0].parts[0] is "web"; it must be a part of the fleet: platform, shop'],
  ['a cluster that is not there', { steps: [{ clusters: FleetClusters.named('es') }, {}] },
    'steps[0].clusters is "es"; it must be a cluster of the fleet, such as eu, us, staging'],
  ['a part of an Application', { steps: [{ maxUpdate: 0.5 }] }, 'steps[0].maxUpdate is 0.5; it must be an integer at least 0'],
  ['a share beyond all', { steps: [{ maxUpdatePercentage: 101 }] }, 'steps[0].maxUpdatePercentage is 101; it must be between 0 and 100'],
  ['a broken share', { steps: [{ maxUpdatePercentage: 2.5 }] }, 'steps[0].maxUpdatePercentage is 2.5; it must be a whole number'],
  ['two limits', { steps: [{ maxUpdate: 1, maxUpdatePercentage: 10 }] }, 'steps[0]: maxUpdate and maxUpdatePercentage are given; it must be at most one of them'],
  ['a difference in nothing', { ignoreDifferences: [{ ...difference, jqPathExpressions: [] }] },
    'ignoreDifferences[0].jqPathExpressions is []; it must be a list of at least one element'],
  ['two Applications of one name', { fleet: fleetOf({ clusters: [{ name: 'eu' }, { name: 'eu-shop' }], parts: [policy('shop-web'), policy('web')] }) },
    'eu-shop-web would be the Application of eu/shop-web and of eu-shop/web; it must be of one; rename one of the clusters or parts'],
])('%s is refused', (_what, props, error) => {
  expect(() => made(props)).toThrow(new Error(`argo-cd/fleet: ${error}`));
});
