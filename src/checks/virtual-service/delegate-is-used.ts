import { wholeApp } from '../check';
import { delegations } from '../delegates';
import { Severity } from '../finding';
import { isDelegate } from '../http-routes';

/** See its title. */
export const delegateIsUsed = wholeApp({
  code: 'CI0269',
  name: 'delegate-is-used',
  title: 'A VirtualService without hosts is one that another leaves requests to.',
  severity: Severity.INFO,
  kinds: ['VirtualService'],
  explanation: 'Without hosts a VirtualService does nothing by itself. Where no VirtualService of the app delegates to it, one elsewhere may; or its hosts were forgotten.',
  fix: 'add hosts, or a route with a delegate that names it',
  equivalents: [],
  *run(view) {
    const delegates = view.ofKind('VirtualService').filter((object) => object.spec.fields !== undefined && isDelegate(object));
    const used = new Set(delegates.length === 0 ? [] : delegations(view).map(({ id }) => id));
    for (const object of delegates) {
      if (used.has(object.id)) { continue; }
      yield object.spec.at('hosts').problem('is missing, and no VirtualService of the app delegates here; one must');
    }
  },
});
