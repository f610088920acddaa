import { celProblem } from '../../model/go/cel';
import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const logFilterParses = eachObject({
  code: 'CI0941',
  name: 'log-filter-parses',
  title: 'The filter of an access log is an expression in CEL.',
  severity: Severity.ERROR,
  kinds: ['Telemetry'],
  fields: ['filter'],
  explanation: 'Istio refuses what cannot be parsed. The names in it are looked at by Envoy alone.',
  fix: 'write a condition such as response.code >= 400',
  equivalents: ['IV-TE-013'],
  *object({ spec }) {
    for (const entry of spec.at('accessLogging').items()) {
      if (entry.at('filter').fields === undefined) { continue; }
      const expression = entry.at('filter', 'expression');
      if (expression.given && expression.text === undefined) { continue; }
      const problem = celProblem(expression.text ?? '');
      if (problem !== undefined) { yield expression.mustBe('an expression in CEL', { fix: `correct it: ${problem.replace(/\.$/, '')}` }); }
    }
  },
});
