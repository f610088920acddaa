import { hostsMeet } from '../../model/hosts';
import type { AppObject } from '../app-object';
import type { AppView } from '../app-view';
import { eachObject } from '../check';
import { Severity } from '../finding';
import { gatewaysOf } from '../routes';

/** See its title. */
export const hostOnGateway = eachObject({
  code: 'CI0108',
  name: 'host-on-gateway',
  title: 'The hosts of a VirtualService are open to it on its Gateways.',
  severity: Severity.ERROR,
  kinds: ['VirtualService', 'Gateway'],
  fields: ['gateways'],
  explanation: 'A Gateway passes on requests for the hosts of its servers only, and a host written as namespace/host only to VirtualServices of that '
    + 'namespace. Requests for other hosts are answered with 404.',
  fix: 'add the host to a server of the Gateway, or correct the host',
  equivalents: ['IST0132'],
  *object(object, view) {
    const hosts = object.spec.at('hosts').items();
    const gateways = gatewaysOf(object, view).map(({ place, id }) => ({ place, id, gateway: view.gateways.get(id) }));
    for (const { place, gateway } of gateways) {
      if (gateway === undefined || hosts.length === 0) { continue; }
      const open = openHosts(gateway, object.namespace, view);
      if (hosts.some((host) => isOpen(host.text ?? '', open, object, view))) { continue; }
      yield place.problem(`is ${JSON.stringify(place.text)}, whose servers take ${describe(open, object)}; `
        + `a host of the VirtualService must be one of them, and ${hosts.map((host) => JSON.stringify(host.json)).join(', ')} is not`);
    }
    // A host that no gateway takes may be there for the mesh.
    if (object.spec.at('gateways').texts().includes('mesh') || gateways.some(({ gateway }) => gateway === undefined)) { return; }
    const open = gateways.flatMap(({ gateway }) => (gateway === undefined ? [] : openHosts(gateway, object.namespace, view)));
    if (gateways.length === 0 || !hosts.some((host) => isOpen(host.text ?? '', open, object, view))) { return; }
    for (const host of hosts) {
      if (host.text === undefined || isOpen(host.text, open, object, view)) { continue; }
      yield host.mustBe(`a host that its Gateways take: ${describe(open, object)}`, { severity: Severity.WARNING });
    }
  },
});

/** The hosts of a Gateway that VirtualServices of a namespace can use. */
function openHosts(gateway: AppObject, namespace: string, view: AppView): readonly string[] {
  return view.once(`open-hosts ${gateway.id} ${namespace}`, () => gateway.spec.at('servers').items().flatMap((server) => server.at('hosts').texts()).flatMap((entry) => {
    const slash = entry.indexOf('/');
    if (slash === -1) { return [entry]; }
    const owner = entry.slice(0, slash) === '.' ? gateway.namespace : entry.slice(0, slash);
    return owner === '*' || owner === namespace ? [entry.slice(slash + 1)] : [];
  }));
}

function isOpen(host: string, open: readonly string[], object: AppObject, view: AppView): boolean {
  return open.some((one) => hostsMeet(one, host) || hostsMeet(one, view.resolve(host, object)));
}

function describe(open: readonly string[], object: AppObject): string {
  return open.length === 0 ? `no hosts of namespace ${object.namespace}` : [...new Set(open)].map((host) => JSON.stringify(host)).join(', ');
}
