import { App, Chart, Testing } from 'cdk8s';
import { stringify } from 'yaml';
import { installationProps } from './generated';
import { ArgoCdInstall, type ArgoCdInstallProps, HelmInstall, InstallProfile, type IstioInstallProps } from 'cdk8s-istio';

interface Application {
  readonly metadata: { readonly name: string; readonly annotations: { readonly [name: string]: string } };
  readonly spec: {
    readonly source: { readonly helm: { readonly valuesObject?: object } };
    readonly ignoreDifferences?: ReadonlyArray<{ readonly kind: string }>;
  };
}

function applications(props: ArgoCdInstallProps, namespace?: string): Application[] {
  const chart = new Chart(Testing.app(), 'istio', { namespace });
  new ArgoCdInstall(chart, 'istio', props);
  return chart.toJson() as Application[];
}

test('smallest: waves in the order of the charts', () => {
  const all = applications({});
  expect(all.map(({ metadata: { name, annotations } }) => `${annotations['argocd.argoproj.io/sync-wave']} ${name}`)).toEqual([
    '0 istio-base', '1 istiod', '2 istio-ingressgateway',
  ]);
  expect(all.map(({ spec }) => spec.ignoreDifferences?.map(({ kind }) => kind))).toEqual([
    ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'], ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'], undefined,
  ]);
});

const own: Required<Omit<ArgoCdInstallProps, keyof IstioInstallProps>> = {
  chartVersion: '1.31.0',
  repository: 'https://charts.example.com',
  argoNamespace: 'delivery',
  project: 'platform',
  server: 'https://cluster.example.com',
  automated: true,
  firstWave: -5,
};

test('every property of its own', () => {
  const [, istiod] = applications({ ...own, profile: InstallProfile.MINIMAL, meshConfig: { accessLogFile: '/dev/stdout' } }, 'mesh');
  expect(stringify(istiod)).toMatchInlineSnapshot(`
"apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  annotations:
    argocd.argoproj.io/sync-wave: "-4"
  name: istiod
  namespace: delivery
spec:
  destination:
    namespace: mesh
    server: https://cluster.example.com
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
  project: platform
  source:
    chart: istiod
    helm:
      releaseName: istiod
      valuesObject:
        global:
          istioNamespace: mesh
        meshConfig:
          accessLogFile: /dev/stdout
        pilot:
          cni:
            enabled: false
    repoURL: https://charts.example.com
    targetRevision: 1.31.0
  syncPolicy:
    automated:
      prune: true
      selfHeal: true
    syncOptions:
      - CreateNamespace=true
      - ServerSideApply=true
      - RespectIgnoreDifferences=true
"
`);
});

test('Applications carry the values of a HelmInstall', () => {
  for (const { props } of installationProps()) {
    const { releases } = new HelmInstall(new App(), 'helm', props);
    const carried = applications(props).map(({ spec }) => spec.source.helm.valuesObject ?? {});
    expect(carried).toEqual(JSON.parse(JSON.stringify(releases.map(({ values }) => values))));
  }
});

test.each<[string, ArgoCdInstallProps, string]>([
  ['a tag', { revision: 'a', revisionTags: ['prod'] }, 'revisionTags is ["prod"]; it must be left out, as Argo CD would prune the tags with the revision; declare a RevisionTag'],
  ['half a wave', { firstWave: 0.5 }, 'firstWave is 0.5; it must be a whole number'],
  ['a namespace that is none', { argoNamespace: 'Argo' }, 'argoNamespace is "Argo"; it must be lower-case letters, digits and "-", with a letter or digit at both ends, at most 63 characters'],
  [
    'two Applications of one name', { ingressGateways: [{ name: 'edge', namespace: 'a' }, { name: 'edge', namespace: 'b' }] },
    'edge is the name of two Applications, for the namespaces a and b; it must be of one; give the gateways different names',
  ],
  [
    'what a chart has no place for', { cni: { nodeSelector: { pool: 'a' } } },
    'cni.nodeSelector is given; it must be left out, as the chart cni has no place for it; give affinity',
  ],
])('%s is refused', (_what, props, error) => {
  expect(() => applications(props)).toThrow(new Error(`istio/istio: ${error}`));
});
