import { insteadOfFormer } from '../../model/structure/former-fields';
import { nearest } from '../../model/structure/nearest';
import { placesOf } from '../../model/structure/places';
import { ANY, eachObject } from '../check';
import { Severity } from '../finding';
import { ISTIO_KINDS } from '../group-kinds';
import { problemsOf, istioKindOf } from '../structure-index';

/** See its title. */
export const istioFieldKnown = eachObject({
  code: 'CI0031',
  name: 'istio-field-known',
  title: 'The fields of Istio\'s objects are fields that their kinds have.',
  severity: Severity.ERROR,
  kinds: [ANY],
  subjects: ISTIO_KINDS,
  explanation: 'Kubernetes refuses the object, or drops the field without a word where a tool asks for that: what it says never reaches Istio.',
  fix: 'take a field that is there, or leave it out',
  equivalents: ['IV-multi-004', 'IV-multi-005'],
  *object(object, view) {
    for (const { path, text, known = [] } of problemsOf('unknown', object, view)) {
      const place = object.root.at(...path);
      const name = String(path[path.length - 1]);
      const elsewhere = nearestPlaces(placesOf(name, istioKindOf(object)?.schema ?? {}), path);
      const meant = nearest(name, known);
      const fix = insteadOfFormer(object.kind, path)
        ?? (elsewhere.length > 0 ? `write it as ${elsewhere.slice(0, 3).join(' or ')}` : meant === undefined ? undefined : `write ${meant}`);
      yield place.problem(text, { fix });
    }
  },
});

/** Those of the places that are below the object in which the field was looked for; all, if there are none. */
function nearestPlaces(places: readonly string[], path: ReadonlyArray<string | number>): readonly string[] {
  const above = path.slice(0, -1).reduce<string>((text, key) => (typeof key === 'number' ? `${text}[]` : text === '' ? key : `${text}.${key}`), '');
  const below = places.filter((place) => place.startsWith(`${above}.`));
  return below.length === 0 ? places : below;
}
