import { type IGatewayReference, renderGateways } from './gateway-reference';
import type { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import type { RequestMatch } from '../model/request-match';
import { renderRequestMatch } from '../model/request-match-json';
import { requireSome, requireText } from '../model/require';

/**
 * Some requests that a route is for, with a name, gateways or statistics of their own. At least one property is given.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest
 */
export interface HttpMatch {
  /**
   * Which requests.
   *
   * @default - all requests
   */
  readonly request?: RequestMatch;

  /**
   * The name of the match in access logs, after the one of the route: `ROUTE.MATCH`.
   *
   * @default - none
   */
  readonly name?: string;

  /**
   * Gateways that the match is for, among those of the VirtualService.
   *
   * @default - all gateways of the VirtualService
   */
  readonly gateways?: IGatewayReference[];

  /**
   * Prefix of the match's own statistics.
   *
   * @default - the match has no statistics of its own
   */
  readonly statPrefix?: string;
}

/** What a route says of its requests: in brief, or match by match. */
export interface MatchedRequests {
  readonly requests?: RequestMatch[];
  readonly matchGateways?: IGatewayReference[];
  readonly statPrefix?: string;
  readonly matches?: HttpMatch[];
}

/** The requests of a route, in either of the two ways, and what error texts call each. */
export interface RenderedMatches {
  readonly json: JsonObject[] | undefined;
  readonly at: (match: number) => Field;
}

const IN_BRIEF = ['requests', 'matchGateways', 'statPrefix'] as const;

/** The `match` of an HTTP route. */
export function renderHttpMatches(route: MatchedRequests, field: Field): RenderedMatches {
  if (route.matches === undefined) {
    return { json: renderInBrief(route, field), at: (match) => field.at('requests').at(match) };
  }
  const other = IN_BRIEF.find((name) => route[name] !== undefined);
  if (other !== undefined) {
    throw field.problem(`${field.at(other).path} and ${field.at('matches').path} are given; it must be one of them`, 'say it in the matches');
  }
  const all = field.at('matches');
  return {
    json: requireSome(route.matches, all, 'leave it out for all requests').map((match, i) => renderMatch(match, all.at(i))),
    at: (match) => all.at(match),
  };
}

/** Gateways and prefix stand in each match of the route; if it has none, in one that fits all requests. */
function renderInBrief(route: MatchedRequests, field: Field): JsonObject[] | undefined {
  const common = renderCommon(route.matchGateways, field.at('matchGateways'), route.statPrefix, field.at('statPrefix'));
  if (route.requests === undefined) { return Object.keys(common).length === 0 ? undefined : [common]; }
  requireSome(route.requests, field.at('requests'), 'leave it out for all requests');
  return route.requests.map((request) => ({ ...renderRequestMatch(request), ...common }));
}

function renderMatch({ request, name, gateways, statPrefix }: HttpMatch, field: Field): JsonObject {
  const json = defined({
    name: given(name, (text) => requireText(text, field.at('name'))),
    ...given(request, renderRequestMatch),
    ...renderCommon(gateways, field.at('gateways'), statPrefix, field.at('statPrefix')),
  });
  if (Object.keys(json).length > 0) { return json; }
  throw field.problem(`${field.path} says nothing; it must have request, name, gateways or statPrefix`, 'leave matches out for all requests');
}

function renderCommon(gateways: IGatewayReference[] | undefined, atGateways: Field, statPrefix: string | undefined, atPrefix: Field): JsonObject {
  return defined({
    gateways: given(gateways, (references) => renderGateways(references, atGateways, 'leave it out for all gateways')),
    statPrefix: given(statPrefix, (prefix) => requireText(prefix, atPrefix)),
  });
}
