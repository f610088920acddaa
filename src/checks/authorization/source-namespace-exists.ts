import type { AppView } from '../app-view';
import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const sourceNamespaceExists = eachObject({
  code: 'CI1020',
  name: 'source-namespace-exists',
  title: 'The namespaces that an AuthorizationPolicy names exist.',
  severity: Severity.INFO,
  kinds: ['AuthorizationPolicy', 'Namespace'],
  fields: ['namespaces', 'notNamespaces'],
  explanation: 'A misspelt namespace lets nobody in, or, in a DENY rule, keeps nobody out. Callers are often outside of the app, so it is an info, and told only '
    + 'if the app has Namespaces.',
  fix: 'correct the name, or add it to knownNamespaces of the Mesh if it exists elsewhere',
  equivalents: ['IST0101', 'KIA0101'],
  *object(policy, view) {
    if (view.ofKind('Namespace').length === 0) { return; }
    const sources = policy.spec.at('rules').items().flatMap((rule) => rule.at('from').items()).map((entry) => entry.at('source'));
    for (const place of sources.flatMap((source) => [...source.at('namespaces').items(), ...source.at('notNamespaces').items()])) {
      const { text } = place;
      if (text === undefined || text === '' || text === '*' || namespaces(view).some((name) => matches(text, name))) { continue; }
      yield place.mustBe('a namespace that exists');
    }
  },
});

/** The namespaces that exist, as far as the app shows it. */
function namespaces(view: AppView): readonly string[] {
  return view.once('all-namespaces', () => [...new Set([
    ...view.ofKind('Namespace').map(({ name }) => name), ...view.objects.map(({ namespace }) => namespace).filter((name) => name !== ''),
    ...view.context.knownNamespaces, view.context.rootNamespace, 'default', 'kube-system',
  ])]);
}

function matches(pattern: string, name: string): boolean {
  if (pattern.startsWith('*')) { return name.endsWith(pattern.slice(1)); }
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}
