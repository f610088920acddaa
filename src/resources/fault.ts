import type { Duration } from 'cdk8s';
import { renderDuration } from './duration';
import { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { requireInteger, requirePercentage } from '../model/require';

/** Requests that wait before they are forwarded. */
export interface FaultDelay {
  /** How long they wait. */
  readonly duration: Duration;

  /** The share of requests that wait, in percent: 0, or 0.0001 to 100. */
  readonly percentage: number;
}

/** Which requests are aborted. */
export interface FaultAbortOptions {
  /** The share of requests that are aborted, in percent: 0, or 0.0001 to 100. */
  readonly percentage: number;
}

/** Requests that are answered with an error instead of being forwarded. */
export class FaultAbort {
  /** They are answered with an HTTP status. */
  public static http(status: number, options: FaultAbortOptions): FaultAbort {
    const field = new Field('FaultAbort.http');
    requireInteger(status, field.at('status'), 200, 599);
    return new FaultAbort({ httpStatus: status }, requireShare(options.percentage, field.at('percentage')));
  }

  /** They are answered with a gRPC status, by its name: `UNAVAILABLE`. */
  public static grpc(status: string, options: FaultAbortOptions): FaultAbort {
    const field = new Field('FaultAbort.grpc');
    if (!GRPC_STATUSES.includes(status)) { throw field.at('status').error(status, `one of ${GRPC_STATUSES.join(', ')}`); }
    return new FaultAbort({ grpcStatus: status }, requireShare(options.percentage, field.at('percentage')));
  }

  private constructor(private readonly error: JsonObject, private readonly share: number) {}

  /** @internal */
  public _render(): JsonObject {
    return { ...this.error, percentage: { value: this.share } };
  }
}

/**
 * Failures that the caller's proxy makes up, to try how its callers cope.
 *
 * The proxy injects them before it routes: the route's timeout does not cut a delay, and an abort is not retried.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPFaultInjection
 */
export interface Fault {
  /**
   * Requests that wait.
   *
   * @default - none waits
   */
  readonly delay?: FaultDelay;

  /**
   * Requests that are answered with an error.
   *
   * @default - none is
   */
  readonly abort?: FaultAbort;
}

const GRPC_STATUSES = [
  'OK', 'CANCELLED', 'UNKNOWN', 'INVALID_ARGUMENT', 'DEADLINE_EXCEEDED', 'NOT_FOUND', 'ALREADY_EXISTS', 'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED', 'FAILED_PRECONDITION', 'ABORTED', 'OUT_OF_RANGE', 'UNIMPLEMENTED', 'INTERNAL', 'UNAVAILABLE', 'DATA_LOSS',
  'UNAUTHENTICATED',
];

/** The `fault` of a route. */
export function renderFault(fault: Fault, field: Field): JsonObject {
  if (fault.delay === undefined && fault.abort === undefined) {
    throw field.error(fault, 'a delay, an abort or both', 'leave it out where nothing is to fail');
  }
  return defined({
    delay: given(fault.delay, (delay) => renderFaultDelay(delay, field.at('delay'))),
    abort: given(fault.abort, (abort) => renderFaultAbort(abort, field.at('abort'))),
  });
}

/** The `fault.delay` of a route. */
export function renderFaultDelay(delay: FaultDelay, field: Field): JsonObject {
  return {
    fixedDelay: renderDuration(delay.duration, field.at('duration')),
    percentage: { value: requireShare(delay.percentage, field.at('percentage')) },
  };
}

/** The `fault.abort` of a route. */
export function renderFaultAbort(abort: FaultAbort, _field: Field): JsonObject {
  return abort._render();
}

/** A share of requests. Envoy counts in parts per million, so less than 0.0001 percent would be none. */
function requireShare(percentage: number, field: Field): number {
  requirePercentage(percentage, field);
  if (percentage === 0 || percentage >= 0.0001) { return percentage; }
  throw field.error(percentage, '0, or between 0.0001 and 100');
}
