import type { AppObject } from '../app-object';
import { wholeApp } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const injectionHeeded = wholeApp({
  code: 'CI0802',
  name: 'injection-heeded',
  title: 'What pods say of their sidecar is what their namespace lets them say.',
  severity: Severity.WARNING,
  kinds: ['*'],
  explanation: 'Istio is asked about pods by the label of their namespace first. Where that decides, a revision that the pods name is not heeded, and '
    + 'where it says that there are no sidecars, pods that want one get none. Other values than true and false say nothing.',
  fix: 'label the namespace otherwise, or leave the label of the pods out',
  equivalents: ['IST0123'],
  *run(view) {
    const namespaces = new Map<string, AppObject>(view.ofKind('Namespace').map((namespace) => [namespace.name, namespace]));
    for (const { template, namespace } of view.workloads.all) {
      const labels = template.at('metadata', 'labels');
      const [inject, revision] = [labels.at('sidecar.istio.io/inject'), labels.at('istio.io/rev')];
      if (inject.text !== undefined && inject.text !== 'true' && inject.text !== 'false') { yield inject.mustBe('"true" or "false"', { fix: 'correct it' }); }
      const said = namespaces.get(namespace)?.labels ?? {};
      const injection = said['istio-injection'];
      if (inject.text === 'true' && injection !== undefined && injection !== 'enabled') {
        yield inject.problem(`is "true" and namespace ${namespace} has istio-injection=${injection}; it must be in a namespace that allows it`);
      }
      const decides = injection !== undefined ? `istio-injection=${injection}` : said['istio.io/rev'] === undefined ? undefined : `istio.io/rev=${said['istio.io/rev']}`;
      if (revision.text !== undefined && decides !== undefined && !(injection === undefined && said['istio.io/rev'] === revision.text)) {
        yield revision.problem(`is ${JSON.stringify(revision.text)} and namespace ${namespace} has ${decides}, which counts; it must be left out`);
      }
    }
  },
});
