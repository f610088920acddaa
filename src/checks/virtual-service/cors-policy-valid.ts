import { wholeSecondsProblem } from '../../model/go/durations';
import { corsHeaderNameProblem } from '../../model/go/headers';
import { corsMethodProblem } from '../../model/go/http';
import { Severity } from '../finding';
import { httpRoutes } from '../http-routes';
import { beyondStructure } from '../structure-index';

/** See its title. */
export const corsPolicyValid = beyondStructure({
  code: 'CI0253',
  name: 'cors-policy-valid',
  title: 'A CORS policy names origins, methods and headers that there can be, and keeps answers for whole seconds.',
  severity: Severity.ERROR,
  kinds: ['VirtualService'],
  fields: ['corsPolicy'],
  explanation: 'Istio refuses an origin without a text to compare with, methods that are not in upper case or unknown, names that no header has, '
    + 'and fractions of a second, which browsers do not know.',
  fix: 'write such a value, or leave the field out',
  equivalents: ['IV-VS-053', 'IV-VS-055', 'IV-VS-056', 'IV-VS-057'],
  *object(object) {
    for (const route of httpRoutes(object)) {
      const policy = route.at('corsPolicy');
      if (!policy.given) { continue; }
      for (const origin of policy.at('allowOrigins').items()) {
        const texts = ['exact', 'prefix', 'regex'].map((one) => origin.at(one).text);
        if (!texts.some((text) => text !== undefined && text !== '')) { yield origin.problem('has no text; it must have exact, prefix or regex', { fix: 'write {exact: …}' }); }
      }
      for (const method of policy.at('allowMethods').items()) {
        const allowed = method.text === undefined ? undefined : corsMethodProblem(method.text);
        if (allowed !== undefined) { yield method.mustBe(allowed); }
      }
      for (const name of [...policy.at('allowHeaders').items(), ...policy.at('exposeHeaders').items()]) {
        const allowed = name.text === undefined ? undefined : corsHeaderNameProblem(name.text);
        if (allowed !== undefined) { yield name.mustBe(allowed); }
      }
      const age = policy.at('maxAge');
      const allowed = age.text === undefined ? undefined : wholeSecondsProblem(age.text);
      if (allowed !== undefined) { yield age.mustBe(allowed); }
    }
  },
});
