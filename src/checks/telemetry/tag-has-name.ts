import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const tagHasName = eachObject({
  code: 'CI0943',
  name: 'tag-has-name',
  title: 'A tag of spans or metrics has a name.',
  severity: Severity.ERROR,
  kinds: ['Telemetry'],
  fields: ['customTags', 'tagOverrides'],
  explanation: 'Istio refuses a tag of spans whose name is empty, and warns of one of metrics.',
  fix: 'name the tag',
  equivalents: ['IV-TE-003', 'IV-TE-009'],
  *object({ spec }) {
    for (const entry of spec.at('tracing').items()) {
      const tags = entry.at('customTags');
      if (tags.at('').given) { yield tags.problem('has a tag without a name; each must have one'); }
    }
    for (const override of spec.at('metrics').items().flatMap((metrics) => metrics.at('overrides').items())) {
      const tags = override.at('tagOverrides');
      if (tags.at('').given) { yield tags.problem('has a tag without a name; each must have one', { severity: Severity.WARNING }); }
    }
  },
});
