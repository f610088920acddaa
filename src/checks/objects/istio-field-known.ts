import { insteadOfFormer } from '../../model/structure/former-fields';
import { nearest } from '../../model/structure/nearest';
import { ANY, eachObject } from '../check';
import { Severity } from '../finding';
import { mismatchesOf } from '../istio-fields';

/** See its title. */
export const istioFieldKnown = eachObject({
  code: 'CI0031',
  name: 'istio-field-known',
  title: 'The fields of Istio\'s objects are fields that their kinds have.',
  severity: Severity.ERROR,
  kinds: [ANY],
  explanation: 'Kubernetes refuses the object, or drops the field without a word where a tool asks for that: what it says never reaches Istio.',
  fix: 'take a field that is there, or leave it out',
  equivalents: [],
  *object(object) {
    for (const { place, isUnknown, allowed, elsewhere } of mismatchesOf(object)) {
      if (!isUnknown) { continue; }
      const path = place.path.replace(/\[\d+\]/g, '').split('.');
      const meant = nearest(path[path.length - 1], allowed.split(', '));
      const fix = insteadOfFormer(object.kind, path)
        ?? (elsewhere.length > 0 ? `write it as ${elsewhere.slice(0, 3).join(' or ')}` : meant === undefined ? undefined : `write ${meant}`);
      yield place.problem(`is no field of ${object.kind}; it must be one of ${allowed === '' ? 'none' : allowed}`, { fix });
    }
  },
});
