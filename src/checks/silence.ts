import { BUILT_IN, SUPPRESSION_IDLE } from './built-in';
import type { CheckInfo } from './check';
import { COMPOSITION } from './composition';
import { SUPPRESS_PREFIX } from './suppression';

/** What silences a finding of a code, as one line; `undefined`, if nothing does. */
export function howToSilence({ code }: CheckInfo): string | undefined {
  if (COMPOSITION.some((info) => info.code === code)) { return `in the program, MeshAnalysis.suppress(construct, '${code}', '<reason>')`; }
  // What was not read or not checked has no object that could say so.
  if (code !== SUPPRESSION_IDLE.code && BUILT_IN.some((info) => info.code === code)) { return undefined; }
  return `annotate the object with ${SUPPRESS_PREFIX}${code}: <reason>`;
}
