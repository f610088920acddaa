import { App, Chart, Testing } from 'cdk8s';
import { HelmInstall, Injection, InstallProfile, MeshAnalysis, RevisionTag, type RevisionTagProps, StrictMtlsNamespace } from 'cdk8s-istio';

interface Rendered {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels: { readonly [name: string]: string } };
  readonly webhooks: Array<{ readonly name: string; readonly clientConfig: { readonly service: object } }>;
  readonly spec: { readonly selector: object };
}

function tag(id: string, props: RevisionTagProps, namespace?: string): Rendered[] {
  const chart = new Chart(Testing.app(), 'tags', { namespace });
  new RevisionTag(chart, id, props);
  return chart.toJson() as Rendered[];
}

test('smallest: named by its id, in istio-system', () => {
  const [webhook, service] = tag('prod', { revision: '1-31-0' });
  expect([webhook.kind, webhook.metadata.name, webhook.metadata.namespace]).toEqual(['MutatingWebhookConfiguration', 'istio-revision-tag-prod', undefined]);
  expect(webhook.metadata.labels).toMatchObject({ 'istio.io/rev': '1-31-0', 'istio.io/tag': 'prod' });
  expect(webhook.webhooks.map(({ name }) => name)).toEqual(['rev.namespace.sidecar-injector.istio.io', 'rev.object.sidecar-injector.istio.io']);
  expect(webhook.webhooks[0].clientConfig.service).toEqual({ name: 'istiod-1-31-0', namespace: 'istio-system', path: '/inject', port: 443 });
  expect([service.metadata.name, service.metadata.namespace]).toEqual(['istiod-revision-tag-prod', 'istio-system']);
  expect(service.spec.selector).toEqual({ 'app': 'istiod', 'istio.io/rev': '1-31-0' });
});

const all: Required<RevisionTagProps> = { tag: 'default', revision: '1-31-0', namespace: 'mesh' };

test('every property: the default tag answers namespaces that say no revision, too', () => {
  const [webhook, service] = tag('live', all, 'elsewhere');
  expect([webhook.metadata.name, webhook.metadata.namespace, service.metadata.namespace]).toEqual(['istio-revision-tag-default-mesh', undefined, 'mesh']);
  expect(webhook.webhooks.map(({ name }) => name.replace('sidecar-injector.istio.io', ''))).toEqual(['rev.namespace.', 'rev.object.', 'namespace.', 'object.']);
});

test.each<[string, RevisionTagProps, string]>([
  ['Prod', { revision: 'a' }, 'tags/Prod: tag is "Prod"; it must be lower-case letters, digits and "-", with a letter or digit at both ends, at most 63 characters'],
  ['prod', { revision: '1.31.0' }, 'tags/prod: revision is "1.31.0"; it must be lower-case letters, digits and "-", with a letter or digit at both ends, at most 63 characters'],
  ['prod', { revision: 'prod' }, 'tags/prod: tag is "prod"; it must be another name than the revision, which needs no tag'],
])('%s %j is refused', (id, props, error) => {
  expect(() => tag(id, props)).toThrow(new Error(error));
});

test('a namespace may choose it beside the revision, and nothing else', () => {
  const app = new App();
  new HelmInstall(app, 'istiod', { profile: InstallProfile.MINIMAL, revision: '1-31-0' });
  const chart = new Chart(app, 'mesh');
  new RevisionTag(chart, 'prod', { revision: '1-31-0' });
  for (const revision of ['prod', '1-31-0', 'canary']) {
    new StrictMtlsNamespace(chart, `ns-${revision}`, { name: `shop-${revision}`, injection: Injection.revision(revision) });
  }
  expect(MeshAnalysis.findings(app).map(({ code, message }) => `${code} ${message}`)).toEqual([
    'CI0029 metadata.labels["istio.io/rev"] chooses the control plane canary; it must be one that is installed: 1-31-0, prod',
  ]);
});
