import { eachObject } from '../check';
import { Severity } from '../finding';
import { knownNamespaces } from '../known-namespaces';

/** See its title. */
export const grantNamespaceExists = eachObject({
  code: 'CI1556',
  name: 'grant-namespace-exists',
  title: 'A ReferenceGrant is for routes of namespaces that exist.',
  severity: Severity.INFO,
  kinds: ['ReferenceGrant.gateway.networking.k8s.io', 'Namespace'],
  fields: ['from'],
  explanation: 'A grant for a namespace that is not there lets nobody in. It is looked at where the app makes namespaces.',
  fix: 'correct the namespace, or name it in knownNamespaces of the Mesh if it exists elsewhere',
  equivalents: ['KIA1601'],
  *object({ spec }, view) {
    for (const place of spec.at('from').items().map((from) => from.at('namespace'))) {
      if (place.text === undefined || knownNamespaces(view)?.has(place.text) !== false) { continue; }
      yield place.mustBe('a namespace that exists');
    }
  },
});
