import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const tagOverrideValue = eachObject({
  code: 'CI0942',
  name: 'tag-override-value',
  title: 'A tag of a metric that is not removed is given a value.',
  severity: Severity.ERROR,
  kinds: ['Telemetry'],
  fields: ['tagOverrides'],
  explanation: 'Without an operation a tag is added or changed (UPSERT), for which Istio needs the value, and refuses to go without.',
  fix: 'write an expression for the value, or operation: REMOVE',
  equivalents: ['IV-TE-001'],
  *object({ spec }) {
    for (const override of spec.at('metrics').items().flatMap((metrics) => metrics.at('overrides').items())) {
      for (const [, tag] of override.at('tagOverrides').entries()) {
        const value = tag.at('value');
        // Beside an operation that is written, the definition of the kind says it.
        if (tag.fields === undefined || tag.at('operation').given) { continue; }
        if (!value.given || value.text === '') { yield value.mustBe('an expression, such as request.host'); }
      }
    }
  },
});
