import { eachObject } from '../check';
import { Severity } from '../finding';
import { policyParts } from '../traffic-policies';

/** See its title. */
export const warmupAggression = eachObject({
  code: 'CI0360',
  name: 'warmup-aggression',
  title: 'The aggression of a warmup is more than 0.',
  severity: Severity.ERROR,
  kinds: ['DestinationRule'],
  fields: ['aggression'],
  explanation: 'It is the exponent by which the share of a new endpoint grows: 1 is a straight line, and the default. Istio refuses 0.',
  fix: 'write a number above 0, or leave the field out',
  equivalents: ['IV-DR-026'],
  *object(rule) {
    for (const warmup of policyParts(rule, 'loadBalancer', 'warmup')) {
      const aggression = warmup.at('aggression');
      // What is less, the schema refuses.
      if (aggression.number === 0) { yield aggression.mustBe('more than 0'); }
    }
  },
});
