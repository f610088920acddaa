import { durationProblem } from '../../model/go/durations';
import { Severity } from '../finding';
import { httpRoutes } from '../http-routes';
import { beyondStructure } from '../structure-index';

const DURATIONS = [['timeout'], ['retries', 'perTryTimeout'], ['retries', 'backoff'], ['fault', 'delay', 'fixedDelay']];

/** See its title. */
export const routeDurations = beyondStructure({
  code: 'CI0261',
  name: 'route-durations',
  title: 'Durations of routes are whole milliseconds, at least one.',
  severity: Severity.ERROR,
  kinds: ['VirtualService'],
  fields: DURATIONS.map((path) => path[path.length - 1]),
  isRefusedByConstructs: true,
  explanation: 'Istio refuses shorter and finer durations, also 0s: a route without timeout is one that leaves it out.',
  fix: 'write a duration such as 1.5s, or leave it out',
  equivalents: ['IV-VS-065', 'IV-VS-083', 'IV-VS-105', 'IV-multi-033', 'IV-multi-034'],
  *object(object) {
    for (const route of httpRoutes(object)) {
      for (const path of DURATIONS) {
        const place = route.at(...path);
        const allowed = place.text === undefined ? undefined : durationProblem(place.text);
        if (allowed !== undefined) { yield place.mustBe(allowed); }
      }
    }
  },
});
