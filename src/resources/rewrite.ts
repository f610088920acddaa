import type { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { regexProblem } from '../model/re2';
import { requireText } from '../model/require';

/** A part of a path to replace. */
export interface RegexRewrite {
  /** What to replace: a regular expression in RE2 syntax. */
  readonly match: string;

  /** What to put there; `\1` is the first group of `match`. */
  readonly rewrite: string;
}

/**
 * How a request is changed before it is forwarded.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRewrite
 */
export interface Rewrite {
  /**
   * The new path; only the prefix is replaced if the route matches one.
   *
   * @default - the path stays
   */
  readonly uri?: string;

  /**
   * A part of the path to replace, in place of `uri`.
   *
   * @default - the path stays
   */
  readonly uriRegex?: RegexRewrite;

  /**
   * The new host.
   *
   * @default - the host stays
   */
  readonly authority?: string;
}

/** The `rewrite` of a route. */
export function renderRewrite(rewrite: Rewrite, field: Field): JsonObject {
  if (rewrite.uri !== undefined && rewrite.uriRegex !== undefined) {
    throw field.problem(`${field.at('uri').path} and ${field.at('uriRegex').path} are given; it must be one of them`);
  }
  if (rewrite.uri === undefined && rewrite.uriRegex === undefined && rewrite.authority === undefined) {
    throw field.error(rewrite, 'a uri or uriRegex, an authority, or both');
  }
  return defined({
    uri: given(rewrite.uri, (uri) => requireText(uri, field.at('uri'))),
    uriRegexRewrite: given(rewrite.uriRegex, (regex) => ({
      match: requireRegex(regex.match, field.at('uriRegex').at('match')),
      rewrite: requireText(regex.rewrite, field.at('uriRegex').at('rewrite')),
    })),
    authority: given(rewrite.authority, (authority) => requireText(authority, field.at('authority'))),
  });
}

function requireRegex(expression: string, field: Field): string {
  if (expression === '' || expression.length > 1024) { throw field.error(expression, 'a text of 1 to 1024 characters'); }
  const problem = regexProblem(expression);
  if (problem !== undefined) { throw field.error(expression, `an RE2 expression (${problem})`); }
  return expression;
}
