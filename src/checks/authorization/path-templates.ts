import { pathTemplateProblem } from '../../model/go/path-template';
import { operationsOf, problemsOf, rulesOf, valuesOf } from '../authorization-rules';
import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const pathTemplates = eachObject({
  code: 'CI1048',
  name: 'path-templates',
  title: 'Templates in the paths of an AuthorizationPolicy are ones that Envoy takes.',
  severity: Severity.ERROR,
  kinds: ['AuthorizationPolicy'],
  fields: ['paths', 'notPaths'],
  explanation: 'In a path, {*} stands for one segment and {**} for the rest. Each is a whole segment, nothing but literal segments may stand beside them, and '
    + 'no template follows {**}. Istio refuses other braces, also where they are meant literally.',
  fix: 'write a path such as /users/{*}/orders or /static/{**}',
  equivalents: ['IV-AP-038', 'IV-AP-039', 'IV-AP-040'],
  *object(policy) {
    for (const operation of operationsOf(...rulesOf(policy))) { yield* problemsOf(valuesOf(operation, ['paths', 'notPaths']), pathTemplateProblem); }
  },
});
