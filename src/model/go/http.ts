/** Names and numbers of HTTP and gRPC as Istio's webhook takes them. */

/** Those that Go has a text for (`http.StatusText`). */
const STATUS_CODES: ReadonlySet<number> = new Set([
  100, 101, 102, 103, 200, 201, 202, 203, 204, 205, 206, 207, 208, 226, 300, 301, 302, 303, 304, 305, 307, 308,
  400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418, 421, 422, 423, 424, 425, 426, 428,
  429, 431, 451, 500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511,
]);

/** Those that Envoy has a name for (`envoy.type.v3.StatusCode`); 0 is its name for none. */
const ENVOY_STATUS_CODES: ReadonlySet<number> = new Set([
  0, 100, 200, 201, 202, 203, 204, 205, 206, 207, 208, 226, 300, 301, 302, 303, 304, 305, 307, 308,
  400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 421, 422, 423, 424, 426, 428, 429, 431,
  500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511,
]);

/** What Envoy retries on. */
const RETRY_CONDITIONS: ReadonlySet<string> = new Set([
  '5xx', 'gateway-error', 'reset', 'reset-before-request', 'connect-failure', 'retriable-4xx', 'refused-stream', 'retriable-status-codes',
  'retriable-headers', 'envoy-ratelimited', 'http3-post-connect-failure',
  'cancelled', 'deadline-exceeded', 'internal', 'resource-exhausted', 'unavailable',
]);

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', '*']);

const GRPC_STATUSES: ReadonlySet<string> = new Set([
  'OK', 'CANCELLED', 'UNKNOWN', 'INVALID_ARGUMENT', 'DEADLINE_EXCEEDED', 'NOT_FOUND', 'ALREADY_EXISTS', 'PERMISSION_DENIED',
  'UNAUTHENTICATED', 'RESOURCE_EXHAUSTED', 'FAILED_PRECONDITION', 'ABORTED', 'OUT_OF_RANGE', 'UNIMPLEMENTED', 'INTERNAL', 'UNAVAILABLE',
  'DATA_LOSS',
]);

/** Whether the number is the status of a response that HTTP has. */
export function isHttpStatus(code: number): boolean {
  return STATUS_CODES.has(code);
}

/** For one of the comma-separated parts of `retryOn`: what is allowed; `undefined`, if it is. */
export function retryConditionProblem(text: string): string | undefined {
  return RETRY_CONDITIONS.has(text) || (/^\+?\d+$/.test(text) && isHttpStatus(Number(text))) ? undefined
    : `an HTTP status, or one of ${[...RETRY_CONDITIONS].join(', ')}`;
}

/** For a method of a CORS policy: what is allowed; `undefined`, if it is. */
export function corsMethodProblem(text: string): string | undefined {
  return METHODS.has(text) ? undefined : `one of ${[...METHODS].join(', ')}`;
}

/** For the name of a gRPC status (`validateHTTPFaultInjectionAbortHTTPStatus` and Envoy): what is allowed; `undefined`, if it is. */
export function grpcStatusProblem(text: string): string | undefined {
  return GRPC_STATUSES.has(text) ? undefined : `one of ${[...GRPC_STATUSES].join(', ')}`;
}

/** For the status that a failed authorization service stands for (`statusOnError`): what is allowed; `undefined`, if it is. */
export function envoyStatusProblem(text: string): string | undefined {
  return text === '' || (/^[-+]?\d+$/.test(text) && ENVOY_STATUS_CODES.has(Number(text))) ? undefined
    : 'the number of an HTTP status that Envoy knows';
}
