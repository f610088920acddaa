import { nearest } from '../../model/structure/nearest';
import { ANY, eachObject } from '../check';
import { Severity } from '../finding';
import { istioAnnotations, knownAnnotations } from '../istio-annotations';

/** See its title. */
export const annotationKnown = eachObject({
  code: 'CI0056',
  name: 'annotation-known',
  title: 'An annotation of Istio is one that Istio knows.',
  severity: Severity.WARNING,
  kinds: [ANY],
  fields: ['annotations'],
  explanation: 'Istio does not read the annotation, and nobody tells: what it asks for does not happen. What is written as an annotation may be a label.',
  fix: 'take an annotation that Istio knows, or leave it out',
  equivalents: ['IST0108'],
  *object(object) {
    for (const { name, place, facts } of istioAnnotations(object)) {
      if (facts !== undefined) { continue; }
      const [group] = name.split('/');
      const meant = nearest(name, knownAnnotations().filter((each) => each.startsWith(`${group}/`))) ?? nearest(name, knownAnnotations());
      yield place.problem('is no annotation of Istio; it must be one that Istio knows', { fix: meant === undefined ? undefined : `write ${meant}` });
    }
  },
});
