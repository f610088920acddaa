import { eachObject } from '../check';
import { delegationsOf, isExportedTo } from '../delegates';
import { Severity } from '../finding';
import { isDelegate } from '../http-routes';

/** See its title. */
export const delegateExported = eachObject({
  code: 'CI0283',
  name: 'delegate-exported',
  title: 'A delegate is exported to the namespace of the VirtualService that leaves requests to it.',
  severity: Severity.ERROR,
  kinds: ['VirtualService'],
  fields: ['delegate'],
  explanation: 'Istio drops a route whose delegate it may not read, without a word to whoever applied it: the requests fall through to the next route, or are '
    + 'answered with 404.',
  fix: 'add the namespace to exportTo of the delegate',
  equivalents: ['GAP-16'],
  *object(object, view) {
    for (const { place, id, named } of delegationsOf(object, view)) {
      if (named === undefined || !isDelegate(named) || isExportedTo(object.namespace, named, view)) { continue; }
      yield place.problem(`is ${id}, whose exportTo leaves namespace ${object.namespace} out; it must be exported there`);
    }
  },
});
