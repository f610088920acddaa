import { BUILT_IN } from './built-in';
import type { CheckInfo } from './check';
import { COMPOSITION } from './composition';
import { CHECKS } from './registry';
import { byCodeUnit } from '../model/json';

/** All codes that a finding can have, in their order. */
export const CATALOGUE: readonly CheckInfo[] = [...BUILT_IN, ...COMPOSITION, ...CHECKS].sort((a, b) => byCodeUnit(a.code, b.code));

const BY_CODE: ReadonlyMap<string, CheckInfo> = new Map(CATALOGUE.map((info) => [info.code, info]));

/** What has the code: of the library, or of policy packs. */
export function infoOf(code: string, policies: readonly CheckInfo[] = []): CheckInfo | undefined {
  return BY_CODE.get(code) ?? policies.find((info) => info.code === code);
}

/** All codes, those of policy packs last. A check of several kinds is listed once. */
export function catalogueWith(policies: readonly CheckInfo[]): readonly CheckInfo[] {
  return [...CATALOGUE, ...policies.filter(({ code }, i) => policies.findIndex((other) => other.code === code) === i)];
}

/** The codes of istioctl and Kiali among the equivalents, which readers can look up. */
export function knownEquivalents({ equivalents }: CheckInfo): string[] {
  return equivalents.filter((equivalent) => /^(IST|KIA)\d+$/.test(equivalent));
}
