import { delegate, destination, gateway } from './references';
import { COMMON, requestMatch } from './request-match';
import type { StringMatch } from '../../../model';
import { canonical } from '../../../model/json';
import {
  type Cors, type DirectResponse, type Fault, type FaultAbort, type FaultDelay, type HeaderChanges, type HeaderOperations,
  type HttpDestination, type HttpMatch, type HttpRoute, type Mirror, type Redirect, RedirectPort, RedirectScheme,
  type RegexRewrite, type ResponseBody, type Retries, RetryOn, type Rewrite, UnmatchedPreflights,
} from '../../../resources';
import { call, type Code, list, value } from '../code';
import {
  byField, chosen, labels, listOf, needed, type Node, number, oneOf, outOf, type Reader, record, text, texts, truth, under,
} from '../reader';
import { constantOr, duration, percent, stringMatch } from '../values';

const changes = record<HeaderChanges>({ set: labels, add: labels, remove: texts });

export const headers = record<HeaderOperations>({ request: changes, response: changes });

const retryOn: Reader<RetryOn[]> = (node) => {
  if (typeof node.json !== 'string') { return node.mustBe('a text'); }
  const known = constantOr<RetryOn>('RetryOn', { ...RetryOn }, 'of');
  return list(node.json.split(',').map((one) => (/^\d{3}$/.test(one) ? call('RetryOn.status', value<number>(Number(one))) : known(node.as(one)))));
};

export const retries = record<Retries>({
  attempts: needed('attempts', number),
  perTryTimeout: duration,
  on: under('retryOn', retryOn),
  retryRemoteLocalities: truth,
  retryIgnorePreviousHosts: truth,
  backoff: duration,
});

const abort: Reader<FaultAbort> = (node) => {
  const [http, grpc, share] = [node.at('httpStatus'), node.at('grpcStatus'), node.at('percentage')];
  chosen(node, (key) => !['httpStatus', 'grpcStatus', 'percentage'].includes(key))?.problem('has fields that cannot be expressed');
  if (share === undefined) { return node.problem('has no percentage, and so does nothing'); }
  const options = record<{ percentage: number }>({ percentage: needed('percentage', percent) })(chosen(node, (key) => key === 'percentage') as Node);
  if (http !== undefined && grpc === undefined) { return call('FaultAbort.http', number(http), options); }
  return grpc === undefined || http !== undefined ? node.mustBe('an abort with httpStatus or grpcStatus') : call('FaultAbort.grpc', text(grpc), options);
};

export const fault = record<Fault>({
  delay: record<FaultDelay>({ duration: needed('fixedDelay', duration), percentage: needed('percentage', percent) }),
  abort,
});

export const cors = record<Cors>({
  allowOrigins: listOf<StringMatch>(stringMatch),
  allowMethods: texts,
  allowHeaders: texts,
  exposeHeaders: texts,
  maxAge: duration,
  allowCredentials: (node) => truth(node),
  unmatchedPreflights: oneOf('UnmatchedPreflights', UnmatchedPreflights),
});

const redirect = record<Redirect>({
  uri: text,
  prefixRewrite: text,
  authority: text,
  port: outOf(['port', 'derivePort'], (node) => {
    const [port, derived] = [node.at('port'), node.at('derivePort')];
    if (port !== undefined && derived !== undefined) { return node.problem('has port and derivePort; it must have one of them'); }
    if (port !== undefined) { return call<RedirectPort>('RedirectPort.number', number(port)); }
    return derived?.json === 'FROM_REQUEST_PORT' ? call<RedirectPort>('RedirectPort.fromRequest') : call<RedirectPort>('RedirectPort.fromScheme');
  }),
  scheme: oneOf('RedirectScheme', RedirectScheme),
  code: under('redirectCode', number),
});

const body: Reader<ResponseBody> = byField({
  string: (node) => call('ResponseBody.text', text(node)),
  bytes: (node) => call('ResponseBody.base64', text(node)),
});

const rewrite = record<Rewrite>({
  uri: text,
  uriRegex: under('uriRegexRewrite', record<RegexRewrite>({ match: needed('match', text), rewrite: needed('rewrite', text) })),
  authority: text,
});

/** What all matches of a route have in common is a property of the route. */
function common<T>(node: Node, key: string, reader: Reader<T>): Code<T> | undefined {
  const first = node.at('match')?.items?.[0]?.at(key);
  return first === undefined || !inBrief(node) ? undefined : reader(first);
}

/** Whether all matches have the same gateways and statistics, and none has a name. */
function inBrief(node: Node): boolean {
  const matches = node.at('match')?.items ?? [];
  return matches.every((match) => match.at('name') === undefined && COMMON.every((key) => canonical(match.at(key)?.json) === canonical(matches[0].at(key)?.json)));
}

const httpMatch: Reader<HttpMatch> = (node) => {
  const request = chosen(node, (key) => !OWN.includes(key));
  return record<HttpMatch>({
    request: { keys: Object.keys(request?.fields ?? {}), read: () => (request === undefined ? undefined : requestMatch(request)) },
    name: text,
    gateways: listOf(gateway),
    statPrefix: text,
  })(node);
};

const OWN = [...COMMON, 'name'];

export const httpRoute = record<HttpRoute>({
  name: text,
  requests: outOf(['match'], (node) => {
    const matches = node.at('match');
    const items = matches?.items ?? [];
    const empty = items.every((match) => Object.keys(match.fields ?? {}).every((key) => COMMON.includes(key)));
    return matches === undefined || !inBrief(node) || (empty && items.length === 1) ? undefined : listOf(requestMatch)(matches);
  }),
  matches: outOf(['match'], (node) => (inBrief(node) ? undefined : listOf(httpMatch)(node.at('match') as Node))),
  matchGateways: outOf(['match'], (node) => common(node, 'gateways', listOf(gateway))),
  statPrefix: outOf(['match'], (node) => common(node, 'statPrefix', text)),
  destinations: under('route', listOf(record<HttpDestination>({ destination: needed('destination', destination), weight: number, headers }))),
  redirect,
  directResponse: record<DirectResponse>({ status: needed('status', number), body }),
  delegate,
  rewrite,
  headers,
  timeout: duration,
  retries,
  fault,
  mirrors: listOf(record<Mirror>({ destination: needed('destination', destination), percentage: percent })),
  mirror: outOf(['mirror', 'mirrorPercentage'], (node) =>
    record<Mirror>({ destination: needed('mirror', destination), percentage: under('mirrorPercentage', percent) })(
      chosen(node, (key) => ['mirror', 'mirrorPercentage'].includes(key)) as Node)),
  cors: under('corsPolicy', cors),
});
