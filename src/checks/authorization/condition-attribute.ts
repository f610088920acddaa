import { conditionKeyProblem } from '../../model/go/authorization';
import { conditionsOf, rulesOf } from '../authorization-rules';
import { eachObject } from '../check';
import { Severity } from '../finding';

/** Attributes that there are none of, and what says the same. */
const INSTEAD: { readonly [key: string]: string } = {
  'destination.namespace': 'put the policy into that namespace',
  'destination.labels': 'give the policy a selector',
  'destination.name': 'give the policy a selector',
  'destination.user': 'give the policy a selector',
  'request.path': 'use paths in to[].operation',
  'request.method': 'use methods in to[].operation',
  'request.host': 'use hosts in to[].operation',
};

/** See its title. */
export const conditionAttribute = eachObject({
  code: 'CI1049',
  name: 'condition-attribute',
  title: 'The conditions of an AuthorizationPolicy are about attributes that Istio knows.',
  severity: Severity.ERROR,
  kinds: ['AuthorizationPolicy'],
  fields: ['when'],
  explanation: 'Istio refuses a condition on anything else. Headers, claims and the metadata of filters have their own name in brackets.',
  fix: 'take one of the attributes, spelt as they are here',
  equivalents: ['IV-AP-041', 'IV-AP-043', 'IV-AP-044', 'IV-AP-045', 'IV-AP-052', 'IV-AP-053'],
  *object(policy) {
    for (const condition of conditionsOf(...rulesOf(policy))) {
      const key = condition.at('key');
      const allowed = key.text === undefined ? undefined : conditionKeyProblem(key.text);
      if (allowed === undefined) { continue; }
      const name = (key.text ?? '').replace(/\[.*$/s, '');
      yield key.mustBe(allowed, { fix: Object.hasOwn(INSTEAD, name) ? INSTEAD[name] : undefined });
    }
  },
});
