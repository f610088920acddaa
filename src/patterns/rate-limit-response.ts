import type { Field } from '../model/field';
import { byCodeUnit, defined, given, type JsonObject } from '../model/json';
import { requirePercentage } from '../model/require';
import { headerValueProblem } from '../resources/header-values';
import { requireHeaderName } from '../resources/headers';

/** What a request over the limit is answered with. */
export interface RateLimitResponse {
  /**
   * The status: one of 400 to 599 that HTTP knows. A gRPC call gets RESOURCE_EXHAUSTED, whatever the status.
   *
   * @default 429
   */
  readonly status?: number;

  /**
   * Headers of the answer. Their values may hold Envoy's variables of the request (`%DOWNSTREAM_REMOTE_ADDRESS%`); a `%` is written `%%`.
   *
   * @default - Envoy's own: `x-envoy-ratelimited`
   */
  readonly headers?: { [name: string]: string };

  /**
   * Whether all answers tell how much is left: `x-ratelimit-limit`, `x-ratelimit-remaining` and `x-ratelimit-reset`.
   *
   * @default false
   */
  readonly limitHeaders?: boolean;

  /**
   * Whether answers with status 429 tell after how many seconds to try again: `retry-after`. Proxies before Istio 1.31 do not
   * know it, and are left without the limit then.
   *
   * @default false
   */
  readonly retryAfter?: boolean;
}

/** The statuses that Envoy knows of those that can be answered with. */
const STATUSES: ReadonlySet<number> = new Set([
  400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 421, 422, 423, 424, 426, 428, 429, 431,
  500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511,
]);

/** A status, as Envoy has it. */
export function renderStatus(status: number | undefined, field: Field): JsonObject | undefined {
  return given(status, (code) => {
    if (STATUSES.has(code)) { return { code }; }
    throw field.error(code, 'one of the statuses that HTTP knows between 400 and 511: Envoy answers 429 for one below');
  });
}

/** Headers of the answer, as Envoy has them. */
export function renderResponseHeaders(headers: { [name: string]: string } | undefined, field: Field): JsonObject[] | undefined {
  return given(headers, (values) => {
    const names = Object.keys(values).sort(byCodeUnit);
    if (names.length === 0) { throw field.error(values, 'at least one header', 'leave it out for Envoy\'s own'); }
    return names.map((name) => {
      requireHeaderName(name, field);
      const problem = headerValueProblem(values[name]);
      if (problem !== undefined) { throw field.at(name).error(values[name], `a value that Envoy can read (this one ${problem})`, 'write "%%" for a "%"'); }
      return { header: { key: name, value: values[name] }, append_action: 'OVERWRITE_IF_EXISTS_OR_ADD' };
    });
  });
}

const DENOMINATORS = [['HUNDRED', 1], ['TEN_THOUSAND', 100], ['MILLION', 10000]] as const;

/** A share, as Envoy has it. */
export function renderShare(percentage: number, field: Field): JsonObject {
  requirePercentage(percentage, field);
  for (const [denominator, parts] of DENOMINATORS) {
    const numerator = Math.round(percentage * parts);
    if (Math.abs(numerator - percentage * parts) < 1e-6) { return { default_value: defined({ numerator, denominator }) }; }
  }
  throw field.error(percentage, 'a percentage of at most four decimals');
}
