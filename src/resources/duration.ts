import type { Duration } from 'cdk8s';
import type { Field } from '../model/field';

/** The longest duration that Go knows, about 292 years. */
const MAX_MILLISECONDS = 9223372036854;

/**
 * A duration as Istio reads it: seconds where they are whole (`5s`), milliseconds else (`1500ms`).
 * Istio refuses what is shorter than a millisecond.
 */
export function renderDuration(duration: Duration, field: Field, minMilliseconds: number = 1): string {
  const milliseconds = duration.toMilliseconds({ integral: false });
  if (!(milliseconds >= minMilliseconds) || !Number.isInteger(milliseconds)) {
    throw field.error(`${milliseconds}ms`, `whole milliseconds, at least ${minMilliseconds}ms`);
  }
  if (milliseconds > MAX_MILLISECONDS) { throw field.error(`${milliseconds}ms`, `at most ${MAX_MILLISECONDS}ms`); }
  return milliseconds % 1000 === 0 ? `${milliseconds / 1000}s` : `${milliseconds}ms`;
}
