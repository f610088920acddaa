const UNITS: { readonly [unit: string]: number } = { ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** A duration in one unit, as nearly all are. */
const ONE_UNIT = /^(\d+(?:\.\d*)?)(ns|us|µs|ms|s|m|h)$/;

/** The milliseconds of a duration as Istio writes it (`1.5s`, `1m30s`); `undefined`, if it is none. */
export function parseMilliseconds(text: string | undefined): number | undefined {
  const one = text === undefined ? null : ONE_UNIT.exec(text);
  if (one !== null) { return Number(one[1]) * UNITS[one[2]]; }
  if (text === undefined || !/^(\d+(\.\d*)?(ns|us|µs|ms|s|m|h))+$/.test(text)) { return undefined; }
  let sum = 0;
  for (const [, count, , unit] of text.matchAll(/(\d+(\.\d*)?)(ns|us|µs|ms|s|m|h)/g)) { sum += Number(count) * UNITS[unit]; }
  return sum;
}
