import { ANY, eachObject } from '../check';
import { Severity } from '../finding';
import { knownNamespaces } from '../known-namespaces';

/** See its title. */
export const exportToNamespaceExists = eachObject({
  code: 'CI0080',
  name: 'export-to-namespace-exists',
  title: 'What an object is exported to are namespaces that exist.',
  severity: Severity.INFO,
  kinds: [ANY, 'VirtualService', 'DestinationRule', 'ServiceEntry', 'Namespace'],
  subjects: ['VirtualService', 'DestinationRule', 'ServiceEntry'],
  fields: ['exportTo'],
  explanation: 'An object that is exported to a namespace that is not there is for nobody: proxies elsewhere do not see it. It is looked at where the app makes '
    + 'namespaces.',
  fix: 'correct the namespace, or name it in knownNamespaces of the Mesh if it exists elsewhere',
  equivalents: ['KIA0005'],
  *object(object, view) {
    for (const place of object.spec.at('exportTo').items()) {
      const { text } = place;
      if (text === undefined || ['.', '*', '~', object.namespace].includes(text) || knownNamespaces(view)?.has(text) !== false) { continue; }
      yield place.mustBe('".", "*" or a namespace that exists');
    }
  },
});
