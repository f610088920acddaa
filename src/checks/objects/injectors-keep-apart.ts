import type { AppView } from '../app-view';
import { type Report, wholeApp } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';
import { istioInjectors, selectorTakes } from '../injectors';
import type { Labels } from '../labels';

const REVISION = 'istio.io/rev';

/** See its title. */
export const injectorsKeepApart = wholeApp({
  code: 'CI0037',
  name: 'injectors-keep-apart',
  title: 'One injector is asked about a pod, and its control plane is there.',
  severity: Severity.WARNING,
  kinds: ['MutatingWebhookConfiguration', 'Service'],
  explanation: 'If two webhooks take the same namespaces and pods, a pod is injected twice, or by the control plane that was not meant. A webhook whose Service is missing lets '
    + 'pods start without a proxy, or not at all; it can be outside of the app, so that it is an info.',
  fix: 'leave the old one out, or let their selectors take different revisions',
  equivalents: ['IST0139'],
  *run(view) {
    const webhooks = istioInjectors(view).flatMap((injector) => injector.webhooks.map((webhook) => ({ webhook, object: injector.object })));
    const [namespaces, pods] = [labelSets('istio-injection', 'enabled', 'disabled', webhooks), labelSets('sidecar.istio.io/inject', 'true', 'false', webhooks)];
    const told = new Set<Cursor>();
    for (const namespace of namespaces) {
      for (const pod of pods) {
        const [first, ...others] = webhooks.filter(({ webhook }) => selectorTakes(webhook.at('namespaceSelector'), namespace) && selectorTakes(webhook.at('objectSelector'), pod));
        for (const { webhook } of others) {
          if (told.has(webhook)) { continue; }
          told.add(webhook);
          yield webhook.problem(`is asked about pods that ${first.webhook.path} of ${first.object.fullId} is asked about; one of them must not be`);
        }
      }
    }
    for (const { webhook } of webhooks) { yield* withoutService(webhook, view); }
  },
});

/** The combinations of labels that tell injectors apart: with and without a switch and each of the revisions. */
function labelSets(name: string, on: string, off: string, webhooks: ReadonlyArray<{ webhook: Cursor }>): Labels[] {
  const selectors = webhooks.flatMap(({ webhook }) => [webhook.at('namespaceSelector'), webhook.at('objectSelector')]);
  const revisions = new Set(selectors.flatMap((selector) => [
    ...[selector.at('matchLabels', REVISION).text ?? []].flat(),
    ...selector.at('matchExpressions').items().filter((one) => one.at('key').text === REVISION).flatMap((one) => one.at('values').texts()),
  ]));
  const switches: Labels[] = [{}, { [name]: on }, { [name]: off }];
  return [...switches, ...[...revisions].sort().flatMap((revision) => switches.map((labels) => ({ ...labels, [REVISION]: revision })))];
}

function* withoutService(webhook: Cursor, view: AppView): Iterable<Report> {
  const service = webhook.at('clientConfig', 'service');
  const [namespace, name] = [service.at('namespace').text, service.at('name').text];
  if (namespace === undefined || name === undefined || !view.services.definesServicesIn(namespace)) { return; }
  if (view.ofKind('Service').some((one) => one.namespace === namespace && one.name === name)) { return; }
  // A control plane that the app installs by another tool brings its Service with it.
  if (view.context.installations.some(({ revision = '' }) => name === (revision === '' ? 'istiod' : `istiod-${revision}`))) { return; }
  yield service.mustBe(`a Service that exists; there is no ${namespace}/${name}`, { severity: Severity.INFO, fix: 'correct the name, or install the control plane' });
}
