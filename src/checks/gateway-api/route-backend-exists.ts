import { serviceHost } from '../../model/hosts';
import type { AppObject } from '../app-object';
import type { AppView } from '../app-view';
import { ANY, eachObject } from '../check';
import { Severity } from '../finding';
import { ROUTE_KINDS, type RouteRef, backendsOf, parentsOf } from '../k8s-routes';

const GRANT = 'ReferenceGrant.gateway.networking.k8s.io';

/** See its title. */
export const routeBackendExists = eachObject({
  code: 'CI1551',
  name: 'route-backend-exists',
  title: 'A route of the Gateway API is for Services that exist and let themselves be used.',
  severity: Severity.ERROR,
  kinds: [ANY, ...ROUTE_KINDS, 'Service', GRANT],
  subjects: ROUTE_KINDS,
  explanation: 'Requests for a Service that is not there, or that is in another namespace without a ReferenceGrant there, are answered with 500. Services outside of the app '
    + 'are a warning.',
  fix: 'correct the name or the namespace, or add a ReferenceGrant to the namespace of the Service',
  equivalents: ['KIA1402'],
  *object(route, view) {
    for (const ref of [...backendsOf(route), ...parentsOf(route)]) {
      if (ref.kind !== 'Service' || view.context.knownNamespaces.includes(ref.namespace)) { continue; }
      const severity = view.services.definesServicesIn(ref.namespace) ? Severity.ERROR : Severity.WARNING;
      const host = serviceHost(ref.name, ref.namespace, view.context.clusterDomain);
      if (view.services.visible(host, [route.namespace]).length === 0) {
        yield ref.place.at('name').mustBe(`the name of a Service of namespace ${ref.namespace}`, { severity });
      } else if (ref.namespace !== route.namespace && !isGranted(ref, route, view)) {
        yield ref.place.at('namespace').problem(`is ${JSON.stringify(ref.namespace)}, where no ReferenceGrant lets namespace ${route.namespace} use Service ${ref.name}; one must`, { severity });
      }
    }
  },
});

function isGranted({ name, namespace }: RouteRef, route: AppObject, view: AppView): boolean {
  const kind = route.kind.split('.')[0];
  return view.ofKind(GRANT).some((grant) => grant.namespace === namespace
    && grant.spec.at('from').items().some((from) => from.at('kind').text === kind && from.at('namespace').text === route.namespace)
    && grant.spec.at('to').items().some((to) => to.at('kind').text === 'Service' && (to.at('name').text ?? name) === name));
}
