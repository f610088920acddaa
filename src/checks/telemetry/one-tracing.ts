import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const oneTracing = eachObject({
  code: 'CI0940',
  name: 'one-tracing',
  title: 'A Telemetry has one entry for tracing, with one provider.',
  severity: Severity.WARNING,
  kinds: ['Telemetry'],
  fields: ['tracing'],
  explanation: 'Of several providers Istio takes the first one. Of several entries, each replaces what those before it said for the same mode. Istio warns of both.',
  fix: 'join them into one that says what is meant',
  equivalents: ['IV-TE-006', 'IV-TE-007'],
  *object({ spec }) {
    const tracing = spec.at('tracing');
    const entries = tracing.items();
    if (entries.length > 1) { yield tracing.problem(`has ${entries.length} entries; it must have one`); }
    for (const entry of entries) {
      const providers = entry.at('providers');
      if (providers.items().length > 1) { yield providers.problem(`has ${providers.items().length} providers; it must have one`); }
    }
  },
});
