import type { JsonObject } from '../../../model/json';
import { replaceAll } from '../../../model/re2';
import { cut } from '../http-request';
import { objectAt, textAt } from '../read';

/**
 * The path that destinations get: what the match has matched of it is replaced, of a prefix only the prefix, of exact texts and regular
 * expressions the whole path. The query stays.
 */
export function rewrittenPath(rewrite: JsonObject, match: JsonObject | undefined, path: string): string {
  const [bare, query] = cut(path);
  const rest = query === undefined ? '' : `?${query}`;
  const regex = objectAt(rewrite, 'uriRegexRewrite');
  if (regex !== undefined) {
    const pattern = textAt(regex, 'match');
    return pattern === undefined ? path : `${replaceAll(pattern, bare, typeof regex.rewrite === 'string' ? regex.rewrite : '')}${rest}`;
  }
  const uri = textAt(rewrite, 'uri');
  if (uri === undefined) { return path; }
  const text = objectAt(match, 'uri');
  const isWhole = typeof text?.exact === 'string' || typeof text?.regex === 'string';
  const prefix = typeof text?.prefix === 'string' ? text.prefix : '/';
  return `${uri}${isWhole ? '' : bare.slice(prefix.length)}${rest}`;
}
