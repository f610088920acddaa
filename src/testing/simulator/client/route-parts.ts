import { defined, type JsonObject, some } from '../../../model/json';
import { fullMatch } from '../../../model/re2';
import type { TreatedAbort, TreatedCors, TreatedDelay, TreatedHeaders, TreatedRetries } from '../../route-actions';
import type { HttpRequest } from '../http-request';
import { durationAt, labelsAt, numberAt, objectAt, objectsAt, textAt, textsAt } from '../read';

/** What Istio says of tries again where nobody does (`retry.go`). */
const DEFAULT_RETRIES: TreatedRetries = {
  attempts: 2,
  on: ['connect-failure', 'refused-stream', 'unavailable', 'cancelled', 'retriable-status-codes'],
};

/** When a route tries again: as it says itself, else as the mesh does, else as Istio does. */
export function retriesOf(route: JsonObject | undefined, mesh: JsonObject | undefined): TreatedRetries | undefined {
  const said = objectAt(route, 'retries') ?? mesh;
  if (said === undefined) { return DEFAULT_RETRIES; }
  const attempts = numberAt(said, 'attempts') ?? 0;
  if (attempts <= 0) { return undefined; }
  const conditions = (textAt(said, 'retryOn') ?? '').split(',').map((one) => one.trim()).filter((one) => one !== '');
  const hasStatus = conditions.some((one) => /^\d+$/.test(one)) && !conditions.includes('retriable-status-codes');
  return defined({
    attempts,
    perTryTimeout: durationAt(said, 'perTryTimeout'),
    on: textAt(said, 'retryOn') === undefined ? DEFAULT_RETRIES.on : [...conditions, ...(hasStatus ? ['retriable-status-codes'] : [])],
  });
}

/** The delay of a route; none, if it is for no request. */
export function delayOf(route: JsonObject): TreatedDelay | undefined {
  const delay = objectAt(objectAt(route, 'fault'), 'delay');
  const duration = durationAt(delay, 'fixedDelay');
  const percentage = percent(objectAt(delay, 'percentage') ?? { value: delay?.percent });
  return duration === undefined || percentage === 0 ? undefined : { percentage, duration };
}

/** The abort of a route; none, if it is for no request. */
export function abortOf(route: JsonObject): TreatedAbort | undefined {
  const abort = objectAt(objectAt(route, 'fault'), 'abort');
  const percentage = percent(objectAt(abort, 'percentage'));
  const [status, grpcStatus] = [numberAt(abort, 'httpStatus'), textAt(abort, 'grpcStatus')];
  if (percentage === 0 || (status === undefined && grpcStatus === undefined)) { return undefined; }
  return defined({ percentage, status, grpcStatus });
}

/** A share as proxies have it: in millionths. */
export function percent(json: JsonObject | undefined): number {
  return Math.floor((numberAt(json, 'value') ?? 0) * 10_000) / 10_000;
}

/** Operations on headers, and the host that they set (`TranslateHeadersOperations`): names of Envoy's own cannot be changed. */
export function headersOf(holder: JsonObject | undefined): { request?: TreatedHeaders; response?: TreatedHeaders; authority?: string } {
  const headers = objectAt(holder, 'headers');
  const [request, response] = [objectAt(headers, 'request'), objectAt(headers, 'response')];
  const isAuthority = (name: string) => [':authority', 'host'].includes(name.toLowerCase());
  const authority = [labelsAt(request, 'set'), labelsAt(request, 'add')]
    .flatMap((values) => Object.entries(values).filter(([name]) => isAuthority(name)).map(([, value]) => value)).find((value) => value !== '');
  return defined({ request: operations(request), response: operations(response), authority });
}

function operations(json: JsonObject | undefined): TreatedHeaders | undefined {
  const isOpen = (name: string) => !name.startsWith(':') && name.toLowerCase() !== 'host';
  const values = (key: string) => {
    const entries = Object.entries(labelsAt(json, key)).filter(([name]) => isOpen(name));
    return entries.length === 0 ? undefined : Object.fromEntries(entries);
  };
  const made = defined({ set: values('set'), add: values('add'), remove: some(textsAt(json, 'remove').filter(isOpen)) });
  return Object.keys(made).length === 0 ? undefined : made;
}

/** What is done about a request of another origin; nothing, if the route has no policy. */
export function corsOf(route: JsonObject, request: HttpRequest): TreatedCors | undefined {
  const policy = objectAt(route, 'corsPolicy');
  if (policy === undefined) { return undefined; }
  const origin = request.headers.get('origin');
  const said = objectsAt(policy, 'allowOrigins');
  const allowed = said.length > 0 ? said : textsAt(policy, 'allowOrigin').map((exact): JsonObject => ({ exact }));
  const fits = (text: JsonObject) => (typeof text.exact === 'string' && (text.exact === origin || text.exact === '*'))
    || (typeof text.prefix === 'string' && origin?.startsWith(text.prefix) === true)
    || (typeof text.regex === 'string' && origin !== undefined && fullMatch(text.regex, origin));
  const isAllowed = origin !== undefined && allowed.some(fits);
  const asks = request.method === 'OPTIONS' && origin !== undefined && (request.headers.get('access-control-request-method') ?? '') !== '';
  return defined({
    allowedOrigin: isAllowed ? origin : undefined,
    preflight: asks && (isAllowed || policy.unmatchedPreflights === 'IGNORE'),
    allowMethods: some(textsAt(policy, 'allowMethods')),
    allowHeaders: some(textsAt(policy, 'allowHeaders')),
    exposeHeaders: some(textsAt(policy, 'exposeHeaders')),
    maxAge: durationAt(policy, 'maxAge'),
    allowCredentials: typeof policy.allowCredentials === 'boolean' ? policy.allowCredentials : undefined,
  });
}
