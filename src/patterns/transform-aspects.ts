import { describeConditions } from '../model/describe';
import type { PathChange, Treatment } from '../model/facet';
import type { Field } from '../model/field';
import { canonical, defined, type Json, type JsonObject } from '../model/json';
import { prefixOf } from '../model/path-change';
import { RequestMatch } from '../model/request-match';
import { type HeaderChanges, type HeaderOperations, isAuthority, renderHeaders } from '../resources/headers';
import { type Redirect, renderRedirect } from '../resources/redirect';
import { renderRewrite, type Rewrite } from '../resources/rewrite';

/** What is said of some of a pattern's requests. */
interface Said {
  readonly wanted: RequestMatch[];
  readonly says: Treatment;
}

/** Header operations, each header an aspect of its own: names have no case. */
export function headerAspects(headers: HeaderOperations, field: Field): Treatment {
  renderHeaders(headers, field);
  const aspects: { [aspect: string]: JsonObject } = {};
  for (const direction of ['request', 'response'] as const) {
    const here = field.at(direction);
    for (const { name, operation, at } of operations(headers[direction] ?? {}, here)) {
      if (isAuthority(name)) { throw at.problem(`${at.path} is the host of the request; it must be left out`, 'give rewrite.authority'); }
      const aspect = `header ${direction} ${name.toLowerCase()}`;
      if (aspect in aspects) { throw at.problem(`${at.path} is a header that is changed twice; it must be once`); }
      aspects[aspect] = operation;
    }
  }
  if (Object.keys(aspects).length === 0) { throw field.error(headers, 'changes to at least one header'); }
  return aspects as Treatment;
}

function operations({ set, add, remove }: HeaderChanges, field: Field): Array<{ name: string; operation: JsonObject; at: Field }> {
  return [
    ...Object.entries(set ?? {}).map(([name, value]) => ({ name, operation: { set: value }, at: field.at('set').at(name) })),
    ...Object.entries(add ?? {}).map(([name, value]) => ({ name, operation: { add: value }, at: field.at('add').at(name) })),
    ...(remove ?? []).map((name, i) => ({ name, operation: { remove: true }, at: field.at('remove').at(i) })),
  ];
}

/** How paths are rewritten, for each prefix that is replaced. */
export function pathAspects(rewrite: Rewrite, requests: RequestMatch[], field: Field): Said[] {
  const here = field.at('rewrite');
  const { uri, uriRegexRewrite } = renderRewrite(rewrite, here);
  if (uriRegexRewrite !== undefined) { return [{ wanted: requests, says: { 'rewrite.path': { regex: uriRegexRewrite } as Json } }]; }
  if (uri === undefined) { return []; }
  return byPrefix(requests).map(({ wanted, prefix }) => {
    if (prefix !== undefined) { requireSlashes(prefix.prefix as string, uri as string, here.at('uri'), 'rewrite.uriRegex'); }
    return { wanted, says: { 'rewrite.path': { ...prefix, to: uri } as Json } };
  });
}

/** Where clients are sent, for each prefix that is replaced. */
export function redirectAspects(redirect: Redirect, requests: RequestMatch[], field: Field): Said[] {
  const here = field.at('redirect');
  const { prefixRewrite, ...rest } = renderRedirect(redirect, here);
  if (prefixRewrite === undefined) { return [{ wanted: requests, says: { forward: { redirect: rest } } }]; }
  return byPrefix(requests).map(({ wanted, prefix }) => {
    if (prefix === undefined) {
      const at = field.at('requests').at(requests.indexOf(wanted[0]));
      throw at.problem(`${at.path} (${describeConditions(wanted[0]._conditions)}) asks for a path, and not by its beginning; ` +
        'it must, as redirect.prefixRewrite replaces that', 'match the path with StringMatch.prefix, or give redirect.uri');
    }
    requireSlashes(prefix.prefix as string, prefixRewrite as string, here.at('prefixRewrite'), 'redirect.uri');
    return { wanted, says: { forward: { redirect: rest, redirectPath: { ...prefix, to: prefixRewrite } } } as Treatment };
  });
}

/**
 * Preflight requests are OPTIONS requests: those that are told by another method never see the policy, and browsers ask no
 * further.
 */
export function requirePreflights(requests: RequestMatch[], field: Field): void {
  const methods = requests.map(({ _conditions: { required } }) => required.get('method'));
  const asked = methods.findIndex((method) => method !== undefined);
  if (asked < 0 || methods.some((method) => method === undefined || (method.kind === 'exact' && method.value === 'OPTIONS'))) { return; }
  const at = field.at('requests').at(asked);
  throw at.problem(`${at.path} (${describeConditions(requests[asked]._conditions)}) asks for a method, and cors is given; ` +
    'one of the requests must take OPTIONS, by which browsers ask for permission', 'leave the method out, or add a match with RequestMatch.method("OPTIONS")');
}

/** The requests, together by the prefix that they ask for; those that ask for no prefix, together. */
function byPrefix(requests: RequestMatch[]): Array<{ wanted: RequestMatch[]; prefix?: Pick<PathChange, 'prefix' | 'ignoreCase'> }> {
  if (requests.length === 0) { return [{ wanted: [], prefix: { prefix: '/' } }]; }
  const groups = new Map<string, { wanted: RequestMatch[]; prefix?: Pick<PathChange, 'prefix' | 'ignoreCase'> }>();
  for (const request of requests) {
    const prefix = prefixOf(request._conditions);
    const key = canonical(prefix as JsonObject | undefined);
    const group = groups.get(key) ?? defined({ wanted: [], prefix });
    group.wanted.push(request);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** A prefix that ends in "/" for one that does not, or the other way round, makes paths that nobody means. */
function requireSlashes(prefix: string, to: string, field: Field, other: string): void {
  if (prefix.endsWith('/') === to.endsWith('/')) { return; }
  const example = `${prefix}${prefix.endsWith('/') ? '' : '/'}a`;
  throw field.error(to, `a text that ${prefix.endsWith('/') ? 'ends' : 'does not end'} in "/", like the prefix ${JSON.stringify(prefix)} that it replaces`,
    `${JSON.stringify(example)} would become ${JSON.stringify(to + example.slice(prefix.length))}; correct one of them, or give ${other}`);
}
