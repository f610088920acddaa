/** Go's units of duration in nanoseconds. */
const UNITS: { readonly [unit: string]: number } = {
  ns: 1, us: 1e3, µs: 1e3, μs: 1e3, ms: 1e6, s: 1e9, m: 60e9, h: 3600e9,
};
const PART = /(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/gy;

/** The milliseconds of a duration as Go writes it: `1h30m`, `1.5s`; `undefined` if it is none. */
export function milliseconds(text: string): number | undefined {
  if (text === '0') { return 0; }
  PART.lastIndex = 0;
  let nanoseconds = 0;
  let end = 0;
  for (let part = PART.exec(text); part !== null; part = PART.exec(text)) {
    nanoseconds += Number(part[1]) * UNITS[part[2]];
    end = PART.lastIndex;
  }
  return end > 0 && end === text.length ? nanoseconds / 1e6 : undefined;
}

/** A duration as the library writes it. What is none, or finer than milliseconds, stays as it is. */
export function normalDuration(text: string): string {
  const value = milliseconds(text);
  if (value === undefined || !Number.isInteger(value)) { return text; }
  return value % 1000 === 0 ? `${value / 1000}s` : `${value}ms`;
}
