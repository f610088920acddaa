import type { AppView } from '../app-view';
import { eachObject } from '../check';
import { delegationsOf, isMadeByFlagger } from '../delegates';
import { Severity } from '../finding';
import { isDelegate } from '../http-routes';

/** See its title. */
export const delegateExists = eachObject({
  code: 'CI0282',
  name: 'delegate-exists',
  title: 'A route leaves requests to a VirtualService that exists and has no hosts.',
  severity: Severity.ERROR,
  kinds: ['VirtualService'],
  fields: ['delegate'],
  explanation: 'Istio drops a route whose delegate it does not find, and one whose delegate has hosts of its own, without a word to whoever applied it: the '
    + 'requests fall through to the next route, or are answered with 404. Without a namespace the delegate is looked for in that of the VirtualService. '
    + 'Where the app has no delegates in the namespace, this one may be applied from elsewhere: it is a warning.',
  fix: 'correct the name, or add the delegate; if it exists elsewhere, name its namespace in knownNamespaces of the Mesh',
  equivalents: ['GAP-16'],
  *object(object, view) {
    for (const { place, id, namespace, named } of delegationsOf(object, view)) {
      if (named !== undefined) {
        if (!isDelegate(named)) { yield place.problem(`is ${id}, which has hosts; it must have none`, { fix: 'leave hosts and gateways of the delegate out' }); }
        continue;
      }
      if (view.context.knownNamespaces.includes(namespace) || isMadeByFlagger(id, view)) { continue; }
      const isOfApp = delegateNamespaces(view).has(namespace);
      yield place.problem(`is ${id}; there must be such a VirtualService`, { severity: isOfApp ? Severity.ERROR : Severity.WARNING });
    }
  },
});

/** The namespaces in which the app has delegates. */
function delegateNamespaces(view: AppView): ReadonlySet<string> {
  return view.once('delegate-namespaces', () => new Set(view.ofKind('VirtualService').filter(isDelegate).map(({ namespace }) => namespace)));
}
