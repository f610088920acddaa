import { eachObject } from '../check';
import { exportToReports } from '../export-to';
import { Severity } from '../finding';

/** See its title. */
export const ruleExportTo = eachObject({
  code: 'CI0341',
  name: 'rule-export-to',
  title: 'A DestinationRule is exported to namespaces, each named once, or to all.',
  severity: Severity.ERROR,
  kinds: ['DestinationRule'],
  fields: ['exportTo'],
  explanation: 'Istio refuses a namespace that is named twice ("." is the one of the object), "*" beside others, "~", and what is no namespace.',
  fix: 'correct the list; without it, the object is for all namespaces',
  equivalents: ['IV-multi-016', 'IV-multi-017', 'IV-multi-018', 'IV-multi-019'],
  object: (rule) => exportToReports(rule),
});
