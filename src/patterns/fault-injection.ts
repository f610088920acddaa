import { Construct } from 'constructs';
import type { MeshHost } from './mesh-host';
import { priorityOf, type RequestScope, requestsOf } from './requests';
import type { Treatment } from '../model/facet';
import { defined, given, type Json } from '../model/json';
import { fieldOf } from '../resources/emit';
import { type FaultAbort, type FaultDelay, renderFaultAbort, renderFaultDelay } from '../resources/fault';

/** Properties of a FaultInjection. */
export interface FaultInjectionProps extends RequestScope {
  /** The service whose callers are to see the fault. */
  readonly service: MeshHost;

  /**
   * Requests that wait before they are forwarded.
   *
   * @default - none waits
   */
  readonly delay?: FaultDelay;

  /**
   * Requests that are answered with an error instead of being forwarded.
   *
   * @default - none is
   */
  readonly abort?: FaultAbort;
}

/**
 * Makes requests slow or fail, to try how callers cope. Where requests go, their timeout and their retries stay as they are.
 *
 * The caller's proxy injects the fault before it routes: a delay is not cut by the route's timeout, and an abort is not
 * retried.
 */
export class FaultInjection extends Construct {
  constructor(scope: Construct, id: string, props: FaultInjectionProps) {
    super(scope, id);
    const field = fieldOf(this);
    const { delay, abort } = props;
    if (delay === undefined && abort === undefined) {
      throw field.problem('neither delay nor abort is given; it must be one of them or both');
    }
    const says = defined({
      'fault.delay': given(delay, (fault) => renderFaultDelay(fault, field.at('delay')) as Json),
      'fault.abort': given(abort, (fault) => renderFaultAbort(fault, field.at('abort')) as Json),
    }) as Treatment;
    props.service._addFacet({ owner: this, name: id, priority: priorityOf(props, field), requests: requestsOf(props, field), says: () => says });
  }
}
