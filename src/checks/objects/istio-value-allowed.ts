import { ANY, eachObject } from '../check';
import { Severity } from '../finding';
import { mismatchesOf } from '../istio-fields';
import { reportsOf } from '../structure-index';

/** See its title. */
export const istioValueAllowed = eachObject({
  code: 'CI0032',
  name: 'istio-value-allowed',
  title: 'The values in Istio\'s objects are of the types that their fields have, and none that is required is missing.',
  severity: Severity.ERROR,
  kinds: [ANY],
  explanation: 'Kubernetes refuses the object: the definition of its kind has another type there, or asks for the field.',
  fix: 'write such a value',
  equivalents: [],
  *object(object, view) {
    const told = new Set<string>();
    for (const { place, isUnknown, allowed } of mismatchesOf(object)) {
      told.add(place.path);
      if (!isUnknown) { yield place.mustBe(allowed); }
    }
    // Objects that may hold anything must still be objects.
    for (const report of reportsOf('type', object, view)) {
      if (!told.has(report.place.path)) { yield report; }
    }
  },
});
