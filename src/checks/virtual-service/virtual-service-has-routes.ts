import { Severity } from '../finding';
import { beyondStructure } from '../structure-index';

/** See its title. */
export const virtualServiceHasRoutes = beyondStructure({
  code: 'CI0242',
  name: 'virtual-service-has-routes',
  title: 'A VirtualService has routes.',
  severity: Severity.ERROR,
  kinds: ['VirtualService'],
  explanation: 'Istio refuses a VirtualService without http, tls and tcp routes.',
  fix: 'add a route, or leave the VirtualService out',
  equivalents: ['IV-VS-008'],
  *object({ spec, isTyped }) {
    // A construct that writes none has said what keeps it from writing them.
    if (isTyped) { return; }
    const lists = ['http', 'tls', 'tcp'].map((protocol) => spec.at(protocol));
    if (lists.some((list) => list.given && (!Array.isArray(list.json) || list.json.length > 0))) { return; }
    yield spec.problem('has no routes; it must have http, tls or tcp routes');
  },
});
