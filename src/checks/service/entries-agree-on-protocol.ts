import type { AppObject } from '../app-object';
import { wholeApp } from '../check';
import { Severity } from '../finding';
import { readExportTo } from '../service-index';

/** A protocol of a port of a host, and who says so. */
interface Saying {
  readonly entry: AppObject;
  readonly protocol: string;
  readonly exportTo: readonly string[];
}

/** See its title. */
export const entriesAgreeOnProtocol = wholeApp({
  code: 'CI0620',
  name: 'entries-agree-on-protocol',
  title: 'ServiceEntries for one host say the same protocol of a port.',
  severity: Severity.WARNING,
  kinds: ['ServiceEntry'],
  explanation: 'Istio joins the ServiceEntries of a host. If one takes a port for HTTP and another one for TLS, the proxies listen for one of them, which depends on when the '
    + 'objects were created, and the traffic of the other one fails.',
  fix: 'give the port one protocol, or keep the ServiceEntries apart with exportTo',
  equivalents: ['IST0177', 'KIA1212'],
  *run(view) {
    const sayings = new Map<string, Saying[]>();
    for (const entry of view.ofKind('ServiceEntry')) {
      const exportTo = readExportTo(entry.spec.at('exportTo').texts(), entry.namespace);
      for (const port of entry.spec.at('ports').items()) {
        const number = port.at('number').number;
        const protocol = (port.at('protocol').text ?? '').toUpperCase() || 'TCP';
        if (number === undefined) { continue; }
        for (const host of new Set(entry.spec.at('hosts').texts())) {
          const key = `${number} ${host}`;
          const others = sayings.get(key) ?? [];
          const rival = others.find((other) => other.entry !== entry && other.protocol !== protocol && meet(other.exportTo, exportTo));
          if (rival !== undefined) {
            yield port.at('protocol').problem(`is ${protocol} for port ${number} of ${host}; it must be one protocol, and ${rival.entry.fullId} says ${rival.protocol}`);
          }
          // Of those that say the same for the same namespaces, one is enough to be compared with.
          const isKnown = others.some((other) => other.protocol === protocol && other.exportTo.join() === exportTo.join());
          if (!isKnown) { sayings.set(key, [...others, { entry, protocol, exportTo }]); }
        }
      }
    }
  },
});

function meet(a: readonly string[], b: readonly string[]): boolean {
  return a.includes('*') || b.includes('*') || a.some((namespace) => b.includes(namespace));
}
