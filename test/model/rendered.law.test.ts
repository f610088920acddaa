import * as fc from 'fast-check';
import { request, scopes } from './arbitraries';
import { combine } from '../../src/model/combine';
import { compile } from '../../src/model/compile';
import type { RequestProperties } from '../../src/model/conditions';
import { type Forward, meant, type Mirror } from '../../src/model/facet';
import { canonical, type JsonObject } from '../../src/model/json';
import { renderHttpRoutes } from '../../src/model/route-json';

/*
 * The law again, over what is written: a reader of VirtualServices that shares nothing with the compiler, made from
 * Istio's reference, finds the route for a request.
 */

interface Text { exact?: string; prefix?: string; regex?: string }
interface Match {
  uri?: Text;
  ignoreUriCase?: boolean;
  method?: Text;
  scheme?: Text;
  authority?: Text;
  port?: number;
  headers?: { [name: string]: Text };
  withoutHeaders?: { [name: string]: Text };
  queryParams?: { [name: string]: Text };
  sourceLabels?: { [name: string]: string };
  sourceNamespace?: string;
}
interface Redirect { uri?: string; prefixRewrite?: string; scheme?: string }
interface Rewrite { uri?: string; uriRegexRewrite?: { match: string; rewrite: string }; authority?: string }
interface HttpRoute {
  match?: Match[];
  name: string;
  route?: { destination: { host: string; subset?: string; port?: { number: number } } }[];
  redirect?: Redirect;
  rewrite?: Rewrite;
}

function textMatches(wanted: Text, value: string | undefined, ignoreCase: boolean = false): boolean {
  if (value === undefined) { return false; }
  const fold = (text: string) => ignoreCase ? text.toLowerCase() : text;
  if (wanted.exact !== undefined) { return fold(value) === fold(wanted.exact); }
  if (wanted.prefix !== undefined) { return fold(value).startsWith(fold(wanted.prefix)); }
  if (wanted.regex !== undefined) { return new RegExp(`^(?:${wanted.regex})$`).test(value); }
  return true;
}

function isForbidden(wanted: Text, value: string | undefined): boolean {
  return Object.keys(wanted).length === 0 ? value !== undefined : textMatches(wanted, value ?? '');
}

function matches(match: Match, asked: RequestProperties): boolean {
  const each = <T>(map: { [name: string]: T } | undefined, holds: (name: string, wanted: T) => boolean) =>
    Object.entries(map ?? {}).every(([name, wanted]) => holds(name, wanted));
  return (match.uri === undefined || textMatches(match.uri, asked.get('path'), match.ignoreUriCase))
    && (match.method === undefined || textMatches(match.method, asked.get('method')))
    && (match.port === undefined || String(match.port) === asked.get('port'))
    && each(match.headers, (name, wanted) => textMatches(wanted, asked.get(`header:${name}`)))
    && each(match.withoutHeaders, (name, wanted) => !isForbidden(wanted, asked.get(`header:${name}`)))
    && each(match.queryParams, (name, wanted) => textMatches(wanted, asked.get(`query:${name}`)))
    && each(match.sourceLabels, (name, wanted) => asked.get(`sourceLabel:${name}`) === wanted);
}

function firstRoute(routes: readonly HttpRoute[], asked: RequestProperties): HttpRoute | undefined {
  return routes.find(({ match }) => match === undefined || match.some((one) => matches(one, asked)));
}

/** What a route says apart from its match and name, as the facets' treatment would be written by hand. */
function byHand(asked: string, treatment: { readonly [aspect: string]: unknown }, host: string, port: number | undefined): JsonObject {
  const forward = treatment.forward as Forward | undefined;
  const own = port === undefined ? {} : { port: { number: port } };
  const written: { [key: string]: unknown } = {};
  if (forward?.redirect !== undefined) {
    const { uri, ...rest } = forward.redirect;
    written.redirect = { ...rest, path: forward.redirectPath === undefined ? uri : changed(asked, forward.redirectPath) };
  } else if (forward?.directResponse !== undefined) {
    written.directResponse = forward.directResponse;
  } else {
    written.route = (forward?.split ?? [{ host }]).map((one) => ({
      destination: { host: one.host, ...one.subset === undefined ? {} : { subset: one.subset }, ...one.host === host ? own : {} },
    }));
  }
  const fault: { [key: string]: unknown } = {};
  for (const [aspect, value] of Object.entries(treatment)) {
    if (aspect === 'timeout' || aspect === 'retries' || aspect === 'corsPolicy') { written[aspect] = value; }
    if (aspect.startsWith('fault.')) { fault[aspect.slice(6)] = value; }
    if (aspect.startsWith('mirror ')) {
      const { host: to, percentage } = value as Mirror;
      written.mirrors = [...(written.mirrors as object[] | undefined) ?? [],
        { destination: { host: to, ...to === host ? own : {} }, percentage: { value: percentage } }];
    }
    if (aspect === 'header request a') { written.headers = { ...written.headers as object, request: { set: { a: (value as { set: string }).set } } }; }
    if (aspect === 'header response b') {
      const { set, add } = value as { set?: string; add?: string };
      const response = set !== undefined ? { set: { b: set } } : add !== undefined ? { add: { b: add } } : { remove: ['b'] };
      written.headers = { ...written.headers as object, response };
    }
    if (aspect === 'rewrite.path') { written.path = changed(asked, value as Change); }
    if (aspect === 'rewrite.authority') { written.authority = value; }
  }
  if (Object.keys(fault).length > 0) { written.fault = fault; }
  return written as JsonObject;
}

interface Change { prefix?: string; to?: string; regex?: { match: string; rewrite: string } }

/** What a facet makes of a path. */
function changed(path: string, { prefix, to, regex }: Change): string | undefined {
  if (regex !== undefined) { return path.replace(new RegExp(regex.match, 'g'), regex.rewrite); }
  return prefix === undefined ? to : `${to}${path.slice(prefix.length)}`;
}

/** What Envoy makes of a path: `uri` replaces the prefix that is matched, or all that is matched otherwise. */
function rewritten(path: string, uri: Text | undefined, replacement: string): string {
  if (uri === undefined) { return replacement + path.slice(1); }
  return uri.prefix === undefined ? replacement : replacement + path.slice(uri.prefix.length);
}

/** What a route does with a request that it takes, its path included. */
function treatmentOf({ match, name, redirect, rewrite, ...rest }: HttpRoute, asked: RequestProperties): string {
  const path = asked.get('path') as string;
  const uri = match?.find((one) => matches(one, asked))?.uri;
  const done: { [key: string]: unknown } = { ...rest };
  if (redirect !== undefined) {
    const { prefixRewrite, uri: whole, ...others } = redirect;
    // Istio refuses it for a path that is not matched by its beginning.
    if (prefixRewrite !== undefined && uri !== undefined && uri.prefix === undefined) { return 'refused'; }
    done.redirect = { ...others, path: prefixRewrite === undefined ? whole : rewritten(path, uri, prefixRewrite) };
  }
  if (rewrite?.authority !== undefined) { done.authority = rewrite.authority; }
  if (rewrite?.uri !== undefined) { done.path = rewritten(path, uri, rewrite.uri); }
  if (rewrite?.uriRegexRewrite !== undefined) {
    const { match: expression, rewrite: replacement } = rewrite.uriRegexRewrite;
    const ignoreCase = expression.startsWith('(?i)');
    done.path = path.replace(new RegExp(ignoreCase ? expression.slice(4) : expression, ignoreCase ? 'gi' : 'g'), replacement);
  }
  return canonical(done as JsonObject);
}

test.each([['one port', undefined], ['two ports', [80, 90]]] as const)('what is written treats every request as all facets together do: %s', (_, ports) => {
  let composed = 0;
  fc.assert(fc.property(scopes, fc.array(request, { minLength: 20, maxLength: 20 }), (generated, requests) => {
    const compiled = compile(generated);
    if (compiled.problems.length > 0) { return; }
    composed += 1;
    const routes = renderHttpRoutes(compiled.routes, () => ports === undefined ? [{}] : ports.map((port) => ({ matched: port, destination: port })));
    for (const asked of requests) {
      // A host with two ports is not asked on a third.
      if (ports !== undefined && !ports.some((port) => String(port) === asked.get('port'))) { continue; }
      const expected = combine((match) => meant(asked, match), generated);
      const found = firstRoute(routes as unknown as HttpRoute[], asked);
      if (expected.scope === undefined) {
        expect(found).toBeUndefined();
      } else {
        const port = ports === undefined ? undefined : Number(asked.get('port'));
        const wanted = canonical(byHand(asked.get('path') as string, expected.treatment, expected.scope.host, port));
        expect(found === undefined ? 'no route' : treatmentOf(found, asked)).toBe(wanted);
      }
    }
  }), { numRuns: 3000 });
  expect(composed).toBeGreaterThan(2000);
});

test('names of routes are unique', () => {
  fc.assert(fc.property(scopes, (generated) => {
    const names = renderHttpRoutes(compile(generated).routes, () => [{ matched: 80 }, { matched: 90 }]).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  }), { numRuns: 1000 });
});
