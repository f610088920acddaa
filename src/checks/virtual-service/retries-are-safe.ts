import { eachObject } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';

/** Conditions that are met after the service may have done what the request asks for. */
const AFTERWARDS: ReadonlySet<string> = new Set([
  '5xx', 'gateway-error', 'reset', 'reset-before-request', 'retriable-4xx', 'deadline-exceeded', 'internal', 'http3-post-connect-failure',
]);
/** Methods for requests that may be sent twice, by RFC 9110. */
const IDEMPOTENT: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE']);

/** See its title. */
export const retriesAreSafe = eachObject({
  code: 'CI0210',
  name: 'retries-are-safe',
  title: 'What is retried after the service may have acted can be sent twice.',
  severity: Severity.INFO,
  kinds: ['VirtualService'],
  fields: ['retryOn'],
  explanation: 'After an answer of 5xx or a connection that broke, the service may have done what was asked: a POST that is sent again orders twice. '
    + 'connect-failure, refused-stream and unavailable are met before that.',
  fix: 'retry requests with idempotent methods only, in a route of their own with match.method, or retryOn: connect-failure,refused-stream,unavailable,cancelled',
  equivalents: [],
  *object({ spec }) {
    for (const route of spec.at('http').items()) {
      const on = route.at('retries', 'retryOn');
      if (on.text === undefined || route.at('retries', 'attempts').number === 0) { continue; }
      const risky = on.text.split(',').map((one) => one.trim()).filter((one) => AFTERWARDS.has(one) || /^5\d\d$/.test(one));
      if (risky.length === 0 || hasIdempotentMethods(route)) { continue; }
      yield on.problem(`is ${JSON.stringify(on.text)} for all methods; for ${risky.join(', ')} the requests must be such as may be sent twice`);
    }
  },
});

/** Whether each match of the route names methods whose requests may be sent twice. */
function hasIdempotentMethods(route: Cursor): boolean {
  const matches = route.at('match').items();
  return matches.length > 0 && matches.every((match) => {
    const { exact, regex } = match.at('method').labels();
    const methods = exact !== undefined ? [exact] : (regex ?? '').replace(/^\^?\(?(?:\?:)?|\)?\$?$/g, '').split('|');
    return methods.every((method) => IDEMPOTENT.has(method));
  });
}
