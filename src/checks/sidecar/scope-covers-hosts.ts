import { isWithinHost } from '../../model/hosts';
import type { AppObject } from '../app-object';
import type { AppView } from '../app-view';
import { eachObject } from '../check';
import { hostOfRule } from '../destination-rule-index';
import { Severity } from '../finding';
import { destinations, isForMesh } from '../routes';

/** See its title. */
export const scopeCoversHosts = eachObject({
  code: 'CI0782',
  name: 'scope-covers-hosts',
  title: 'A Sidecar lets in the services that its namespace routes to and has rules for.',
  severity: Severity.WARNING,
  kinds: ['Sidecar', 'VirtualService', 'DestinationRule', 'Service', 'ServiceEntry'],
  fields: ['egress'],
  explanation: 'A service that egress.hosts do not let in is unknown to the proxies: a DestinationRule for it has no effect, and calls go to the catch-all, with '
    + 'REGISTRY_ONLY to nowhere. Istio lets in what a route of the namespace sends to, so that such a host works only as long as the route is there.',
  fix: 'add namespace/host to egress.hosts',
  equivalents: ['GAP-23'],
  *object(sidecar, view) {
    const listeners = sidecar.spec.at('egress').items();
    if (listeners.length === 0 || Object.keys(sidecar.spec.at('workloadSelector', 'labels').labels()).length > 0) { return; }
    const entries = listeners.flatMap((listener) => listener.at('hosts').texts());
    const told = new Set<string>();
    for (const { host, hosts, by } of usedHosts(sidecar.namespace, view)) {
      // A scope that leaves out what is said of the host leaves out the host as well, and may mean to.
      if (!hosts.some((one) => entries.some((entry) => letsIn(entry, by.namespace, one, sidecar)))) { continue; }
      const services = view.services.exact(host).filter(({ object }) => object !== undefined);
      if (services.length === 0 || told.has(host)) { continue; }
      if (services.some((service) => entries.some((entry) => letsIn(entry, service.namespace, host, sidecar)))) { continue; }
      told.add(host);
      yield listeners[0].at('hosts').problem(`has nothing for ${services[0].namespace}/${host}, which ${by.fullId} names; egress must let it in`);
    }
  },
});

/** A host that a namespace routes to or has a rule for, and the hosts by which a scope lets in what says so. */
interface UsedHost {
  readonly host: string;
  readonly hosts: readonly string[];
  readonly by: AppObject;
}

function usedHosts(namespace: string, view: AppView): readonly UsedHost[] {
  const byNamespace = view.once('used-hosts', () => {
    const all = new Map<string, UsedHost[]>();
    const add = (used: UsedHost) => {
      const same = all.get(used.by.namespace);
      if (same === undefined) { all.set(used.by.namespace, [used]); } else { same.push(used); }
    };
    for (const { object, host } of destinations(view)) {
      if (isForMesh(object)) { add({ host, hosts: object.spec.at('hosts').texts().map((one) => view.resolve(one, object)), by: object }); }
    }
    for (const rule of view.ofKind('DestinationRule')) {
      const host = hostOfRule(rule, view);
      if (host !== undefined && !host.startsWith('*')) { add({ host, hosts: [host], by: rule }); }
    }
    return all;
  });
  return byNamespace.get(namespace) ?? [];
}

function letsIn(entry: string, namespace: string, host: string, sidecar: AppObject): boolean {
  const slash = entry.indexOf('/');
  const [scope, pattern] = [entry.slice(0, slash), entry.slice(slash + 1)];
  return (scope === '*' || scope === namespace || (scope === '.' && namespace === sidecar.namespace)) && isWithinHost(host, pattern);
}
