import { eachObject } from '../check';
import { Severity } from '../finding';
import { httpRoutes, isDelegate } from '../http-routes';

/** What answers a request; Istio takes one of them. */
const ANSWERS: readonly string[] = ['route', 'redirect', 'directResponse', 'delegate'];

/** See its title. */
export const oneAnswerPerRoute = eachObject({
  code: 'CI0209',
  name: 'one-answer-per-route',
  title: 'A route sends requests on, redirects them, answers them, or leaves them to a delegate: one of these.',
  severity: Severity.ERROR,
  kinds: ['VirtualService'],
  fields: ['http'],
  explanation: 'Istio refuses a route that has two of them, and one that has none. It takes directResponse beside delegate, and then answers what the delegate '
    + 'would send on.',
  fix: 'keep one; a second route can do the other for other requests',
  equivalents: ['IV-VS-023', 'IV-VS-024', 'IV-VS-026', 'IV-VS-029', 'IV-VS-030', 'IV-VS-033'],
  *object(object) {
    for (const route of httpRoutes(object)) {
      if (route.fields === undefined) { continue; }
      const given = ANSWERS.filter((name) => route.at(name).given && !isEmptyList(route.at(name).json));
      if (given.length === 1) { continue; }
      if (given.length === 0) {
        yield route.problem(`has none of ${ANSWERS.join(', ')}; it must have one`, { fix: 'add one' });
      } else {
        const isTaken = given.length === 2 && given.includes('directResponse') && given.includes('delegate') && !isDelegate(object);
        yield route.problem(`has ${given.join(' and ')}; it must have one of them`, isTaken ? { severity: Severity.WARNING } : {});
      }
    }
  },
});

function isEmptyList(json: unknown): boolean {
  return Array.isArray(json) && json.length === 0;
}
