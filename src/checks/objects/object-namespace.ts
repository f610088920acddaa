import { isDnsLabel } from '../../model/names';
import { ANY, eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const objectNamespace = eachObject({
  code: 'CI0022',
  name: 'object-namespace',
  title: 'The namespace of an object is one that Kubernetes takes.',
  severity: Severity.ERROR,
  kinds: [ANY],
  explanation: 'Kubernetes has no namespace of that name and refuses the object.',
  fix: 'correct metadata.namespace, or the namespace of the chart',
  equivalents: [],
  *object(object) {
    const namespace = object.root.at('metadata', 'namespace');
    if (namespace.given && namespace.json !== '' && !isDnsLabel(namespace.text ?? '')) {
      yield namespace.mustBe('lower-case letters, digits and "-", with a letter or digit at both ends, at most 63 characters');
    }
  },
});
