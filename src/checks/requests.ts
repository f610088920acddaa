import type { AppObject } from './app-object';
import type { Cursor } from './cursor';

const SOURCE: readonly string[] = ['requestPrincipals', 'notRequestPrincipals', 'remoteIpBlocks', 'notRemoteIpBlocks'];
const OPERATION: readonly string[] = ['hosts', 'notHosts', 'methods', 'notMethods', 'paths', 'notPaths'];

/** What a rule of an AuthorizationPolicy says first of requests, which only a proxy sees that reads HTTP. */
export function requestField(rule: Cursor): Cursor | undefined {
  return [
    ...rule.at('from').items().flatMap((from) => SOURCE.map((name) => from.at('source', name))),
    ...rule.at('to').items().flatMap((to) => OPERATION.map((name) => to.at('operation', name))),
    ...rule.at('when').items().map((when) => when.at('key')).filter(({ text }) => text?.startsWith('request.') === true || text === 'remote.ip'),
  ].find((place) => place.given);
}

/** What in a policy is about requests; `undefined`, if nothing is and connections are enough. */
export function aboutRequests({ kind, spec }: AppObject): Cursor | undefined {
  switch (kind) {
    case 'AuthorizationPolicy': return spec.at('rules').items().map(requestField).find((field) => field !== undefined);
    case 'RequestAuthentication': return spec;
    case 'WasmPlugin': return spec;
    case 'TrafficExtension': return spec;
    case 'Telemetry':
      return [spec.at('tracing'), spec.at('accessLogging'), ...spec.at('metrics').items().map((metric) => metric.at('overrides'))].find((place) => place.items().length > 0);
    default: return undefined;
  }
}
