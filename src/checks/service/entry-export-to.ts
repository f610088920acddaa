import { eachObject } from '../check';
import { exportToReports } from '../export-to';
import { Severity } from '../finding';

/** See its title. */
export const entryExportTo = eachObject({
  code: 'CI0648',
  name: 'entry-export-to',
  title: 'A ServiceEntry is exported to namespaces, each named once, or to all, or to none.',
  severity: Severity.ERROR,
  kinds: ['ServiceEntry'],
  fields: ['exportTo'],
  explanation: 'Istio refuses what is no namespace, one that is named twice ("." is the own one), and "*" (all) or "~" (none) beside others.',
  fix: 'leave the entry out, or correct it',
  equivalents: ['IV-SE-001', 'IV-multi-016', 'IV-multi-017', 'IV-multi-019'],
  object: (entry) => exportToReports(entry, { nobody: true }),
});
