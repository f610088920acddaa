import { type Conditions, isSourceProperty } from './conditions';
import { byCodeUnit, type JsonObject } from './json';
import type { Pattern } from './pattern';
import { quoteRegex } from './re2';

/** Conditions as Envoy's matchers of headers and of query parameters: all must match. */
export interface EnvoyConditions {
  readonly headers: JsonObject[];
  readonly query: JsonObject[];
}

/** The pseudo headers that Envoy keeps properties of requests in. */
const PSEUDO: { readonly [property: string]: string } = { path: ':path', method: ':method', scheme: ':scheme', authority: ':authority' };

/** What Envoy's matchers of headers and parameters cannot tell exactly, and why; `undefined` if they can tell all. */
export function beyondEnvoy({ required, forbidden }: Conditions): string | undefined {
  for (const [property, pattern] of required) {
    if (isSourceProperty(property)) { return 'the source, which the proxy of the destination does not know'; }
    if (property === 'port') { return 'a port'; }
    if (property.startsWith('header:@')) { return 'a claim, which routes alone can read'; }
    if (property === 'path' && pattern.kind === 'regex') { return 'a regular expression for the path, which would read the query too'; }
  }
  return [...forbidden.keys()].some((name) => name.startsWith('@')) ? 'a claim, which routes alone can read' : undefined;
}

/** Conditions as Envoy's matchers. */
export function envoyConditions({ required, forbidden }: Conditions): EnvoyConditions {
  const headers: Array<JsonObject & { name: string }> = [];
  const query: JsonObject[] = [];
  for (const [property, pattern] of required) {
    if (property.startsWith('query:')) {
      query.push({ name: property.slice('query:'.length), ...matcher(pattern) });
    } else if (property === 'path') {
      headers.push({ name: ':path', ...matcher(withQuery(pattern)) });
    } else {
      headers.push({ name: PSEUDO[property] ?? property.slice('header:'.length), ...matcher(pattern) });
    }
  }
  for (const [name, pattern] of forbidden) {
    // A missing header counts as empty, as in routes; not where presence itself is forbidden.
    headers.push({ name, ...matcher(pattern), invert_match: true, ...pattern.kind === 'present' ? {} : { treat_missing_header_as_empty: true } });
  }
  return { headers: headers.sort((a, b) => byCodeUnit(a.name, b.name)), query };
}

/** Envoy's path has the query at its end: an exact path may be followed by one. */
function withQuery(path: Pattern): Pattern {
  if (path.kind !== 'exact') { return path; }
  return { kind: 'regex', value: `${path.ignoreCase === true ? '(?i)' : ''}${quoteRegex(path.value)}(\\?.*)?` };
}

function matcher(pattern: Pattern): JsonObject {
  switch (pattern.kind) {
    case 'present': return { present_match: true };
    case 'regex': return { string_match: { safe_regex: { regex: pattern.value } } };
    default: return { string_match: { [pattern.kind]: pattern.value, ...pattern.ignoreCase === true ? { ignore_case: true } : {} } };
  }
}
