import { ANY, eachObject } from '../check';
import { Severity } from '../finding';
import { istioAnnotations } from '../istio-annotations';
import { templatePath } from '../workload-index';

/** See its title. */
export const annotationPlace = eachObject({
  code: 'CI0057',
  name: 'annotation-place',
  title: 'An annotation of Istio is on an object of a kind that it is for.',
  severity: Severity.WARNING,
  kinds: [ANY],
  fields: ['annotations'],
  explanation: 'Istio reads it on objects of another kind only: here it changes nothing.',
  fix: 'move it to an object of such a kind',
  equivalents: ['IST0107'],
  *object(object) {
    for (const { place, on, facts } of istioAnnotations(object)) {
      // What pods should have is told of what makes them by another check.
      const isMade = facts?.kinds.includes('Pod') === true && on !== 'Pod' && templatePath(on) !== undefined;
      if (facts === undefined || isMade || facts.kinds.includes('Any') || facts.kinds.includes(on)) { continue; }
      yield place.problem(`is on a ${on}; it must be on a ${facts.kinds.join(' or ')}`);
    }
  },
});
