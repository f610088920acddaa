import type { Cursor } from './cursor';
import { canonical } from '../model/json';

/** Fields of an HTTP match that say nothing about which requests it takes. */
const WITHOUT_EFFECT: ReadonlySet<string> = new Set(['name', 'statPrefix']);
const KNOWN: ReadonlySet<string> = new Set([
  ...WITHOUT_EFFECT, 'uri', 'scheme', 'method', 'authority', 'headers', 'queryParams', 'withoutHeaders', 'port', 'gateways',
  'sourceLabels', 'sourceNamespace', 'ignoreUriCase',
]);
const TEXTS = ['uri', 'scheme', 'method', 'authority'] as const;

/** Whether a match takes every request. */
export function takesAll(match: Cursor): boolean {
  if (match.fields === undefined) { return false; }
  return Object.keys(match.fields).every((field) => WITHOUT_EFFECT.has(field) || field === 'ignoreUriCase' || !match.at(field).given
    || (field === 'uri' && isEveryPath(match.at(field))));
}

/**
 * Whether every request that `inner` takes is taken by `outer` too. `false` also where it is not certain: two regular
 * expressions, or fields that are not known here.
 */
export function covers(outer: Cursor, inner: Cursor): boolean {
  if (outer.fields === undefined || inner.fields === undefined) { return false; }
  if (outer.entries().some(([field]) => !KNOWN.has(field))) { return false; }
  const folds = outer.at('ignoreUriCase').isTrue;
  if (!folds && inner.at('ignoreUriCase').isTrue && outer.at('uri').given && !isEveryPath(outer.at('uri'))) { return false; }
  return TEXTS.every((field) => (field === 'uri' && isEveryPath(outer.at(field))) || textCovers(outer.at(field), inner.at(field), folds && field === 'uri'))
    && ['headers', 'queryParams'].every((field) => outer.at(field).entries().every(([key, text]) => namedCovers(text, inner.at(field, key))))
    && outer.at('withoutHeaders').entries().every(([key, text]) => canonical(text.json) === canonical(inner.at('withoutHeaders', key).json))
    && ['port', 'sourceNamespace'].every((field) => !outer.at(field).given || outer.at(field).json === inner.at(field).json)
    && outer.at('sourceLabels').entries().every(([label, value]) => value.json === inner.at('sourceLabels', label).json)
    && gatewaysCover(outer.at('gateways'), inner.at('gateways'));
}

/** Whether it is certain that no request is taken by both matches. */
export function exclude(a: Cursor, b: Cursor): boolean {
  const folds = a.at('ignoreUriCase').isTrue || b.at('ignoreUriCase').isTrue;
  return TEXTS.some((field) => textsExclude(a.at(field), b.at(field), folds && field === 'uri'))
    || ['headers', 'queryParams'].some((field) => a.at(field).entries().some(([key, text]) => textsExclude(text, b.at(field, key), false)))
    || presenceExcludes(a, b) || presenceExcludes(b, a)
    || ['port', 'sourceNamespace'].some((field) => a.at(field).given && b.at(field).given && a.at(field).json !== b.at(field).json)
    || a.at('sourceLabels').entries().some(([label, value]) => {
      const other = b.at('sourceLabels', label);
      return other.given && other.json !== value.json;
    });
}

function isEveryPath(uri: Cursor): boolean {
  return uri.at('prefix').text === '/' || uri.at('regex').text === '.*';
}

function textCovers(outer: Cursor, inner: Cursor, folds: boolean): boolean {
  if (!outer.given) { return true; }
  if (!inner.given) { return false; }
  if (canonical(outer.json) === canonical(inner.json)) { return true; }
  const fold = (text: string | undefined) => (folds ? text?.toLowerCase() : text);
  const [exact, prefix] = [fold(inner.at('exact').text), fold(inner.at('prefix').text)];
  const outerPrefix = fold(outer.at('prefix').text);
  if (outerPrefix !== undefined) { return (exact ?? prefix ?? '').startsWith(outerPrefix) && (exact ?? prefix) !== undefined; }
  return exact !== undefined && exact === fold(outer.at('exact').text);
}

/** A header or parameter: an empty match asks only that it is there, and so does `*`. */
function namedCovers(outer: Cursor, inner: Cursor): boolean {
  if (!inner.given) { return false; }
  const asksPresence = outer.fields !== undefined && (outer.entries().length === 0 || outer.at('regex').text === '*');
  return asksPresence || textCovers(outer, inner, false);
}

function gatewaysCover(outer: Cursor, inner: Cursor): boolean {
  const [all, some] = [outer.texts(), inner.texts()];
  return all.length === 0 || (some.length > 0 && some.every((gateway) => all.includes(gateway)));
}

function textsExclude(a: Cursor, b: Cursor, folds: boolean): boolean {
  if (!a.given || !b.given) { return false; }
  const fold = (text: string | undefined) => (folds ? text?.toLowerCase() : text);
  const [aExact, aPrefix, bExact, bPrefix] = [a.at('exact'), a.at('prefix'), b.at('exact'), b.at('prefix')].map((text) => fold(text.text));
  if (aExact !== undefined && bExact !== undefined) { return aExact !== bExact; }
  if (aExact !== undefined && bPrefix !== undefined) { return !aExact.startsWith(bPrefix); }
  if (aPrefix !== undefined && bExact !== undefined) { return !bExact.startsWith(aPrefix); }
  return aPrefix !== undefined && bPrefix !== undefined && !aPrefix.startsWith(bPrefix) && !bPrefix.startsWith(aPrefix);
}

/** One asks for a header that the other forbids. */
function presenceExcludes(a: Cursor, b: Cursor): boolean {
  return a.at('headers').entries().some(([key]) => {
    const forbidden = b.at('withoutHeaders', key);
    return forbidden.fields !== undefined && (forbidden.entries().length === 0 || forbidden.at('regex').text === '*');
  });
}
