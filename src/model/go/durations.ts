const NANOSECONDS: { readonly [unit: string]: bigint } = {
  ns: 1n, us: 1000n, µs: 1000n, μs: 1000n, ms: 1_000_000n, s: 1_000_000_000n, m: 60_000_000_000n, h: 3_600_000_000_000n,
};
const LIMIT = 2n ** 63n;

/** An app has few durations, each in many places. */
const READ = new Map<string, bigint | undefined>();
const MOST_READ = 1000;

/** The nanoseconds of a duration as Go reads it (`1.5s`, `1h30m`, `-2us`, `0`); `undefined`, if it reads none. */
export function goDuration(text: string): bigint | undefined {
  if (READ.has(text)) { return READ.get(text); }
  const nanoseconds = readDuration(text);
  if (READ.size < MOST_READ) { READ.set(text, nanoseconds); }
  return nanoseconds;
}

function readDuration(text: string): bigint | undefined {
  const [, sign, rest] = /^([-+]?)(.*)$/s.exec(text) as RegExpExecArray;
  if (rest === '0') { return 0n; }
  if (!/^((\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h))+$/.test(rest)) { return undefined; }
  let sum = 0n;
  for (const [, whole, fraction, unit] of rest.matchAll(/(\d*)(?:\.(\d*))?(ns|us|µs|μs|ms|s|m|h)/g)) {
    const scale = NANOSECONDS[unit];
    const part = fraction === undefined || fraction === '' ? 0n : scale * BigInt(fraction) / 10n ** BigInt(fraction.length);
    sum += scale * BigInt(whole === '' ? 0 : whole) + part;
  }
  if (sum > (sign === '-' ? LIMIT : LIMIT - 1n)) { return undefined; }
  return sign === '-' ? -sum : sum;
}

const MILLISECOND = 1_000_000n;

/** For a duration of at least a millisecond, in whole milliseconds (`ValidateDuration`): what is allowed; `undefined`, if it is. */
export function durationProblem(text: string): string | undefined {
  const nanoseconds = goDuration(text);
  return nanoseconds !== undefined && nanoseconds >= MILLISECOND && nanoseconds % MILLISECOND === 0n ? undefined
    : 'a duration of at least 1ms, in whole milliseconds, such as 1.5s';
}

/** For a duration of at least a second, in whole seconds (`ValidateDrainDuration`). */
export function wholeSecondsProblem(text: string): string | undefined {
  const nanoseconds = goDuration(text);
  return nanoseconds !== undefined && nanoseconds >= MILLISECOND && nanoseconds % (1000n * MILLISECOND) === 0n ? undefined
    : 'a duration in whole seconds, at least 1s';
}
