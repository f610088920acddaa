import { exportToReports } from '../export-to';
import { Severity } from '../finding';
import { beyondStructure } from '../structure-index';

/** See its title. */
export const virtualServiceExportTo = beyondStructure({
  code: 'CI0266',
  name: 'virtual-service-export-to',
  title: 'A VirtualService is exported to namespaces, each named once, or to all.',
  severity: Severity.ERROR,
  kinds: ['VirtualService'],
  fields: ['exportTo'],
  explanation: 'Istio refuses a namespace that is named twice ("." is the one of the object), "*" beside others, "~", and what is no namespace.',
  fix: 'correct the list; without it, the object is for all namespaces',
  equivalents: ['IV-multi-016', 'IV-multi-017', 'IV-multi-018', 'IV-multi-019'],
  object: (object) => exportToReports(object),
});
