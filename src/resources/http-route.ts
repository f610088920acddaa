import type { Duration } from 'cdk8s';
import { type Cors, renderCors } from './cors';
import { type HttpDestination, type Mirror, renderHttpDestinations, renderMirror, renderMirrors } from './destination';
import { type DirectResponse, renderDirectResponse } from './direct-response';
import { renderDuration } from './duration';
import { type Fault, renderFault } from './fault';
import type { IGatewayReference } from './gateway-reference';
import { type HeaderOperations, isAuthority, renderHeaders } from './headers';
import { type HttpMatch, type RenderedMatches, renderHttpMatches } from './http-match';
import { type Redirect, renderRedirect } from './redirect';
import { renderRetries, type Retries } from './retries';
import { renderRewrite, type Rewrite } from './rewrite';
import { type IVirtualServiceReference, renderDelegate } from './virtual-service-reference';
import type { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import type { RequestMatch } from '../model/request-match';
import { requireOneOf, requireSome, requireText } from '../model/require';

/**
 * What becomes of some HTTP requests. Exactly one of `destinations`, `redirect`, `directResponse` and `delegate` is given.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute
 */
export interface HttpRoute {
  /**
   * The route's name in access logs.
   *
   * @default - none
   */
  readonly name?: string;

  /**
   * Which requests; those that fit any of the matches. The first route that fits takes the request.
   *
   * @default - all requests
   */
  readonly requests?: RequestMatch[];

  /**
   * Which requests, where matches have names, gateways or statistics of their own: in place of `requests`, `matchGateways` and
   * `statPrefix`.
   *
   * @default - see requests
   */
  readonly matches?: HttpMatch[];

  /**
   * Gateways that the route is for, among those of the VirtualService.
   *
   * @default - all gateways of the VirtualService
   */
  readonly matchGateways?: IGatewayReference[];

  /**
   * Prefix of the route's own statistics.
   *
   * @default - the route has no statistics of its own
   */
  readonly statPrefix?: string;

  /**
   * Where the requests go; by weight if there are several.
   *
   * @default - see redirect, directResponse and delegate
   */
  readonly destinations?: HttpDestination[];

  /**
   * Where the client is sent instead.
   *
   * @default - see destinations
   */
  readonly redirect?: Redirect;

  /**
   * The response that the proxy gives itself.
   *
   * @default - see destinations
   */
  readonly directResponse?: DirectResponse;

  /**
   * Another VirtualService, without hosts, whose routes stand here: a construct of one, or `VirtualService.named`.
   *
   * @default - see destinations
   */
  readonly delegate?: IVirtualServiceReference;

  /**
   * How the path and host are changed before the request is forwarded.
   *
   * @default - they stay
   */
  readonly rewrite?: Rewrite;

  /**
   * How headers are changed on the way there and back.
   *
   * @default - they stay
   */
  readonly headers?: HeaderOperations;

  /**
   * How long the whole request may take, retries included.
   *
   * @default - as long as it takes
   */
  readonly timeout?: Duration;

  /**
   * How often and when the request is sent again.
   *
   * @default - as the mesh says: 2 retries, on connect-failure, refused-stream, unavailable and cancelled
   */
  readonly retries?: Retries;

  /**
   * Failures that the proxy makes up.
   *
   * @default - none
   */
  readonly fault?: Fault;

  /**
   * Where copies of the requests go.
   *
   * @default - nowhere
   */
  readonly mirrors?: Mirror[];

  /**
   * Where copies of the requests go, if it is one place only: an older field of Istio that does what `mirrors` does. It is
   * given in place of it.
   *
   * @default - see mirrors
   */
  readonly mirror?: Mirror;

  /**
   * Which scripts of other origins may use the route from a browser.
   *
   * @default - the proxy leaves that to the destination
   */
  readonly cors?: Cors;
}

/** A route of `http`. */
export function renderHttpRoute(route: HttpRoute, field: Field): JsonObject {
  const action = requireOneOf(route, ['destinations', 'redirect', 'directResponse', 'delegate'], field);
  if (action === 'redirect' || action === 'directResponse') { requireNotForwarded(route, action, field); }
  requireOneAuthority(route, field);
  requireOneMirror(route, field);
  const matches = renderHttpMatches(route, field);
  if (route.redirect?.prefixRewrite !== undefined) { requirePrefixes(matches, field); }
  return defined({
    name: given(route.name, (name) => requireText(name, field.at('name'))),
    match: matches.json,
    route: given(route.destinations, (all) => renderHttpDestinations(requireSome(all, field.at('destinations')), field.at('destinations'))),
    redirect: given(route.redirect, (redirect) => renderRedirect(redirect, field.at('redirect'))),
    directResponse: given(route.directResponse, (response) => renderDirectResponse(response, field.at('directResponse'))),
    delegate: given(route.delegate, (delegate) => renderDelegate(delegate, field.at('delegate'))),
    rewrite: given(route.rewrite, (rewrite) => renderRewrite(rewrite, field.at('rewrite'))),
    headers: given(route.headers, (headers) => renderHeaders(headers, field.at('headers'))),
    timeout: given(route.timeout, (timeout) => renderDuration(timeout, field.at('timeout'))),
    retries: given(route.retries, (retries) => renderRetries(retries, field.at('retries'))),
    fault: given(route.fault, (fault) => renderFault(fault, field.at('fault'))),
    mirrors: given(route.mirrors, (mirrors) => renderMirrors(mirrors, field.at('mirrors'))),
    ...given(route.mirror, (mirror) => renderMirror(mirror, field.at('mirror'))),
    corsPolicy: given(route.cors, (cors) => renderCors(cors, field.at('cors'))),
  });
}

function requireNotForwarded(route: HttpRoute, action: 'redirect' | 'directResponse', field: Field): void {
  const other = (['rewrite', 'fault'] as const).find((name) => route[name] !== undefined);
  if (other === undefined) { return; }
  throw field.problem(`${field.at(other).path} is given next to ${action}; it must be left out: such a request is not forwarded`);
}

function requireOneAuthority(route: HttpRoute, field: Field): void {
  const headers = field.at('headers').at('request');
  const setters = [
    ...(route.rewrite?.authority === undefined ? [] : [field.at('rewrite').at('authority')]),
    ...Object.keys(route.headers?.request?.set ?? {}).filter(isAuthority).map((name) => headers.at('set').at(name)),
    ...Object.keys(route.headers?.request?.add ?? {}).filter(isAuthority).map((name) => headers.at('add').at(name)),
  ];
  if (setters.length < 2) { return; }
  throw field.problem(`${setters.map((at) => at.path).join(' and ')} set the host of the request; it must be one of them`);
}

function requireOneMirror(route: HttpRoute, field: Field): void {
  if (route.mirror === undefined || route.mirrors === undefined) { return; }
  throw field.problem(`${field.at('mirror').path} and ${field.at('mirrors').path} are given; it must be one of them`, 'put it among the mirrors');
}

function requirePrefixes({ json = [], at }: RenderedMatches, field: Field): void {
  const wrong = json.findIndex(({ uri }) => uri !== undefined && (uri as JsonObject).prefix === undefined);
  if (wrong < 0) { return; }
  throw at(wrong).problem(
    `${at(wrong).path} does not match a prefix of the path; ` +
    `it must, because ${field.at('redirect').at('prefixRewrite').path} replaces that prefix`,
    'match the path with StringMatch.prefix, or give redirect.uri');
}
