import { ANY, eachObject } from '../check';
import { Severity } from '../finding';
import { ISTIO_KINDS } from '../group-kinds';
import { reportsOf } from '../structure-index';

/** See its title. */
export const istioValueAllowed = eachObject({
  code: 'CI0032',
  name: 'istio-value-allowed',
  title: 'The values in Istio\'s objects are of the types that their fields have, and none that is required is missing.',
  severity: Severity.ERROR,
  kinds: [ANY],
  subjects: ISTIO_KINDS,
  explanation: 'Kubernetes refuses the object: the definition of its kind has another type there, or asks for the field.',
  fix: 'write such a value',
  equivalents: [],
  *object(object, view) {
    for (const wrong of ['type', 'enum', 'missing'] as const) { yield* reportsOf(wrong, object, view); }
  },
});
