import { eachObject } from '../check';
import { Severity } from '../finding';
import { unknownHost } from '../unknown-host';

/** See its title. */
export const egressHostExists = eachObject({
  code: 'CI0702',
  name: 'egress-host-exists',
  title: 'A host that a Sidecar lets its workloads reach exists, in the namespace that is written before it.',
  severity: Severity.WARNING,
  kinds: ['Sidecar', 'Service', 'ServiceEntry'],
  fields: ['egress'],
  explanation: 'A Sidecar lets in what has the host and is in the namespace. With another namespace it lets in nothing, neither the service nor its '
    + 'routes: calls go out as plain traffic, or nowhere.',
  fix: 'correct the namespace or the host',
  equivalents: ['KIA1004', 'GAP-23'],
  *object(sidecar, view) {
    for (const place of sidecar.spec.at('egress').items().flatMap((listener) => listener.at('hosts').items())) {
      const [scope, host, ...more] = place.text?.split('/') ?? [];
      if (host === undefined || more.length > 0 || host.includes('*') || !host.includes('.') || scope.startsWith('~')) { continue; }
      const namespace = scope === '.' ? sidecar.namespace : scope;
      const there = view.services.exact(host);
      if (there.length === 0) {
        if (!view.context.knownNamespaces.includes(namespace)) { yield* unknownHost(place, host, sidecar, view); }
        continue;
      }
      // What is not exported to the namespace of the Sidecar, it cannot let in.
      if (view.services.visible(host, [sidecar.namespace]).length === 0) { yield* unknownHost(place, host, sidecar, view); continue; }
      // What exists elsewhere has no namespace that is known.
      if (namespace === '*' || there.some((one) => one.namespace === namespace || one.namespace === '')) { continue; }
      yield place.mustBe(`${there[0].namespace}/${host}, with the namespace of what has the host`, { fix: 'correct the namespace' });
    }
  },
});
