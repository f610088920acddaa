import type { Field } from '../model/field';
import { requireDnsLabel } from '../model/names';

/** Names that Windows keeps for devices, so that nobody could check out a folder of such a name there. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/** A name that is safe as that of a folder, on every machine. */
export function requireFolderName(name: string, field: Field): string {
  if (typeof name !== 'string') { throw field.error(name, 'a text'); }
  if (DEVICE.test(name)) { throw field.error(name, 'another name, as no folder is called so on Windows'); }
  return requireDnsLabel(name, field);
}
