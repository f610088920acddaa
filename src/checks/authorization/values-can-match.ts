import { pathTemplateProblem } from '../../model/go/path-template';
import { conditionsOf, operationsOf, rulesOf, sourcesOf, valuesOf } from '../authorization-rules';
import { eachObject, type Report } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';

const METHODS: readonly string[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE'];

/** See its title. */
export const valuesCanMatch = eachObject({
  code: 'CI1052',
  name: 'values-can-match',
  title: 'The values in an AuthorizationPolicy are ones that requests can have.',
  severity: Severity.ERROR,
  kinds: ['AuthorizationPolicy'],
  explanation: 'Istio compares values letter by letter, but for a "*" at one end. A value that no request has makes an ALLOW rule that lets nobody in and a DENY '
    + 'rule that keeps nobody out, and nobody says so.',
  fix: 'write the value as requests have it',
  equivalents: ['GAP-08'],
  *object(policy) {
    const rules = rulesOf(policy);
    for (const operation of operationsOf(...rules)) {
      for (const method of valuesOf(operation, ['methods', 'notMethods'])) { yield* ofMethod(method); }
      for (const host of valuesOf(operation, ['hosts', 'notHosts'])) { yield* ofHost(host); }
      for (const path of valuesOf(operation, ['paths', 'notPaths'])) { yield* ofPath(path); }
    }
    const principals = [
      ...sourcesOf(...rules).flatMap((source) => valuesOf(source, ['principals', 'notPrincipals'])),
      ...conditionsOf(...rules).filter((condition) => condition.at('key').text === 'source.principal').flatMap((condition) => valuesOf(condition, ['values', 'notValues'])),
    ];
    for (const principal of principals) { yield* ofPrincipal(principal); }
  },
});

function* ofMethod(method: Cursor): Iterable<Report> {
  const text = method.text ?? '';
  const upper = text.toUpperCase();
  if (text !== upper && METHODS.includes(upper)) { yield method.mustBe(`${upper}, in capitals`, { fix: `write ${upper}` }); }
}

function* ofHost(host: Cursor): Iterable<Report> {
  if (/[/\s]/.test(host.text ?? '')) { yield host.mustBe('a host such as shop.example.com, without scheme and path'); } else { yield* starInside(host); }
}

function* ofPath(path: Cursor): Iterable<Report> {
  const text = path.text ?? '';
  if (/[?#]/.test(text)) {
    yield path.mustBe('a path without "?" and "#"', { fix: 'leave the query out: Istio compares the path only' });
  } else if (pathTemplateProblem(text) !== undefined) {
    return; // CI1048 tells it.
  } else if (!/^[/*]/.test(text)) {
    yield path.mustBe(text.includes('{') ? 'a path that begins with "/"' : 'a path that begins with "/" or "*"');
  } else if (!text.includes('{')) {
    yield* starInside(path);
  }
}

function* ofPrincipal(principal: Cursor): Iterable<Report> {
  if (principal.text?.includes('://') === true) {
    yield principal.mustBe('an identity without its scheme, such as cluster.local/ns/shop/sa/reviews', { fix: 'leave "spiffe://" out' });
  } else {
    yield* starInside(principal);
  }
}

/** A `*` that is not at an end stands for itself, which a request may have but nobody means. */
function* starInside(value: Cursor): Iterable<Report> {
  const stars = (value.text ?? '').split('*').length - 1;
  const text = value.text ?? '';
  if (stars === 0 || (stars === 1 && (text.startsWith('*') || text.endsWith('*')))) { return; }
  yield value.mustBe('a text with at most one "*", at its beginning or its end', { severity: Severity.WARNING, fix: 'write a value for each, or leave the rest out' });
}
