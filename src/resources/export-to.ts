import { isLabel } from './hosts';
import type { Field } from '../model/field';
import { requireSome } from '../model/require';

/** Who sees an object: namespaces, `.` for its own or `*` for all. */
export function renderExportTo(exportTo: string[], field: Field): string[] {
  requireSome(exportTo, field, 'leave it out for what the mesh says, or give "." for the object\'s own namespace');
  exportTo.forEach((entry, i) => {
    const at = field.at(i);
    if (entry !== '.' && entry !== '*' && !isLabel(entry)) {
      throw at.error(entry, 'the name of a namespace, "." for the object\'s own or "*" for all');
    }
    if (exportTo.indexOf(entry) < i) { throw at.error(entry, 'given once', `leave out ${at.path}`); }
    if (entry === '*' && exportTo.length > 1) { throw at.error(entry, 'the only entry', 'leave the others out: "*" covers them'); }
  });
  return [...exportTo];
}
