import type { Conditions } from './conditions';
import { defined, type JsonObject } from './json';
import type { Pattern } from './pattern';
import type { RequestMatch } from './request-match';

/** A match as a VirtualService's http route has it. */
export function renderRequestMatch(match: RequestMatch): JsonObject {
  return renderConditions(match._conditions);
}

/** Conditions as a VirtualService's http route has them. */
export function renderConditions({ required, forbidden }: Conditions): JsonObject {
  const path = required.get('path');
  const port = required.get('port');
  const sourceNamespace = required.get('sourceNamespace');
  return defined({
    uri: optional(path),
    ignoreUriCase: path !== undefined && (path.kind === 'exact' || path.kind === 'prefix') ? path.ignoreCase : undefined,
    method: optional(required.get('method')),
    scheme: optional(required.get('scheme')),
    authority: optional(required.get('authority')),
    headers: named(required, 'header:', renderPattern),
    withoutHeaders: named(forbidden, '', renderPattern),
    queryParams: named(required, 'query:', renderPattern),
    port: port === undefined ? undefined : Number(exactValue(port)),
    sourceLabels: named(required, 'sourceLabel:', exactValue),
    sourceNamespace: sourceNamespace === undefined ? undefined : exactValue(sourceNamespace),
  });
}

/** Conditions as a VirtualService's tcp and tls routes have them: of what is known about a connection. */
export function renderConnectionConditions({ required }: Conditions): JsonObject {
  const port = required.get('port');
  const sourceNamespace = required.get('sourceNamespace');
  return defined({
    port: port === undefined ? undefined : Number(exactValue(port)),
    sourceLabels: named(required, 'sourceLabel:', exactValue),
    sourceNamespace: sourceNamespace === undefined ? undefined : exactValue(sourceNamespace),
  });
}

/** A pattern as Istio's StringMatch. Presence is the empty object. */
export function renderPattern(pattern: Pattern): JsonObject {
  return pattern.kind === 'present' ? {} : { [pattern.kind]: pattern.value };
}

function optional(pattern: Pattern | undefined): JsonObject | undefined {
  return pattern === undefined ? undefined : renderPattern(pattern);
}

function named<T>(
  patterns: ReadonlyMap<string, Pattern>,
  prefix: string,
  render: (pattern: Pattern) => T,
): { [name: string]: T } | undefined {
  let found: { [name: string]: T } | undefined;
  for (const [property, pattern] of patterns) {
    if (!property.startsWith(prefix)) { continue; }
    found ??= {};
    found[property.slice(prefix.length)] = render(pattern);
  }
  return found;
}

function exactValue(pattern: Pattern): string {
  if (pattern.kind !== 'exact') { throw new Error(`a ${pattern.kind} pattern where Istio takes a value only`); }
  return pattern.value;
}
