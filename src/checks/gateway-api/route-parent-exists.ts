import type { AppObject } from '../app-object';
import type { AppView } from '../app-view';
import { ANY, eachObject } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';
import { ROUTE_KINDS, parentsOf } from '../k8s-routes';
import { selects } from '../labels';
import { K8S_GATEWAY, namespaces } from '../waypoints';

/** See its title. */
export const routeParentExists = eachObject({
  code: 'CI1550',
  name: 'route-parent-exists',
  title: 'A route of the Gateway API is attached to a Gateway that lets it.',
  severity: Severity.ERROR,
  kinds: [ANY, ...ROUTE_KINDS, K8S_GATEWAY, 'Namespace'],
  subjects: ROUTE_KINDS,
  fields: ['parentRefs'],
  explanation: 'A route without its Gateway is for nobody. A Gateway lets in routes of its own namespace, unless allowedRoutes of a listener says more. Gateways outside '
    + 'of the app are a warning.',
  fix: 'correct parentRefs, or let the namespace in with allowedRoutes of a listener',
  equivalents: ['KIA1401'],
  *object(route, view) {
    for (const { place, kind, name, namespace } of parentsOf(route)) {
      const id = `${namespace}/${name}`;
      if (kind !== 'Gateway' || view.context.knownGateways.includes(id) || view.context.knownNamespaces.includes(namespace)) { continue; }
      const gateway = view.once('k8s-gateways', () => new Map(view.ofKind(K8S_GATEWAY).map((one) => [one.id, one]))).get(id);
      if (gateway === undefined) {
        const isOfApp = view.ofKind(K8S_GATEWAY).some((one) => one.namespace === namespace);
        yield place.at('name').mustBe(`the name of a Gateway; there is no Gateway ${id} of the Gateway API`, isOfApp ? {}
          : { severity: Severity.WARNING, fix: 'correct it, or name it in knownGateways of the Mesh if it exists elsewhere' });
        continue;
      }
      const section = place.at('sectionName');
      const listeners = gateway.spec.at('listeners').items();
      const named = section.text === undefined ? listeners : listeners.filter((listener) => listener.at('name').text === section.text);
      if (section.text !== undefined && named.length === 0) {
        yield section.mustBe(`a listener of ${gateway.fullId}`, { fix: 'correct sectionName' });
      } else if (listeners.length > 0 && !named.some((listener) => letsIn(listener, gateway, route, view))) {
        yield place.problem(`is ${gateway.fullId}, whose listeners let in no routes of namespace ${route.namespace}; one must`);
      }
    }
  },
});

function letsIn(listener: Cursor, gateway: AppObject, route: AppObject, view: AppView): boolean {
  const allowed = listener.at('allowedRoutes', 'namespaces');
  const from = allowed.at('from').text ?? 'Same';
  if (from === 'All' || (from === 'Same' && route.namespace === gateway.namespace)) { return true; }
  if (from !== 'Selector') { return false; }
  const declared = namespaces(view).get(route.namespace);
  // The labels of a namespace that the app does not make are not known.
  if (declared === undefined) { return true; }
  const labels = { 'kubernetes.io/metadata.name': route.namespace, ...declared.labels };
  return selects(allowed.at('selector', 'matchLabels').labels(), labels) && allowed.at('selector', 'matchExpressions').items().every((one) => fulfils(one, labels));
}

function fulfils(expression: Cursor, labels: { readonly [label: string]: string }): boolean {
  const value = labels[expression.at('key').text ?? ''];
  const values = expression.at('values').texts();
  switch (expression.at('operator').text) {
    case 'In': return value !== undefined && values.includes(value);
    case 'NotIn': return value === undefined || !values.includes(value);
    case 'Exists': return value !== undefined;
    case 'DoesNotExist': return value === undefined;
    default: return true;
  }
}
