import { eachObject } from '../check';
import { Severity } from '../finding';
import { weightedRoutes } from '../routes';

/** See its title. */
export const routeWeightsSum = eachObject({
  code: 'CI0201',
  name: 'route-weights-sum',
  title: 'The weights of a route add up to 100.',
  severity: Severity.WARNING,
  kinds: ['VirtualService'],
  fields: ['weight'],
  explanation: 'Weights are relative: 60 and 60 are halves. Weights that do not add up to 100 are usually not meant so.',
  fix: 'make the weights add up to 100',
  equivalents: ['GAP-24'],
  *object(object) {
    for (const route of weightedRoutes(object)) {
      const weights = route.items().map((target) => target.at('weight').number ?? 0);
      const sum = weights.reduce((a, b) => a + b, 0);
      if (weights.length > 1 && weights.every((weight) => weight >= 0) && sum !== 0 && sum !== 100) {
        yield route.problem(`has the weights ${weights.join(', ')}, which add up to ${sum}; they must add up to 100`);
      }
    }
  },
});
