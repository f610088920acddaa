import { eachObject } from '../check';
import { parseMilliseconds } from '../durations';
import { Severity } from '../finding';

/** See its title. */
export const timeoutCoversTries = eachObject({
  code: 'CI0205',
  name: 'timeout-covers-tries',
  title: 'The timeout of a route leaves time for its retries.',
  severity: Severity.WARNING,
  kinds: ['VirtualService'],
  fields: ['perTryTimeout'],
  explanation: 'The timeout of a route is for all tries together. When it is over, tries that are left are not made.',
  fix: 'make the timeout longer, or perTryTimeout shorter',
  equivalents: ['GAP-04'],
  *object(object) {
    for (const route of object.spec.at('http').items()) {
      const timeout = parseMilliseconds(route.at('timeout').text);
      const perTry = parseMilliseconds(route.at('retries', 'perTryTimeout').text);
      const attempts = route.at('retries', 'attempts').number ?? 0;
      if (timeout === undefined || perTry === undefined || attempts < 1 || attempts * perTry <= timeout) { continue; }
      yield route.at('timeout').mustBe(`at least ${attempts} attempts of ${route.at('retries', 'perTryTimeout').text} each`);
    }
  },
});
