import type { Conditions } from './conditions';
import type { Forward, PathChange, Treatment } from './facet';
import { canonical, defined, type JsonObject } from './json';
import { INEXPRESSIBLE, type Pattern } from './pattern';
import { quoteRegex } from './re2';

/** The prefix that a match asks for, or `undefined` if it asks for a path otherwise. Without a path all begin with "/". */
export function prefixOf({ required }: Conditions): Pick<PathChange, 'prefix' | 'ignoreCase'> | undefined {
  const path = required.get('path');
  if (path === undefined) { return { prefix: '/' }; }
  return path.kind === 'prefix' ? defined({ prefix: path.value, ignoreCase: path.ignoreCase === true ? true : undefined }) : undefined;
}

/** The `rewrite` of a route: how its path and host are changed. */
export function rewriteFor(treatment: Treatment, conditions: Conditions): JsonObject | undefined {
  const change = treatment['rewrite.path'] as unknown as PathChange | { readonly regex: JsonObject } | undefined;
  const authority = treatment['rewrite.authority'];
  if (change === undefined && authority === undefined) { return undefined; }
  return defined({ ...change === undefined ? {} : pathRewrite(change, conditions.required.get('path')), authority });
}

/** The `redirect` of a route; `INEXPRESSIBLE` where its match has no words for the prefix that is replaced. */
export function redirectFor(treatment: Treatment, conditions: Conditions): JsonObject | undefined | typeof INEXPRESSIBLE {
  const { redirect, redirectPath: change } = (treatment.forward ?? {}) as Forward;
  if (change === undefined) { return redirect; }
  const path = conditions.required.get('path');
  const to = replaced(change, path);
  if (to === undefined) { return INEXPRESSIBLE; }
  return { ...redirect, ...path?.kind === 'exact' ? { uri: to } : { prefixRewrite: to } };
}

/** What tells apart how paths are changed by routes of one treatment: routes that differ in it cannot be one. */
export function pathKey(treatment: Treatment, conditions: Conditions): string {
  const redirect = redirectFor(treatment, conditions);
  return `${canonical(rewriteFor(treatment, conditions))} ${redirect === INEXPRESSIBLE ? conditionsPath(conditions) : canonical(redirect)}`;
}

function conditionsPath({ required }: Conditions): string {
  return canonical(required.get('path') as JsonObject | undefined);
}

function pathRewrite(change: PathChange | { readonly regex: JsonObject }, path: Pattern | undefined): JsonObject {
  if ('regex' in change) { return { uriRegexRewrite: change.regex }; }
  const uri = replaced(change, path);
  if (uri !== undefined) { return { uri }; }
  // Of a path that is told by a regular expression, Istio would replace all; of one told by its beginning, only that.
  const { prefix, ignoreCase, to } = change;
  const match = prefix === undefined ? '^.*$' : `${ignoreCase === true ? '(?i)' : ''}^${quoteRegex(prefix)}`;
  return { uriRegexRewrite: { match, rewrite: to.replace(/\\/g, '\\\\') } };
}

/** What takes the place of all that a route's match asks for of the path; `undefined` where that would say something else. */
function replaced({ prefix, to }: PathChange, path: Pattern | undefined): string | undefined {
  const kind = path?.kind ?? 'present';
  if (prefix === undefined) { return kind === 'exact' || kind === 'regex' ? to : undefined; }
  if (path === undefined || path.kind === 'present') { return prefix === '/' ? to : undefined; }
  if (path.kind === 'regex') { return undefined; }
  // Paths in another case than the match has them keep theirs: only what the change itself asks for may be in any case.
  const rest = path.value.slice(prefix.length);
  return path.ignoreCase === true && /[a-z]/i.test(rest) ? undefined : to + rest;
}
