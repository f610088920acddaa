import { mergedRoutes } from './delegate-merge';
import { byAge } from '../../../checks/age';
import type { AppObject } from '../../../checks/app-object';
import type { AppView } from '../../../checks/app-view';
import { readExportTo } from '../../../checks/service-index';
import { resolveHost } from '../../../model/hosts';
import type { JsonObject } from '../../../model/json';
import { meshSettings } from '../mesh-settings';
import { objectAt, objectsAt, textAt, textsAt } from '../read';

/** An HTTP route, delegates merged into it. */
export interface HttpRoute {
  readonly json: JsonObject;
  /** Its place in the list of the VirtualService that the proxies know. */
  readonly index: number;
  /** The delegate that it comes from, as `namespace/name`; missing, if it is the VirtualService's own. */
  readonly delegate?: string;
}

/** A VirtualService as proxies get it: names resolved, delegates merged. */
export interface RoutingRules {
  readonly id: string;
  readonly namespace: string;
  readonly object: AppObject;
  readonly hosts: readonly string[];
  /** The gateways that it is for, as `namespace/name`, and `mesh`. */
  readonly gateways: readonly string[];
  readonly exportTo: readonly string[];
  readonly http: readonly HttpRoute[];
  readonly tls: readonly JsonObject[];
  readonly tcp: readonly JsonObject[];
  /** Delegations that come to nothing, as sentences. */
  readonly lost: readonly string[];
}

/** The VirtualServices of the app, but for delegates, in the order in which Istio takes them (`mergeVirtualServices`). */
export function routingRules(view: AppView): readonly RoutingRules[] {
  return view.once('simulator-virtual-services', () => {
    const all = [...view.ofKind('VirtualService')].sort(byAge);
    const delegates = new Map(all.filter(({ spec }) => spec.at('hosts').items().length === 0).map((object) => [object.id, object]));
    return all.filter(({ id }) => !delegates.has(id)).map((object) => readRules(object, delegates, view));
  });
}

/** The rules that a gateway (`mesh` for sidecars) in a namespace gets: its own first, then those exported to it, then those for all. */
export function rulesFor(gateway: string, namespace: string, view: AppView): readonly RoutingRules[] {
  const byGateway = view.once('simulator-rules-by-gateway', () => {
    const found = new Map<string, RoutingRules[]>();
    for (const rules of routingRules(view)) {
      for (const name of new Set(rules.gateways)) { found.set(name, [...(found.get(name) ?? []), rules]); }
    }
    return found;
  });
  const all = byGateway.get(gateway) ?? [];
  const rank = ({ exportTo, namespace: own }: RoutingRules) => {
    if (exportTo.includes('*')) { return 2; }
    return exportTo.includes('~') || !exportTo.includes(namespace) ? 3 : own === namespace ? 0 : 1;
  };
  return [0, 1, 2].flatMap((wanted) => all.filter((rules) => rank(rules) === wanted));
}

function readRules(object: AppObject, delegates: ReadonlyMap<string, AppObject>, view: AppView): RoutingRules {
  const { namespace } = object;
  const spec = resolved(object, view);
  const gateways = textsAt(spec, 'gateways');
  const lost: string[] = [];
  const http = objectsAt(spec, 'http').flatMap((json, index): HttpRoute[] => {
    const named = objectAt(json, 'delegate');
    if (named === undefined) { return [{ json, index }]; }
    const id = `${textAt(named, 'namespace') ?? namespace}/${textAt(named, 'name') ?? ''}`;
    const delegate = delegates.get(id);
    if (delegate === undefined) {
      lost.push(`http[${index}] delegates to ${id}, which is no VirtualService without hosts: it has no effect`);
      return [];
    }
    const exportTo = exportOf(delegate, view);
    if (!exportTo.includes('*') && !exportTo.includes(namespace)) {
      lost.push(`http[${index}] delegates to ${id}, which is not exported to ${namespace}: it has no effect`);
      return [];
    }
    const { routes, conflicts } = mergedRoutes(json, objectsAt(resolved(delegate, view), 'http'));
    lost.push(...conflicts.map((name) => `route ${name} of ${id} matches what http[${index}] does not: it has no effect`));
    return routes.map((route) => ({ json: route, index, delegate: id }));
  });
  return {
    id: object.id,
    namespace,
    object,
    hosts: textsAt(spec, 'hosts'),
    gateways: gateways.length === 0 ? ['mesh'] : gateways,
    exportTo: exportOf(object, view),
    http,
    tls: objectsAt(spec, 'tls'),
    tcp: objectsAt(spec, 'tcp'),
    lost,
  };
}

function exportOf(object: AppObject, view: AppView): readonly string[] {
  const said = object.spec.at('exportTo').texts();
  return readExportTo(said.length > 0 ? said : meshSettings(view).exportTo.virtualService, object.namespace);
}

/** The spec with full names (`ResolveVirtualServiceShortnames`). */
function resolved({ spec, namespace }: AppObject, view: AppView): JsonObject {
  const hostOf = (host: string) => resolveHost(host, namespace, view.context.clusterDomain);
  const gatewayOf = (name: string) => (name === 'mesh' ? name : view.gateways.resolve(name, namespace));
  const match = (json: JsonObject): JsonObject => (json.gateways === undefined ? json : { ...json, gateways: textsAt(json, 'gateways').map(gatewayOf) });
  const destination = (json: JsonObject | undefined): JsonObject | undefined => {
    const host = textAt(json, 'host');
    return json === undefined || host === undefined ? json : { ...json, host: hostOf(host) };
  };
  const target = (json: JsonObject): JsonObject => ({ ...json, destination: destination(objectAt(json, 'destination')) });
  const route = (json: JsonObject): JsonObject => ({
    ...json,
    ...(json.match === undefined ? {} : { match: objectsAt(json, 'match').map(match) }),
    ...(json.route === undefined ? {} : { route: objectsAt(json, 'route').map(target) }),
    ...(json.mirror === undefined ? {} : { mirror: destination(objectAt(json, 'mirror')) }),
    ...(json.mirrors === undefined ? {} : { mirrors: objectsAt(json, 'mirrors').map(target) }),
  });
  const json = spec.fields ?? {};
  return {
    ...json,
    hosts: textsAt(json, 'hosts').map(hostOf),
    gateways: textsAt(json, 'gateways').map(gatewayOf),
    http: objectsAt(json, 'http').map(route),
    tls: objectsAt(json, 'tls').map(route),
    tcp: objectsAt(json, 'tcp').map(route),
  };
}
