import { wholeApp } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';
import { readExportTo } from '../service-index';

/** See its title. */
export const entryPortOnce = wholeApp({
  code: 'CI0681',
  name: 'entry-port-once',
  title: 'A port of a host is in one ServiceEntry.',
  severity: Severity.INFO,
  kinds: ['ServiceEntry'],
  explanation: 'Istio joins the endpoints of ServiceEntries of one namespace that have a host and a port in common; of what else they say, that of the one created '
    + 'first counts. Of several in other namespaces, a proxy takes one.',
  fix: 'join the ServiceEntries',
  equivalents: ['KIA1211'],
  *run(view) {
    const first = new Map<string, Array<{ place: Cursor; exportTo: readonly string[] }>>();
    for (const entry of view.ofKind('ServiceEntry')) {
      const exportTo = readExportTo(entry.spec.at('exportTo').texts(), entry.namespace);
      for (const port of entry.spec.at('ports').items()) {
        for (const host of entry.spec.at('hosts').texts()) {
          const key = `${host} ${port.at('number').number} ${port.at('protocol').text?.toUpperCase()}`;
          const others = first.get(key) ?? [];
          first.set(key, [...others, { place: port, exportTo }]);
          const rival = others.find((other) => other.place.object !== entry
            && (exportTo.includes('*') || other.exportTo.includes('*') || exportTo.some((one) => other.exportTo.includes(one))));
          if (rival === undefined) { continue; }
          yield port.problem(`is port ${port.at('number').number} of ${host}, as is ${rival.place.path} of ${rival.place.object.fullId}; it must be in one`);
        }
      }
    }
  },
});
