import { wildcardProblem } from '../../model/go/authorization';
import { pathTemplateProblem } from '../../model/go/path-template';
import { operationsOf, rulesOf, valuesOf } from '../authorization-rules';
import { eachObject, type Report } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';
import { principalsOf } from '../principals';

const METHODS: readonly string[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE'];

/** See its title. */
export const valuesCanMatch = eachObject({
  code: 'CI1052',
  name: 'values-can-match',
  title: 'The values in an AuthorizationPolicy are ones that requests can have.',
  severity: Severity.ERROR,
  kinds: ['AuthorizationPolicy'],
  fields: ['methods', 'notMethods', 'hosts', 'notHosts', 'paths', 'notPaths', 'principals', 'notPrincipals', 'when'],
  explanation: 'Istio compares values letter by letter, but for a "*" at one end. A value that no request has makes an ALLOW rule that lets nobody in and a DENY '
    + 'rule that keeps nobody out, and nobody says so.',
  fix: 'write the value as requests have it',
  equivalents: ['GAP-08'],
  *object(policy) {
    for (const operation of operationsOf(...rulesOf(policy))) {
      for (const method of valuesOf(operation, ['methods', 'notMethods'])) { yield* ofMethod(method); }
      for (const host of valuesOf(operation, ['hosts', 'notHosts'])) { yield* ofHost(host); }
      for (const path of valuesOf(operation, ['paths', 'notPaths'])) { yield* ofPath(path); }
    }
    // That it is the identity of somebody at all, CI1083 tells.
    for (const { place } of principalsOf(policy)) { yield* starInside(place); }
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

/** A `*` that is not at an end stands for itself, which a request may have but nobody means. */
function* starInside(value: Cursor): Iterable<Report> {
  const allowed = wildcardProblem(value.text ?? '');
  if (allowed !== undefined) { yield value.mustBe(allowed, { severity: Severity.WARNING, fix: 'write a value for each, or leave the rest out' }); }
}
