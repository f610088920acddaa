import { wholeApp } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';
import { K8S_GATEWAY } from '../waypoints';

/** See its title. */
export const gatewaysShareAddress = wholeApp({
  code: 'CI1554',
  name: 'gateways-share-address',
  title: 'An address is asked for by one Gateway of the Gateway API.',
  severity: Severity.WARNING,
  kinds: [K8S_GATEWAY],
  explanation: 'Each Gateway has a Service of its own, and two Services cannot have one address: the second Gateway gets none.',
  fix: 'join the Gateways, or ask for another address',
  equivalents: ['KIA1502'],
  *run(view) {
    const seen = new Map<string, Cursor>();
    for (const gateway of view.ofKind(K8S_GATEWAY)) {
      for (const address of gateway.spec.at('addresses').items()) {
        const value = address.at('value').text;
        const type = address.at('type').text ?? 'IPAddress';
        // A name of a Service that is already there can be that of several.
        if (value === undefined || value === '' || type !== 'IPAddress') { continue; }
        const first = seen.get(value);
        if (first !== undefined && first.object !== gateway) {
          yield address.at('value').problem(`is ${JSON.stringify(value)}, which ${first.object.fullId} asks for as well; it must be of one Gateway`);
        }
        seen.set(value, first ?? address);
      }
    }
  },
});
