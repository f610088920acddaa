import { isFormerType } from './envoy-types-exist';
import { eachObject } from '../check';
import { valueProblems } from '../envoy-values';
import { Severity } from '../finding';

/** See its title. */
export const envoyValueFits = eachObject({
  code: 'CI1180',
  name: 'envoy-value-fits',
  title: 'What an EnvoyFilter writes can be read as what it is applied to.',
  severity: Severity.ERROR,
  kinds: ['EnvoyFilter'],
  fields: ['value'],
  explanation: 'Istio reads the value as a message of Envoy\'s API: a listener, a cluster, a filter with its type. A value of another type, an enum\'s value ' +
    'that there is not, or a type that is not known is refused by its webhook.',
  fix: 'write it as Envoy\'s API has it',
  equivalents: [],
  *object(object, view) {
    for (const { wrong, place, text } of valueProblems(object, view)) {
      if (wrong === 'value' && !isFormerType(place)) { yield place.problem(text); }
    }
  },
});
