import type { AppObject } from '../../../checks/app-object';
import type { AppView } from '../../../checks/app-view';
import type { Labels } from '../../../checks/labels';
import { type MeshHost, type ServicePort, readExportTo } from '../../../checks/service-index';
import { byCodeUnit } from '../../../model/json';
import { meshSettings } from '../mesh-settings';

/** How a proxy finds the endpoints of a service. */
export type Resolution = 'endpoints' | 'dns' | 'original-destination' | 'alias';

/** A service of the mesh, as proxies know it (`model.Service`). */
export interface MeshService {
  readonly host: string;
  /** Empty, if it was declared to exist elsewhere and its name does not tell. */
  readonly namespace: string;
  /** Whether Kubernetes knows it; a ServiceEntry else. */
  readonly isKubernetes: boolean;
  /** Whether it is outside of the mesh. */
  readonly isExternal: boolean;
  readonly resolution: Resolution;
  /** Missing, if they are not known: then it has any. */
  readonly ports?: readonly ServicePort[];
  /** Whether it has an address of its own, at which proxies listen for its connections alone. */
  readonly hasAddress: boolean;
  /** Its addresses, as far as they are known. */
  readonly addresses: readonly string[];
  /** What picks its pods; missing, if nothing does. */
  readonly selector?: Labels;
  /** The Service or ServiceEntry; missing, if it was declared to exist elsewhere. */
  readonly object?: AppObject;
  /** Another host that it stands for. */
  readonly aliasOf?: string;
}

/** The services of the mesh by host; of one host in the order in which Istio takes them. */
export class MeshServices {
  private readonly byHost = new Map<string, MeshService[]>();
  private readonly visible = new Map<string, readonly MeshService[]>();
  private readonly exportTo = new Map<MeshService, readonly string[]>();

  constructor(private readonly view: AppView) {
    const hosts = new Set<string>();
    for (const object of [...view.ofKind('Service'), ...view.ofKind('ServiceEntry')]) {
      for (const host of object.kind === 'Service' ? [undefined] : object.spec.at('hosts').texts()) { this.addObject(object, host, hosts); }
    }
    const declared = [...view.context.knownServices.map(({ host }) => host), ...view.context.knownHosts];
    for (const host of declared) {
      const known = view.services.exact(host).find(({ object }) => object === undefined);
      if (known === undefined || hosts.has(host) || host.startsWith('*')) { continue; }
      hosts.add(host);
      this.add(declaredService(known, view.context.clusterDomain), ['*']);
    }
  }

  /** The services of a host, in whatever namespace. */
  public of(host: string): readonly MeshService[] {
    return this.byHost.get(host.toLowerCase()) ?? [];
  }

  /** The services that a namespace sees, in the order of their creation; that is not known here, so of their names. */
  public visibleTo(namespace: string): readonly MeshService[] {
    let found = this.visible.get(namespace);
    if (found === undefined) {
      const all = [...this.byHost.values()].flat().sort((a, b) => byCodeUnit(nameOf(a), nameOf(b)) || byCodeUnit(a.namespace, b.namespace));
      found = all.filter((service) => this.isVisible(service, namespace));
      this.visible.set(namespace, found);
    }
    return found;
  }

  /** Whether a namespace sees the service. */
  public isVisible(service: MeshService, namespace: string): boolean {
    const exportTo = this.exportTo.get(service) ?? [];
    return exportTo.includes('*') || exportTo.includes(namespace);
  }

  private addObject(object: AppObject, host: string | undefined, hosts: Set<string>): void {
    const service = host === undefined ? kubernetesService(object, this.view) : entryService(object, host);
    if (service === undefined) { return; }
    hosts.add(service.host);
    const said = host === undefined
      ? (object.annotations['networking.istio.io/exportTo'] ?? '').split(',').map((one) => one.trim()).filter((one) => one !== '')
      : object.spec.at('exportTo').texts();
    this.add(service, readExportTo(said.length > 0 ? said : meshSettings(this.view).exportTo.service, object.namespace));
  }

  private add(service: MeshService, exportTo: readonly string[]): void {
    this.exportTo.set(service, exportTo);
    const key = service.host.toLowerCase();
    const same = this.byHost.get(key);
    if (same === undefined) { this.byHost.set(key, [service]); } else { same.push(service); }
  }
}

/** The services of the mesh. */
export function meshServices(view: AppView): MeshServices {
  return view.once('simulator-services', () => new MeshServices(view));
}

/** The port of a service with a number; one of HTTP, if its ports are not known. */
export function portOf(service: MeshService, number: number): ServicePort | undefined {
  if (service.ports === undefined) { return { number, name: '', protocol: 'HTTP', target: number }; }
  return service.ports.find((port) => port.number === number);
}

function nameOf({ object, host, isKubernetes }: MeshService): string {
  return isKubernetes && object !== undefined ? object.name : host;
}

function kubernetesService(object: AppObject, view: AppView): MeshService | undefined {
  const found = view.services.exact(`${object.name}.${object.namespace}.svc.${view.context.clusterDomain}`).find((host) => host.object === object);
  if (found === undefined) { return undefined; }
  const address = object.spec.at('clusterIP').text;
  const externalName = object.spec.at('type').text === 'ExternalName' ? object.spec.at('externalName').text : undefined;
  const isHeadless = address === 'None';
  return {
    host: found.host,
    namespace: object.namespace,
    isKubernetes: true,
    isExternal: externalName !== undefined,
    resolution: externalName !== undefined ? 'alias' : isHeadless ? 'original-destination' : 'endpoints',
    ports: found.ports ?? [],
    hasAddress: !isHeadless,
    addresses: isHeadless || address === undefined ? [] : [...new Set([address, ...object.spec.at('clusterIPs').texts()])],
    selector: found.selector,
    object,
    aliasOf: externalName,
  };
}

const RESOLUTIONS: { readonly [name: string]: Resolution } = { STATIC: 'endpoints', DNS: 'dns', DNS_ROUND_ROBIN: 'dns', DYNAMIC_DNS: 'dns' };

function entryService(object: AppObject, host: string): MeshService {
  const { spec } = object;
  const addresses = spec.at('addresses').texts();
  const selector = spec.at('workloadSelector', 'labels').labels();
  return {
    host,
    namespace: object.namespace,
    isKubernetes: false,
    isExternal: spec.at('location').text !== 'MESH_INTERNAL',
    resolution: RESOLUTIONS[spec.at('resolution').text ?? ''] ?? 'original-destination',
    ports: entryPorts(object),
    hasAddress: addresses.some((address) => !address.includes('/') || /\/(32|128)$/.test(address)),
    addresses,
    selector: spec.at('workloadSelector').given ? selector : undefined,
    object,
  };
}

function entryPorts({ spec }: AppObject): ServicePort[] {
  return spec.at('ports').items().flatMap((place): ServicePort[] => {
    const number = place.at('number').number;
    if (number === undefined) { return []; }
    const protocol = (place.at('protocol').text ?? '').toUpperCase();
    // What Istio does not know it finds out from the traffic (`protocol.Parse`).
    const known = ['HTTP', 'HTTP2', 'GRPC', 'GRPC-WEB', 'HTTPS', 'TLS', 'TCP', 'MONGO', 'MYSQL', 'REDIS', 'UDP', 'HTTP_PROXY'];
    return [{
      number,
      name: place.at('name').text ?? '',
      protocol: known.includes(protocol) ? protocol : undefined,
      target: place.at('targetPort').number ?? number,
      place,
    }];
  });
}

function declaredService({ host, namespace, ports, selector }: MeshHost, clusterDomain: string): MeshService {
  const isKubernetes = host.endsWith(`.svc.${clusterDomain}`);
  return {
    host,
    namespace: namespace === '' && isKubernetes ? host.split('.')[1] : namespace,
    isKubernetes,
    isExternal: !isKubernetes,
    resolution: isKubernetes ? 'endpoints' : 'dns',
    ports,
    hasAddress: isKubernetes,
    addresses: [],
    selector,
  };
}
