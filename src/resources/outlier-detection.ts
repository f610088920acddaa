import type { Duration } from 'cdk8s';
import { renderDuration } from './duration';
import type { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { requireInteger } from '../model/require';

/**
 * When an endpoint that fails gets no more traffic for a while.
 *
 * Unless the locality settings say otherwise, it also makes traffic leave a locality whose endpoints fail.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#OutlierDetection
 */
export interface OutlierDetection {
  /**
   * Failures in a row, 5xx responses among them, after which an endpoint is ejected; 0 for never.
   *
   * @default 5
   */
  readonly consecutive5xxErrors?: number;

  /**
   * Responses of 502, 503 or 504 in a row after which an endpoint is ejected; 0 for never.
   *
   * @default 0
   */
  readonly consecutiveGatewayErrors?: number;

  /**
   * Connections that fail in a row after which an endpoint is ejected. Needs `splitExternalLocalOriginErrors`.
   *
   * @default - 5 where `splitExternalLocalOriginErrors` is true; else they count as 5xx responses
   */
  readonly consecutiveLocalOriginFailures?: number;

  /**
   * Whether failures to connect are counted apart from responses.
   *
   * @default false
   */
  readonly splitExternalLocalOriginErrors?: boolean;

  /**
   * The time between checks.
   *
   * @default - 10 seconds
   */
  readonly interval?: Duration;

  /**
   * How long an endpoint is ejected the first time; twice as long the second, and so on.
   *
   * @default - 30 seconds
   */
  readonly baseEjectionTime?: Duration;

  /**
   * The share of endpoints that may be ejected at once, in percent. (Istio takes 0 for the default.)
   *
   * @default 10
   */
  readonly maxEjectionPercent?: number;

  /**
   * The share of endpoints, in percent, below which traffic goes to all again, healthy or not.
   *
   * @default 0
   */
  readonly minHealthPercent?: number;

  /**
   * Statuses that count as errors, from 100 to 599.
   *
   * @default - all 5xx
   */
  readonly httpErrorCodes?: number[];
}

const MAX_UINT32 = 4294967295;

/** The `outlierDetection` of a traffic policy. */
export function renderOutlierDetection(outlier: OutlierDetection, field: Field): JsonObject {
  const count = (name: 'consecutive5xxErrors' | 'consecutiveGatewayErrors' | 'consecutiveLocalOriginFailures') =>
    given(outlier[name], (errors) => requireInteger(errors, field.at(name), 0, MAX_UINT32));
  const localFailures = count('consecutiveLocalOriginFailures');
  if (localFailures !== undefined && localFailures > 0 && outlier.splitExternalLocalOriginErrors !== true) {
    const split = field.at('splitExternalLocalOriginErrors');
    throw split.error(outlier.splitExternalLocalOriginErrors, `true where ${field.at('consecutiveLocalOriginFailures').path} is given`);
  }
  return defined({
    consecutive5xxErrors: count('consecutive5xxErrors'),
    consecutiveGatewayErrors: count('consecutiveGatewayErrors'),
    consecutiveLocalOriginFailures: localFailures,
    splitExternalLocalOriginErrors: outlier.splitExternalLocalOriginErrors,
    interval: given(outlier.interval, (interval) => renderDuration(interval, field.at('interval'))),
    baseEjectionTime: given(outlier.baseEjectionTime, (time) => renderDuration(time, field.at('baseEjectionTime'))),
    maxEjectionPercent: given(outlier.maxEjectionPercent, (percent) => requireInteger(percent, field.at('maxEjectionPercent'), 1, 100)),
    minHealthPercent: given(outlier.minHealthPercent, (percent) => requireInteger(percent, field.at('minHealthPercent'), 0, 100)),
    outlierDetectionHttpErrorCodes: given(outlier.httpErrorCodes, (codes) =>
      codes.map((code, i) => requireInteger(code, field.at('httpErrorCodes').at(i), 100, 599))),
  });
}
