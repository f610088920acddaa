import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const faultEscapesResilience = eachObject({
  code: 'CI0206',
  name: 'fault-escapes-resilience',
  title: 'A fault is not tested against the timeout and the retries of its own route.',
  severity: Severity.INFO,
  kinds: ['VirtualService'],
  fields: ['fault'],
  explanation: 'The proxy injects a fault before it routes: an injected delay is not cut by the timeout of the route, and an injected abort is not retried. '
    + 'The fault shows how the callers of this proxy cope, not how its own route does.',
  fix: 'inject the fault in a service further down to see the timeout or the retries at work',
  equivalents: [],
  *object(object) {
    for (const route of object.spec.at('http').items()) {
      const fault = route.at('fault');
      if (fault.at('delay').given && route.at('timeout').given) {
        yield fault.at('delay').problem(`delays requests before they are routed; the timeout of ${route.at('timeout').text} must not be expected to cut it`);
      }
      if (fault.at('abort').given && (route.at('retries', 'attempts').number ?? 0) > 0) {
        yield fault.at('abort').problem('aborts requests before they are routed; the retries of the route must not be expected to try again');
      }
    }
  },
});
