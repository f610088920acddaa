import { eachObject } from '../check';
import { Severity } from '../finding';
import { weightedRoutes } from '../routes';

/** See its title. */
export const singleWeight = eachObject({
  code: 'CI0208',
  name: 'single-weight',
  title: 'The only destination of a route has no share.',
  severity: Severity.WARNING,
  kinds: ['VirtualService'],
  fields: ['weight'],
  explanation: 'A single destination gets all the traffic of its route, whatever its weight: the rest does not go elsewhere.',
  fix: 'leave the weight out, or add the destination that gets the rest',
  equivalents: ['KIA1104'],
  *object(object) {
    for (const route of weightedRoutes(object)) {
      const targets = route.items();
      const weight = targets.length === 1 ? targets[0].at('weight') : undefined;
      if (weight?.number !== undefined && weight.number > 0 && weight.number < 100) {
        yield weight.mustBe('left out or 100: the destination is the only one and gets all traffic');
      }
    }
  },
});
