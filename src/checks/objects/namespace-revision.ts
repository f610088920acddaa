import { eachObject } from '../check';
import { Severity } from '../finding';

/** What stands for the control plane without a revision, and for the one that is to be the default. */
const DEFAULT = 'default';

/** See its title. */
export const namespaceRevision = eachObject({
  code: 'CI0029',
  name: 'namespace-revision',
  title: 'The control plane that a namespace chooses is one of those that the app installs, if it installs any.',
  severity: Severity.WARNING,
  kinds: ['Namespace', 'MutatingWebhookConfiguration'],
  fields: ['istio-injection', 'istio.io/rev'],
  explanation: 'No webhook answers for a revision or tag that is not installed, so pods of such a namespace start without a sidecar, and without an error.',
  fix: 'choose a revision or tag that is installed, or add the tag to the installation',
  equivalents: ['KIA1317'],
  *object(namespace, view) {
    const { installations } = view.context;
    if (namespace.kind !== 'Namespace' || installations.length === 0) { return; }
    const known = [
      ...installations.flatMap(({ revision, tags }) => [revision === '' ? DEFAULT : revision, ...tags]),
      ...view.ofKind('MutatingWebhookConfiguration').flatMap(({ root }) => root.at('metadata', 'labels', 'istio.io/tag').text ?? []),
    ];
    const labels = namespace.root.at('metadata', 'labels');
    const revision = labels.at('istio.io/rev');
    const chosen = revision.text ?? (labels.at('istio-injection').text === 'enabled' ? DEFAULT : undefined);
    if (chosen === undefined || known.includes(chosen)) { return; }
    const at = revision.given ? revision : labels.at('istio-injection');
    yield at.problem(`chooses the control plane ${chosen}; it must be one that is installed: ${[...new Set(known)].join(', ')}`);
  },
});
