import { Severity } from '../finding';
import { httpRoutes, isDelegate } from '../http-routes';
import { beyondStructure } from '../structure-index';

/** See its title. */
export const delegateIsPlain = beyondStructure({
  code: 'CI0243',
  name: 'delegate-is-plain',
  title: 'A VirtualService without hosts, which others delegate to, has HTTP routes only, and no delegates of its own.',
  severity: Severity.ERROR,
  kinds: ['VirtualService'],
  fields: ['gateways', 'tls', 'tcp', 'delegate'],
  explanation: 'Hosts and gateways are those of the VirtualService that leaves requests to the delegate, and only HTTP requests can be left to one. '
    + 'Istio refuses a delegate that says more.',
  fix: 'leave it out, or add hosts if it is to be no delegate',
  equivalents: ['IV-VS-001', 'IV-VS-002', 'IV-VS-003', 'IV-VS-025', 'GAP-16'],
  *object(object) {
    if (!isDelegate(object)) { return; }
    for (const field of ['gateways', 'tls', 'tcp']) {
      const list = object.spec.at(field);
      if (list.items().length > 0) { yield list.problem('is set; in a delegate it must be left out'); }
    }
    for (const route of httpRoutes(object)) {
      if (route.at('delegate').given) { yield route.at('delegate').problem('is set; a delegate must not delegate again'); }
    }
  },
});
