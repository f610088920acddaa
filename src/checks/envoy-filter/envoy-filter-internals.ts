import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const envoyFilterInternals = eachObject({
  code: 'CI1140',
  name: 'envoy-filter-internals',
  title: 'What Istio has an API for is not done by an EnvoyFilter.',
  severity: Severity.INFO,
  kinds: ['EnvoyFilter'],
  explanation: 'An EnvoyFilter patches what Istio writes for Envoy, by names that may be others in any version. A patch that finds nothing any more is left out without a word.',
  fix: 'use another kind if one can say it, and try the patches again with each version of Istio',
  equivalents: ['IV-EF-001'],
  *object({ root, isTyped }) {
    // Who writes it with the library has read so in its documentation.
    if (!isTyped) { yield root.at('kind').problem('is EnvoyFilter, which depends on the version of Istio; it must be tried with each one'); }
  },
});
