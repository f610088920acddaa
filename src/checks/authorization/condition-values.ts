import { addressBlockProblem, portTextProblem, serviceAccountProblem, wildcardProblem } from '../../model/go/authorization';
import { CONDITION_LISTS, conditionsOf, problemsOf, rulesOf, valuesOf } from '../authorization-rules';
import { eachObject } from '../check';
import { Severity } from '../finding';

const RULES: { readonly [key: string]: (text: string) => string | undefined } = {
  'source.ip': addressBlockProblem,
  'remote.ip': addressBlockProblem,
  'destination.ip': addressBlockProblem,
  'destination.port': portTextProblem,
  'source.serviceAccount': serviceAccountProblem,
  'source.trustDomain': wildcardProblem,
};
const MAX_ACCOUNTS = 16;

/** See its title. */
export const conditionValues = eachObject({
  code: 'CI1050',
  name: 'condition-values',
  title: 'A condition of an AuthorizationPolicy has values, of the form that its attribute has.',
  severity: Severity.ERROR,
  kinds: ['AuthorizationPolicy'],
  fields: ['when'],
  explanation: 'A condition without values would say nothing, and some attributes have values of one form only: addresses, ports, service accounts, trust '
    + 'domains. Istio refuses the policy.',
  fix: 'give values or notValues that the attribute can have',
  equivalents: ['IV-AP-042', 'IV-AP-046'],
  *object(policy) {
    for (const condition of conditionsOf(...rulesOf(policy))) {
      const key = condition.at('key').text ?? '';
      if (key === '') { continue; }
      const lists = CONDITION_LISTS.map((name) => condition.at(name));
      if (lists.every((list) => !list.given || (Array.isArray(list.json) && list.items().length === 0))) {
        yield condition.problem(`has no values for ${key}; it must have values, notValues or both`);
      }
      if (Object.hasOwn(RULES, key)) { yield* problemsOf(valuesOf(condition, CONDITION_LISTS), RULES[key]); }
      for (const list of key === 'source.serviceAccount' ? lists : []) {
        if (list.items().length > MAX_ACCOUNTS) { yield list.problem(`has ${list.items().length} elements; it must have at most ${MAX_ACCOUNTS}`); }
      }
    }
  },
});
