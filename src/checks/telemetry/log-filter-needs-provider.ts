import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const logFilterNeedsProvider = eachObject({
  code: 'CI0903',
  name: 'log-filter-needs-provider',
  title: 'An access log with a filter names its provider.',
  severity: Severity.ERROR,
  kinds: ['Telemetry'],
  fields: ['filter'],
  explanation: 'Istio keeps the filter of a log by the provider that the same entry names. Without one it forgets the filter: everything is written, or '
    + 'nothing where the mesh has no default provider.',
  fix: 'name the provider beside the filter: envoy writes to the standard output of the proxy',
  equivalents: ['IST0157'],
  *object(telemetry) {
    for (const entry of telemetry.spec.at('accessLogging').items()) {
      if (entry.at('filter', 'expression').text === undefined || entry.at('providers').items().length > 0) { continue; }
      yield entry.at('filter').problem('has no effect; the entry must name its providers');
    }
  },
});
