import { eachObject } from '../check';
import { Severity } from '../finding';
import { weightedRoutes } from '../routes';

/** See its title. */
export const routeWeightsNotZero = eachObject({
  code: 'CI0202',
  name: 'route-weights-not-zero',
  title: 'Of several destinations one has a weight.',
  severity: Severity.ERROR,
  kinds: ['VirtualService'],
  fields: ['route'],
  isRefusedByConstructs: true,
  explanation: 'A destination without weight among several gets no traffic. If all have none, Istio refuses the VirtualService.',
  fix: 'give each destination its weight',
  equivalents: ['IV-VS-089', 'IV-VS-093'],
  *object(object) {
    for (const route of weightedRoutes(object)) {
      const targets = route.items();
      if (targets.length > 1 && targets.every((target) => (target.at('weight').number ?? 0) === 0)) {
        yield route.problem(`has ${targets.length} destinations, none with a weight over 0; the weights must add up to 100`);
      }
    }
  },
});
