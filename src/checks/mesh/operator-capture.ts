import { cidrListOrAllProblem, operatorPortListProblem } from '../../model/go/injection';
import { eachObject } from '../check';
import { Severity } from '../finding';

const SETTINGS = [
  ['includeIPRanges', cidrListOrAllProblem], ['excludeIPRanges', cidrListOrAllProblem],
  ['includeInboundPorts', operatorPortListProblem], ['excludeInboundPorts', operatorPortListProblem],
] as const;

/** See its title. */
export const operatorCapture = eachObject({
  code: 'CI1327',
  name: 'operator-capture',
  title: 'The addresses and ports that sidecars take over in a mesh are ranges and ports.',
  severity: Severity.ERROR,
  kinds: ['IstioOperator'],
  fields: SETTINGS.map(([name]) => name),
  explanation: 'No installation comes of it, as istioctl refuses such values.',
  fix: 'correct the list',
  equivalents: ['IV-IO-003', 'IV-IO-004'],
  *object({ spec }) {
    for (const [name, problem] of SETTINGS) {
      const value = spec.at('values', 'global', 'proxy', name);
      const allowed = value.text === undefined ? undefined : problem(value.text);
      if (allowed !== undefined) { yield value.mustBe(allowed); }
    }
  },
});
