import type { JsonObject } from '../../../model/json';
import type { TreatedConnectionLimits } from '../../treated-destination';
import { numberAt, objectAt, textAt } from '../read';

/** The limits of a traffic policy; none, if it says none. */
export function connectionLimits(policy: JsonObject): TreatedConnectionLimits | undefined {
  const pool = objectAt(policy, 'connectionPool');
  const [tcp, http] = [objectAt(pool, 'tcp'), objectAt(pool, 'http')];
  const positive = (json: JsonObject | undefined, key: string): number | undefined => {
    const value = numberAt(json, key);
    return value === undefined || value <= 0 ? undefined : value;
  };
  const limits: { -readonly [key in keyof TreatedConnectionLimits]: number } = {};
  const set = (key: keyof TreatedConnectionLimits, value: number | undefined) => { if (value !== undefined) { limits[key] = value; } };
  set('maxConnections', positive(tcp, 'maxConnections'));
  set('maxPendingRequests', positive(http, 'http1MaxPendingRequests'));
  set('maxRequests', positive(http, 'http2MaxRequests'));
  set('maxRetries', positive(http, 'maxRetries'));
  set('maxRequestsPerConnection', positive(http, 'maxRequestsPerConnection'));
  return Object.keys(limits).length === 0 ? undefined : limits;
}

/** How requests are spread, as Istio names it. */
export function loadBalancing(policy: JsonObject, isOriginal: boolean): string {
  const balancer = objectAt(policy, 'loadBalancer');
  const simple = textAt(balancer, 'simple');
  if (isOriginal || simple === 'PASSTHROUGH') { return 'PASSTHROUGH'; }
  if (objectAt(balancer, 'consistentHash') !== undefined) { return 'CONSISTENT_HASH'; }
  return simple === undefined || simple === 'UNSPECIFIED' || simple === 'LEAST_CONN' ? 'LEAST_REQUEST' : simple;
}
