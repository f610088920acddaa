import { type MeshService, meshServices, portOf } from './mesh-service';
import { type RoutingRules, rulesFor } from './virtual-services';
import { byAge } from '../../../checks/age';
import type { AppObject } from '../../../checks/app-object';
import type { AppView } from '../../../checks/app-view';
import type { Cursor } from '../../../checks/cursor';
import { type Labels, selects } from '../../../checks/labels';
import { hostsMeet, isWithinHost } from '../../../model/hosts';
import type { JsonObject } from '../../../model/json';
import { parseProtocol } from '../../../model/protocol';
import { meshSettings } from '../mesh-settings';
import { numberAt, objectAt, objectsAt, textAt } from '../read';

/** What a sidecar sees through one of the listeners of its Sidecar, or through the only one. */
export interface EgressListener {
  /** The port; missing, if it is for all ports that no other is for. */
  readonly port?: number;
  /** The protocol of the port, if there is one. */
  readonly protocol?: string;
  readonly services: readonly MeshService[];
  readonly rules: readonly RoutingRules[];
}

/** What a sidecar sees (`SidecarScope`). */
export interface SidecarScope {
  readonly namespace: string;
  readonly sidecar?: AppObject;
  readonly listeners: readonly EgressListener[];
  /** All services that it has clusters for, by host in lower case. */
  readonly services: ReadonlyMap<string, MeshService>;
  /** Whether what it does not know is let through. */
  readonly allowsAny: boolean;
  /** Where what it does not know is sent instead. */
  readonly egressProxy?: JsonObject;
  readonly undecided: readonly string[];
}

/** The scope of a sidecar: its own Sidecar, that of its namespace, that of the root namespace, or all that is exported to it. */
export function sidecarScope(namespace: string, labels: Labels, view: AppView): SidecarScope {
  const sidecar = sidecarOf(namespace, labels, view);
  const scopes = view.once('simulator-scopes', () => new Map<string, SidecarScope>());
  const key = `${namespace} ${sidecar?.id ?? ''}`;
  let scope = scopes.get(key);
  if (scope === undefined) {
    scope = makeScope(namespace, sidecar, view);
    scopes.set(key, scope);
  }
  return scope;
}

/** The listener that is for a port. */
export function listenerFor(scope: SidecarScope, port: number): EgressListener | undefined {
  return scope.listeners.find((listener) => listener.port === undefined || listener.port === port);
}

const ON_PORT = new WeakMap<EgressListener, Map<number, ReadonlyMap<string, MeshService>>>();

/** The services of a listener that have a port, by host in lower case. */
export function servicesOnPort(listener: EgressListener, port: number): ReadonlyMap<string, MeshService> {
  const ports = ON_PORT.get(listener) ?? new Map<number, ReadonlyMap<string, MeshService>>();
  ON_PORT.set(listener, ports);
  let found = ports.get(port);
  if (found === undefined) {
    const having = listener.services.filter((service) => portOf(service, port) !== undefined);
    found = new Map(having.map((service) => [service.host.toLowerCase(), service]));
    ports.set(port, found);
  }
  return found;
}

function sidecarOf(namespace: string, labels: Labels, view: AppView): AppObject | undefined {
  const byNamespace = view.once('simulator-sidecars', () => {
    const found = new Map<string, AppObject[]>();
    const sorted = [...view.ofKind('Sidecar')].sort((a, b) => Number(hasSelector(b)) - Number(hasSelector(a)) || byAge(a, b));
    for (const sidecar of sorted) { found.set(sidecar.namespace, [...(found.get(sidecar.namespace) ?? []), sidecar]); }
    return found;
  });
  const own = byNamespace.get(namespace)?.find((sidecar) => selects(sidecar.spec.at('workloadSelector', 'labels').labels(), labels));
  return own ?? byNamespace.get(view.context.rootNamespace)?.find((sidecar) => !hasSelector(sidecar));
}

function hasSelector({ spec }: AppObject): boolean {
  return spec.at('workloadSelector').fields !== undefined;
}

function makeScope(namespace: string, sidecar: AppObject | undefined, view: AppView): SidecarScope {
  const egress = sidecar?.spec.at('egress').items() ?? [];
  const listeners = egress.length === 0 ? [makeListener(undefined, ['*/*'], namespace, view)]
    : egress.map((place) => makeListener(place, place.at('hosts').texts(), namespace, view));
  const policy = sidecar?.spec.at('outboundTrafficPolicy').fields;
  const undecided = egress.filter((place) => place.at('captureMode').text === 'NONE' || (place.at('bind').text ?? '') !== '')
    .map((place) => `${place.path} of ${sidecar?.fullId} listens at an address of its own: requests to the hosts themselves may not meet it`);
  return {
    namespace,
    sidecar,
    listeners,
    services: importedServices(listeners, namespace, view),
    allowsAny: policy === undefined ? meshSettings(view).allowsAny : textAt(policy, 'mode')?.startsWith('ALLOW_ANY') === true,
    egressProxy: objectAt(policy, 'egressProxy'),
    undecided,
  };
}

/** Hosts that a listener takes in, or leaves out, of a namespace; `*` for all. */
interface HostList {
  readonly hosts: string[];
  readonly excluded: string[];
}

function makeListener(place: Cursor | undefined, hosts: readonly string[], namespace: string, view: AppView): EgressListener {
  const lists = new Map<string, HostList>();
  for (const entry of hosts) {
    const [, not, said, host] = /^(~?)([^/]*)\/([^/]*)$/.exec(entry) ?? [];
    if (host === undefined) { continue; }
    const of = said === '' && not !== '' ? '*' : said === '.' ? namespace : said;
    const list = lists.get(of) ?? { hosts: [], excluded: [] };
    lists.set(of, list);
    (not === '' ? list.hosts : list.excluded).push(host);
  }
  const listsOf = (owner: string) => [lists.get(owner), lists.get('*')].filter((list): list is HostList => list !== undefined);
  const isExcluded = (host: string, owner: string) => listsOf(owner).some(({ excluded }) => excluded.some((one) => isWithinHost(host, one)));

  const port = place?.at('port', 'number').number;
  const protocol = parseProtocol(place?.at('port', 'protocol').text ?? '');
  const needsPort = port !== undefined && port !== 0 && protocol !== 'HTTP_PROXY';
  const found = meshServices(view).visibleTo(namespace).filter((service) => !isExcluded(service.host, service.namespace)
    && listsOf(service.namespace).some((list) => list.hosts.some((host) => isWithinHost(service.host, host)))
    && (!needsPort || portOf(service, port) !== undefined));
  const rules = rulesFor('mesh', namespace, view).filter((one) => listsOf(one.namespace).some((list) => one.hosts.some((host) =>
    list.hosts.some((imported) => hostsMeet(host, imported)) && !isExcluded(host, one.namespace))));
  return { port, protocol, services: ofOneNamespace(found, namespace), rules };
}

/** Of services with one host those of one namespace: the own, else of Kubernetes, else the first (`selectServices`). */
function ofOneNamespace(services: readonly MeshService[], own: string): readonly MeshService[] {
  const chosen = new Map<string, MeshService>();
  for (const service of services) {
    const before = chosen.get(service.host);
    const isBetter = before === undefined || service.namespace === own || (!before.isKubernetes && service.isKubernetes && before.namespace !== own);
    if (isBetter) { chosen.set(service.host, service); }
  }
  return chosen.size === services.length ? services : services.filter(({ host, namespace }) => chosen.get(host)?.namespace === namespace);
}

/** The services of all listeners, and those that VirtualServices send to (`collectImportedServices`). */
function importedServices(listeners: readonly EgressListener[], namespace: string, view: AppView): ReadonlyMap<string, MeshService> {
  const all = meshServices(view);
  const imported = new Map<string, MeshService>();
  const add = (service: MeshService) => {
    const key = service.host.toLowerCase();
    const before = imported.get(key);
    if (before === undefined || (!before.isKubernetes && service.isKubernetes)) { imported.set(key, service); }
  };
  for (const { port, protocol, services, rules } of listeners) {
    services.forEach(add);
    const needed = protocol === 'HTTP_PROXY' ? undefined : port;
    for (const host of new Set(rules.flatMap((one) => destinationHosts(one, namespace)))) {
      const candidates = all.of(host);
      const visible = candidates.filter((service) => all.isVisible(service, namespace));
      const chosen = candidates.find((service) => service.namespace === namespace) ?? visible.find(({ isKubernetes }) => isKubernetes) ?? visible[0];
      if (chosen === undefined || imported.has(host.toLowerCase())) { continue; }
      if (needed === undefined || portOf(chosen, needed) !== undefined) { add(chosen); }
    }
  }
  return imported;
}

function destinationHosts({ http, tcp, tls }: RoutingRules, namespace: string): string[] {
  const own = http.map(({ json }) => json).filter((route) => {
    const said = objectsAt(route, 'match').map((match) => textAt(match, 'sourceNamespace')).filter((one) => one !== undefined);
    return said.length === 0 || said.includes(namespace);
  });
  const targets = [...own, ...tcp, ...tls].flatMap((route) => [
    ...objectsAt(route, 'route').map((target) => objectAt(target, 'destination')),
    objectAt(route, 'mirror'),
    ...objectsAt(route, 'mirrors').map((target) => objectAt(target, 'destination')),
  ]);
  return targets.flatMap((destination) => textAt(destination, 'host') ?? []);
}

/** The port that a destination names. */
export function portOfDestination(destination: JsonObject | undefined): number | undefined {
  return numberAt(objectAt(destination, 'port'), 'number');
}
