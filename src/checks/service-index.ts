import { type AppObject, DEFAULT_NAMESPACE } from './app-object';
import type { Cursor } from './cursor';
import type { Labels } from './labels';
import type { MeshContext } from './mesh-context';
import { parseServiceHost, resolveHost, serviceHost, wildcardsOver } from '../model/hosts';
import { parseProtocol, portProtocol } from '../model/protocol';

/** A port of a service. */
export interface ServicePort {
  readonly number: number;
  readonly name: string;
  /** As Istio sees it; `undefined`, if it finds out from the traffic. */
  readonly protocol?: string;
  /** The port of the pods: a number or the name of a container's port. */
  readonly target: number | string;
  /** Where it is declared, if an object of the app does. */
  readonly place?: Cursor;
}

/** Something that a host stands for. */
export interface MeshHost {
  readonly host: string;
  readonly namespace: string;
  /** The Service or ServiceEntry; missing, if it was declared as existing elsewhere. */
  readonly object?: AppObject;
  /** Missing, if they are not known. */
  readonly ports?: readonly ServicePort[];
  /** The labels of the pods behind it; missing, if they are not known. */
  readonly selector?: Labels;
  /** The namespaces that see it; `*` for all. */
  readonly exportTo: readonly string[];
}

/** The hosts of the mesh: services, service entries, and what was declared to exist elsewhere. */
export class ServiceIndex {
  private readonly byHost = new Map<string, MeshHost[]>();
  private readonly namespaces = new Set<string>();

  constructor(services: readonly AppObject[], entries: readonly AppObject[], private readonly context: MeshContext) {
    for (const service of services) {
      this.namespaces.add(service.namespace);
      this.add(readService(service, context));
    }
    for (const entry of entries) {
      for (const host of entry.spec.at('hosts').texts()) { this.add(readServiceEntry(entry, host, context)); }
    }
    for (const host of context.knownHosts) { this.add({ host, namespace: '', exportTo: ['*'] }); }
    for (const known of context.knownServices) {
      const host = resolveHost(known.host, DEFAULT_NAMESPACE, context.clusterDomain);
      this.add({
        host,
        namespace: parseServiceHost(host, context.clusterDomain)?.namespace ?? '',
        ports: known.ports?.map((port) => ({
          number: port.number,
          name: port.name ?? '',
          protocol: port.protocol === undefined ? portProtocol(port) : parseProtocol(port.protocol),
          target: port.number,
        })),
        selector: known.labels,
        exportTo: ['*'],
      });
    }
  }

  /** What a host stands for, exactly. */
  public exact(host: string): readonly MeshHost[] {
    return this.byHost.get(host) ?? [];
  }

  /** What a host stands for, wildcards included, as one of the namespaces sees it. The exact ones go first. */
  public visible(host: string, namespaces: readonly string[]): readonly MeshHost[] {
    const isSeen = ({ exportTo }: MeshHost) => exportTo.includes('*') || namespaces.some((one) => exportTo.includes(one));
    const exact = this.exact(host).filter(isSeen);
    if (exact.length > 0) { return exact; }
    for (const name of wildcardsOver(host)) {
      const found = this.exact(name).filter(isSeen);
      if (found.length > 0) { return found; }
    }
    return [];
  }

  /** Whether the app has services in the namespace: then a service that is missing there is missing. */
  public definesServicesIn(namespace: string): boolean {
    return this.namespaces.has(namespace) && !this.context.knownNamespaces.includes(namespace);
  }

  private add(host: MeshHost): void {
    const same = this.byHost.get(host.host);
    if (same === undefined) { this.byHost.set(host.host, [host]); } else { same.push(host); }
  }
}

function readService(service: AppObject, context: MeshContext): MeshHost {
  const { spec } = service;
  const ports = spec.at('ports').items().flatMap((place): ServicePort[] => {
    const number = place.at('port').number;
    if (number === undefined) { return []; }
    const name = place.at('name').text ?? '';
    const target = place.at('targetPort');
    return [{
      number,
      name,
      protocol: portProtocol({ number, name, transport: place.at('protocol').text, appProtocol: place.at('appProtocol').text }),
      target: target.number ?? target.text ?? number,
      place,
    }];
  });
  const selector = spec.at('selector').labels();
  const exportTo = service.annotations['networking.istio.io/exportTo'];
  return {
    host: serviceHost(service.name, service.namespace, context.clusterDomain),
    namespace: service.namespace,
    object: service,
    ports: ports.length === 0 ? undefined : ports,
    selector: Object.keys(selector).length === 0 ? undefined : selector,
    exportTo: readExportTo(exportTo === undefined || exportTo === '' ? [] : exportTo.split(',').map((one) => one.trim()), service.namespace),
  };
}

function readServiceEntry(entry: AppObject, host: string, context: MeshContext): MeshHost {
  const { spec } = entry;
  const ports = spec.at('ports').items().flatMap((place): ServicePort[] => {
    const number = place.at('number').number;
    return number === undefined ? [] : [{
      number,
      name: place.at('name').text ?? '',
      protocol: parseProtocol(place.at('protocol').text ?? 'TCP'),
      target: place.at('targetPort').number ?? number,
      place,
    }];
  });
  return {
    host: resolveHost(host, entry.namespace, context.clusterDomain),
    namespace: entry.namespace,
    object: entry,
    ports: ports.length === 0 ? undefined : ports,
    exportTo: readExportTo(spec.at('exportTo').texts(), entry.namespace),
  };
}

/** The namespaces of an `exportTo` list; `*` for all. */
export function readExportTo(exportTo: readonly string[], namespace: string): readonly string[] {
  if (exportTo.length === 0 || exportTo.includes('*')) { return ['*']; }
  return exportTo.map((one) => (one === '.' ? namespace : one));
}
