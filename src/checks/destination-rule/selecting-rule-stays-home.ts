import { exportToProblem } from '../../model/go/host-names';
import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const selectingRuleStaysHome = eachObject({
  code: 'CI0342',
  name: 'selecting-rule-stays-home',
  title: 'A DestinationRule with a workloadSelector is for its own namespace only.',
  severity: Severity.ERROR,
  kinds: ['DestinationRule'],
  fields: ['workloadSelector'],
  explanation: 'A rule for some workloads cannot be exported to other namespaces: Istio refuses it. Without exportTo it holds for its own namespace.',
  fix: 'leave exportTo out, or write ["."]',
  equivalents: ['IV-DR-001', 'IV-DR-002'],
  *object(rule) {
    if (!rule.spec.at('workloadSelector').given) { return; }
    for (const entry of rule.spec.at('exportTo').items()) {
      const { text } = entry;
      if (text === undefined || text === '.' || text === rule.namespace || exportToProblem(text) !== undefined) { continue; }
      yield entry.mustBe('"." or left out, as the rule has a workloadSelector');
      return;
    }
  },
});
