import { type Sending, type Share, nameOf, sendTo } from './destination';
import { type MatchVerdict, type RoutingProxy, describeMatch, isForProxy, matchRequest, routeNameOf } from './http-match';
import { redirectOf } from './redirect';
import { rewrittenPath } from './rewrite';
import { abortOf, corsOf, delayOf, headersOf, percent, retriesOf } from './route-parts';
import { type ServiceLookup, shares, targetOf } from './targets';
import type { HttpRoute, RoutingRules } from './virtual-services';
import type { AppView } from '../../../checks/app-view';
import { defined, type JsonObject } from '../../../model/json';
import { RequestOutcome } from '../../request-outcome';
import type { TreatedMirror } from '../../treated-destination';
import { type Draft, takeOutcome } from '../draft';
import type { HttpRequest } from '../http-request';
import { meshSettings } from '../mesh-settings';
import { durationAt, numberAt, objectAt, objectsAt, textAt } from '../read';

/** A proxy that routes a request of HTTP. */
export interface HttpRouting {
  readonly routing: RoutingProxy;
  readonly request: HttpRequest;
  readonly lookup: ServiceLookup;
  readonly sending: Omit<Sending, 'request'>;
  readonly view: AppView;
}

/** A route with one of its matches. */
export interface Candidate {
  readonly rules: RoutingRules;
  readonly route: HttpRoute;
  readonly match?: JsonObject;
}

/** The treatment by the routes of VirtualServices, one after the other. */
export function treatByRules(candidates: readonly Candidate[], at: HttpRouting, draft: Draft): void {
  const refusals = new Map<string, string[]>();
  for (const candidate of candidates) {
    const place = placeOf(candidate);
    const { match } = candidate;
    const unsuited = match === undefined ? undefined : isForProxy(match, at.routing);
    const verdict: MatchVerdict = match === undefined ? { takes: true }
      : unsuited !== undefined ? { takes: false, because: unsuited } : matchRequest(match, at.request, at.routing);
    if (verdict.undecided !== undefined) {
      draft.undecided.push(`${place}: ${verdict.undecided}`);
      draft.explanation.push(...refused(refusals), `whether ${place} takes it cannot be decided: ${verdict.undecided}`);
      draft.outcome = RequestOutcome.UNDECIDED;
      return;
    }
    if (verdict.takes) {
      draft.explanation.push(...refused(refusals), `${place} takes it: it is for ${match === undefined ? 'every request' : describeMatch(match)}`);
      takeRoute(candidate, at, draft);
      return;
    }
    refusals.set(place, [...(refusals.get(place) ?? []), verdict.because ?? '']);
  }
  draft.explanation.push(...refused(refusals), 'no route takes it');
  draft.outcome = RequestOutcome.NO_ROUTE;
  draft.status = 404;
}

/** The routes of a VirtualService, each once for each of its matches. */
export function candidatesOf(rules: RoutingRules): Candidate[] {
  return rules.http.flatMap((route) => {
    const matches = objectsAt(route.json, 'match');
    return matches.length === 0 ? [{ rules, route }] : matches.map((match) => ({ rules, route, match }));
  });
}

/** The treatment by the route that Istio makes for a service without VirtualService. */
export function treatByDefault(host: string, at: HttpRouting, draft: Draft): void {
  draft.route = 'default';
  draft.retries = retriesOf(undefined, meshSettings(at.view).retries);
  forward([{ target: { host, port: at.routing.port }, weight: 100 }], at.request, at, draft);
}

function placeOf({ rules, route }: Candidate): string {
  const name = textAt(route.json, 'name');
  return `${rules.id} http[${route.index}]${name === undefined ? '' : ` (${name})`}${route.delegate === undefined ? '' : ` by ${route.delegate}`}`;
}

function refused(refusals: ReadonlyMap<string, readonly string[]>): string[] {
  return [...refusals].map(([place, reasons]) => `${place} does not take it: ${reasons.join('; or ')}`);
}

function takeRoute({ rules, route, match }: Candidate, at: HttpRouting, draft: Draft): void {
  const { json, index } = route;
  const { request, view } = at;
  const headers = headersOf(json);
  Object.assign(draft, defined({
    virtualService: rules.id,
    routeIndex: index,
    route: routeNameOf(json, match),
    delay: delayOf(json),
    abort: abortOf(json),
    // Envoy's filter for CORS leaves routes alone that lead nowhere.
    cors: json.redirect === undefined && json.directResponse === undefined ? corsOf(json, request) : undefined,
    requestHeaders: headers.request,
    responseHeaders: headers.response,
  }));
  if (draft.delay !== undefined) { draft.explanation.push(`${draft.delay.percentage} % of requests wait first`); }
  if (draft.abort?.percentage === 100) {
    answer(draft, draft.abort.status ?? 200, 'the proxy answers with the injected abort');
    return;
  }
  if (draft.abort !== undefined) { draft.explanation.push(`${draft.abort.percentage} % of requests fail by the injected abort; of the others:`); }
  if (draft.cors?.preflight === true) {
    answer(draft, 200, 'the proxy answers the preflight of CORS');
    return;
  }
  const redirect = objectAt(json, 'redirect');
  const response = objectAt(json, 'directResponse');
  if (redirect !== undefined) {
    draft.redirect = redirectOf(redirect, match, request, at.routing.port);
    draft.status = draft.redirect.status;
    draft.outcome = RequestOutcome.REDIRECTED;
    draft.explanation.push(`the proxy answers ${draft.status} with location ${draft.redirect.location}`);
    return;
  }
  if (response !== undefined) {
    const body = objectAt(response, 'body');
    const text = textAt(body, 'string') ?? (textAt(body, 'bytes') === undefined ? undefined : Buffer.from(textAt(body, 'bytes') ?? '', 'base64').toString());
    draft.directResponse = defined({ status: numberAt(response, 'status') ?? 0, body: text });
    answer(draft, draft.directResponse.status, 'the route itself has the response');
    return;
  }
  draft.timeout = durationAt(json, 'timeout');
  draft.retries = retriesOf(json, meshSettings(view).retries);
  draft.mirrors = mirrorsOf(json, at);
  const rewrite = objectAt(json, 'rewrite');
  const path = rewrite === undefined ? request.path : rewrittenPath(rewrite, match, request.path);
  const targets = objectsAt(json, 'route');
  const own = targets.length === 1 ? headersOf(targets[0]).authority : undefined;
  const authority = textAt(rewrite, 'authority') ?? headers.authority ?? own;
  if (path !== request.path || authority !== undefined) {
    draft.rewrite = defined({ path: path === request.path ? undefined : path, authority });
  }
  const made: HttpRequest = { ...request, path, authority: authority ?? request.authority, headers: changed(request.headers, json) };
  const all = shares(targets).flatMap(({ json: target, weight }): Share[] => {
    const found = targetOf(objectAt(target, 'destination'), at.routing.port, at.lookup);
    const { request: requestHeaders, response: responseHeaders, authority: other } = headersOf(target);
    const said = { weight, requestHeaders, responseHeaders, authority: authority === undefined ? other : undefined };
    return found === undefined ? [] : [{ target: found, ...said }];
  });
  forward(all, made, at, draft);
}

function answer(draft: Draft, status: number, why: string): void {
  draft.outcome = RequestOutcome.ANSWERED;
  draft.status = status;
  draft.explanation.push(`${why}: ${status}`);
}

function forward(all: readonly Share[], request: HttpRequest, at: HttpRouting, draft: Draft): void {
  draft.path = request.path;
  draft.authority = request.authority;
  if (all.length === 0) {
    draft.outcome = RequestOutcome.NO_DESTINATION;
    draft.status = 503;
    draft.explanation.push('the route has no destination that gets requests');
    return;
  }
  for (const share of all) {
    const sent = sendTo(share, { ...at.sending, request }, at.view);
    draft.destinations.push(sent.destination);
    draft.explanation.push(`${share.weight === 100 ? 'it goes' : `${round(share.weight)} % go`} to ${nameOf(share.target)}`, ...sent.explanation);
    draft.undecided.push(...sent.undecided);
  }
  takeOutcome(draft);
}

function round(weight: number): number {
  return Math.round(weight * 100) / 100;
}

/** The headers that policies at the destination can look at: those that the route says. */
function changed(headers: ReadonlyMap<string, string>, route: JsonObject): ReadonlyMap<string, string> {
  const { request } = headersOf(route);
  if (request === undefined) { return headers; }
  const made = new Map(headers);
  for (const name of request.remove ?? []) { made.delete(name.toLowerCase()); }
  for (const [name, value] of Object.entries(request.set ?? {})) { made.set(name.toLowerCase(), value); }
  for (const [name, value] of Object.entries(request.add ?? {})) {
    const before = made.get(name.toLowerCase());
    made.set(name.toLowerCase(), before === undefined ? value : `${before},${value}`);
  }
  return made;
}

function mirrorsOf(route: JsonObject, at: HttpRouting): TreatedMirror[] {
  const old = numberAt(route, 'mirrorPercent') ?? numberAt(route, 'mirror_percent');
  const share = objectAt(route, 'mirrorPercentage');
  const single = objectAt(route, 'mirror');
  const all: Array<[JsonObject | undefined, number]> = [
    ...(single === undefined ? [] : [[single, share !== undefined ? percent(share) : old ?? 100] as [JsonObject, number]]),
    ...objectsAt(route, 'mirrors').map((json): [JsonObject | undefined, number] => {
      const of = objectAt(json, 'percentage');
      return [objectAt(json, 'destination'), of === undefined ? 100 : percent(of)];
    }),
  ];
  return all.flatMap(([destination, percentage]): TreatedMirror[] => {
    const target = targetOf(destination, at.routing.port, at.lookup);
    return target === undefined || percentage === 0 ? [] : [{ ...target, percentage }];
  });
}
