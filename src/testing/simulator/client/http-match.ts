import { type Labels, selects } from '../../../checks/labels';
import { show } from '../../../model/field';
import type { Json, JsonObject } from '../../../model/json';
import { fullMatch, regexProblem } from '../../../model/re2';
import { type HttpRequest, cut, parametersOf } from '../http-request';
import { asObject, labelsAt, numberAt, objectAt, textAt, textsAt } from '../read';

/** The proxy that routes a request. */
export interface RoutingProxy {
  /** `mesh` for a sidecar; the Gateways whose server takes the request, as `namespace/name`. */
  readonly gateways: readonly string[];
  /** The port that routes are made for. */
  readonly port: number;
  readonly namespace: string;
  readonly labels: Labels;
  /** The claims that routes can look at; none at sidecars. */
  readonly claims?: { readonly [claim: string]: unknown };
}

/** Whether a match takes a request: if not, which part does not. */
export interface MatchVerdict {
  readonly takes: boolean;
  /** The part that does not fit, and what the request has: `headers["end-user"] must be "tester", and is missing`. */
  readonly because?: string;
  readonly undecided?: string;
}

const TAKES: MatchVerdict = { takes: true };

/** Whether the proxy gets a route for the match at all: what is known of it when the routes are made (`sourceMatchHTTP`). */
export function isForProxy(match: JsonObject, proxy: RoutingProxy): string | undefined {
  const port = numberAt(match, 'port') ?? 0;
  if (port !== 0 && port !== proxy.port) { return `port must be ${port}, and is ${proxy.port}`; }
  const gateways = textsAt(match, 'gateways');
  // Where there are gateways, Istio does not look at the source.
  if (gateways.length > 0) {
    return gateways.some((one) => proxy.gateways.includes(one)) ? undefined : `gateways must have ${proxy.gateways.join(' or ')}, and has ${gateways.join(', ')}`;
  }
  const labels = labelsAt(match, 'sourceLabels');
  if (!selects(labels, proxy.labels)) {
    const label = Object.keys(labels).find((one) => proxy.labels[one] !== labels[one]) ?? '';
    return `sourceLabels[${show(label)}] must be ${show(labels[label])}, and is ${show(proxy.labels[label])}`;
  }
  const namespace = textAt(match, 'sourceNamespace');
  return namespace === undefined || namespace === proxy.namespace ? undefined : `sourceNamespace must be ${show(namespace)}, and is ${show(proxy.namespace)}`;
}

/** Whether the match takes the request, at a proxy that has a route for it. */
export function matchRequest(match: JsonObject, request: HttpRequest, proxy: RoutingProxy): MatchVerdict {
  const [path, query] = cut(request.path);
  const parameters = parametersOf(query);
  const header = (name: string) => (name === 'host' ? request.authority : request.headers.get(name));
  const parts: Array<() => MatchVerdict> = [
    () => (objectAt(match, 'uri') === undefined ? TAKES : matchPath(objectAt(match, 'uri') ?? {}, path, match.ignoreUriCase === true)),
    ...(['method', 'authority', 'scheme'] as const).map((field) => () =>
      (objectAt(match, field) === undefined ? TAKES : matchValue(field, objectAt(match, field), request[field]))),
    ...Object.entries(objectAt(match, 'headers') ?? {}).map(([name, text]) => () => (isClaimName(name) ? matchClaim(name, text, proxy, 'headers')
      : matchValue(`headers[${show(name)}]`, asObject(text), pseudo(name, request) ?? header(name.toLowerCase())))),
    ...Object.entries(objectAt(match, 'withoutHeaders') ?? {}).map(([name, text]) => () => (isClaimName(name)
      ? inverted(matchClaim(name, text, proxy, 'withoutHeaders'), `withoutHeaders[${show(name)}] must not fit the claim, and does`)
      : withoutHeader(name, asObject(text), header(name.toLowerCase())))),
    ...Object.entries(objectAt(match, 'queryParams') ?? {}).map(([name, text]) => () =>
      matchValue(`queryParams[${show(name)}]`, asObject(text), parameters.get(name))),
  ];
  for (const part of parts) {
    const verdict = part();
    if (!verdict.takes || verdict.undecided !== undefined) { return verdict; }
  }
  return TAKES;
}

function pseudo(name: string, request: HttpRequest): string | undefined {
  switch (name) {
    case ':method': return request.method;
    case ':authority': return request.authority;
    case ':scheme': return request.scheme;
    case ':path': return request.path;
    default: return undefined;
  }
}

function matchPath(uri: JsonObject, path: string, ignoresCase: boolean): MatchVerdict {
  const fold = (text: string) => (ignoresCase ? text.toLowerCase() : text);
  const kind = (['exact', 'prefix', 'regex'] as const).find((one) => typeof uri[one] === 'string');
  if (kind === undefined) { return TAKES; }
  const text = uri[kind] as string;
  if (kind === 'regex') { return matchRegex('uri', text, path); }
  const fits = kind === 'exact' ? fold(path) === fold(text) : fold(path).startsWith(fold(text));
  return fits ? TAKES : { takes: false, because: `uri must ${kind === 'exact' ? 'be' : 'begin with'} ${show(text)}, and is ${show(path)}` };
}

/** A text that is compared with the value of a header, of a parameter and so on; an empty one asks only that there is a value. */
function matchValue(place: string, text: JsonObject | undefined, value: string | undefined): MatchVerdict {
  const kind = (['exact', 'prefix', 'regex'] as const).find((one) => typeof text?.[one] === 'string');
  if (text === undefined || kind === undefined || (kind === 'regex' && text.regex === '*')) {
    return value === undefined ? { takes: false, because: `${place} must be there, and is missing` } : TAKES;
  }
  const wanted = text[kind] as string;
  if (kind === 'regex') { return value === undefined ? missing(place, `match ${show(wanted)}`) : matchRegex(place, wanted, value); }
  const words = `${kind === 'exact' ? 'be' : 'begin with'} ${show(wanted)}`;
  if (value === undefined) { return missing(place, words); }
  const fits = kind === 'exact' ? value === wanted : value.startsWith(wanted);
  return fits ? TAKES : { takes: false, because: `${place} must ${words}, and is ${show(value)}` };
}

function missing(place: string, words: string): MatchVerdict {
  return { takes: false, because: `${place} must ${words}, and is missing` };
}

/** A header that must not fit. One that is missing is compared as an empty one. */
function withoutHeader(name: string, text: JsonObject | undefined, value: string | undefined): MatchVerdict {
  const asksPresence = text === undefined || Object.keys(text).length === 0 || text.regex === '*';
  const place = `withoutHeaders[${show(name)}]`;
  return inverted(matchValue(place, text, asksPresence ? value : value ?? ''), `${place} must not fit, and fits ${value === undefined ? 'no header' : show(value)}`);
}

function inverted(verdict: MatchVerdict, because: string): MatchVerdict {
  if (verdict.undecided !== undefined) { return verdict; }
  return verdict.takes ? { takes: false, because } : TAKES;
}

function matchRegex(place: string, regex: string, value: string): MatchVerdict {
  const problem = regexProblem(regex);
  if (problem !== undefined) { return { takes: false, undecided: `${place} has the regular expression ${show(regex)}, which RE2 does not read: ${problem}` }; }
  return fullMatch(regex, value) ? TAKES : { takes: false, because: `${place} must match ${show(regex)}, and is ${show(value)}` };
}

const CLAIM = /^@request\.auth\.claims(?:\.(.+)|((?:\[[^\]]+\])+))$/i;

/** Whether the name of a header stands for a claim of a token. */
export function isClaimName(name: string): boolean {
  return CLAIM.test(name);
}

/** A claim of the token that the proxy has checked: a text, or a list that has it (`MetadataMatcherForJWTClaims`). */
function matchClaim(name: string, text: Json | undefined, proxy: RoutingProxy, field: string): MatchVerdict {
  const [, dotted, bracketed] = CLAIM.exec(name) ?? [];
  const path = dotted !== undefined ? dotted.split('.') : [...(bracketed ?? '').matchAll(/\[([^\]]+)\]/g)].map(([, key]) => key);
  let value: unknown = proxy.claims;
  for (const key of path) { value = typeof value === 'object' && value !== null ? (value as { [key: string]: unknown })[key] : undefined; }
  const place = `${field}[${show(name)}]`;
  const values = (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string');
  const verdicts = values.map((one) => matchValue(place, asObject(text), one));
  return verdicts.find(({ takes }) => takes) ?? verdicts[0] ?? missing(place, 'fit');
}

/** The requests that a match is for, in the fewest words, for those who read why it took one. */
export function describeMatch(match: JsonObject): string {
  const said = Object.entries(match).filter(([key]) => key !== 'name' && key !== 'statPrefix').map(([key, value]) => `${key} ${show(value)}`);
  return said.length === 0 ? 'every request' : said.join(', ');
}

/** The name of a route with one of its matches, as Envoy has it. */
export function routeNameOf(route: JsonObject, match: JsonObject | undefined): string | undefined {
  const [name, of] = [textAt(route, 'name') ?? '', textAt(match, 'name')];
  const all = of === undefined ? name : `${name}.${of}`;
  return all === '' ? undefined : all;
}
