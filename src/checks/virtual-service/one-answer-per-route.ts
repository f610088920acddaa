import { eachObject } from '../check';
import { Severity } from '../finding';

/** What answers a request; Istio takes one of them. */
const ANSWERS: readonly string[] = ['route', 'redirect', 'directResponse', 'delegate'];

/** See its title. */
export const oneAnswerPerRoute = eachObject({
  code: 'CI0209',
  name: 'one-answer-per-route',
  title: 'A route sends requests on, redirects them, answers them, or leaves them to a delegate: one of these.',
  severity: Severity.ERROR,
  kinds: ['VirtualService'],
  explanation: 'Istio refuses a route that has two of them, and one that has none.',
  fix: 'keep one; a second route can do the other for other requests',
  equivalents: [],
  *object({ spec }) {
    for (const route of spec.at('http').items()) {
      if (route.fields === undefined) { continue; }
      const given = ANSWERS.filter((name) => route.at(name).given);
      if (given.length === 1) { continue; }
      yield route.problem(given.length === 0 ? `has none of ${ANSWERS.join(', ')}; it must have one` : `has ${given.join(' and ')}; it must have one of them`,
        given.length === 0 ? { fix: 'add one' } : {});
    }
  },
});
