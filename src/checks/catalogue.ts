import { BUILT_IN } from './built-in';
import type { CheckInfo } from './check';
import { COMPOSITION } from './composition';
import { CHECKS } from './registry';
import { byCodeUnit } from '../model/json';

/** All codes that a finding can have, in their order. */
export const CATALOGUE: readonly CheckInfo[] = [...BUILT_IN, ...COMPOSITION, ...CHECKS].sort((a, b) => byCodeUnit(a.code, b.code));

const BY_CODE: ReadonlyMap<string, CheckInfo> = new Map(CATALOGUE.map((info) => [info.code, info]));

/** What has the code. */
export function infoOf(code: string): CheckInfo | undefined {
  return BY_CODE.get(code);
}

/** The codes of istioctl and Kiali among the equivalents, which readers can look up. */
export function knownEquivalents({ equivalents }: CheckInfo): string[] {
  return equivalents.filter((equivalent) => /^(IST|KIA)\d+$/.test(equivalent));
}
