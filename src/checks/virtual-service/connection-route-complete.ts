import type { Cursor } from '../cursor';
import { Severity } from '../finding';
import { connectionRoutes } from '../http-routes';
import { beyondStructure } from '../structure-index';

/** See its title. */
export const connectionRouteComplete = beyondStructure({
  code: 'CI0264',
  name: 'connection-route-complete',
  title: 'A tls or tcp route has a destination, and a tls route says for which hosts.',
  severity: Severity.ERROR,
  kinds: ['VirtualService'],
  fields: ['tls', 'tcp'],
  explanation: 'Istio refuses a tls or tcp route without a destination, a tls route without match, and a match of one without sniHosts.',
  fix: 'add one, or leave the route out',
  equivalents: ['IV-VS-094', 'IV-VS-095', 'IV-VS-096', 'IV-VS-103'],
  *object(object) {
    for (const route of connectionRoutes(object)) {
      if (isEmpty(route.at('route'))) { yield route.at('route').mustBe('a list with a destination'); }
    }
    for (const { match } of object.spec.at('tls').items().map((route) => ({ match: route.at('match') }))) {
      if (isEmpty(match)) { yield match.mustBe('a list with a match'); }
      for (const hosts of match.items().map((each) => each.at('sniHosts'))) {
        if (isEmpty(hosts)) { yield hosts.mustBe('a list with a host'); }
      }
    }
  },
});

function isEmpty({ json }: Cursor): boolean {
  return json === undefined || (Array.isArray(json) && json.length === 0);
}
