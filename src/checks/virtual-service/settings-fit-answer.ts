import { Severity } from '../finding';
import { httpRoutes, isDelegate } from '../http-routes';
import { beyondStructure } from '../structure-index';

/** See its title. */
export const settingsFitAnswer = beyondStructure({
  code: 'CI0265',
  name: 'settings-fit-answer',
  title: 'A route that redirects or answers by itself has no fault and no rewrite.',
  severity: Severity.ERROR,
  kinds: ['VirtualService'],
  fields: ['redirect', 'directResponse'],
  explanation: 'Istio refuses them: the request goes to no service, so there is nothing to rewrite, and the fault would be for an answer of the proxy itself.',
  fix: 'leave it out, or let a route send the requests to a service',
  equivalents: ['IV-VS-027', 'IV-VS-028', 'IV-VS-031', 'IV-VS-032'],
  *object(object) {
    for (const route of httpRoutes(object)) {
      // What a delegate is left is not looked at, unless the delegate tries to delegate again.
      if (route.at('delegate').given && !isDelegate(object)) { continue; }
      const answer = ['redirect', 'directResponse'].find((name) => route.at(name).given);
      if (answer === undefined) { continue; }
      for (const setting of ['fault', 'rewrite']) {
        if (route.at(setting).given) { yield route.at(setting).problem(`is set beside ${answer}; it must be left out`); }
      }
    }
  },
});
