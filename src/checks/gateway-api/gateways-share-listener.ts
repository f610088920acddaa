import { wholeApp } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';
import { K8S_GATEWAY } from '../waypoints';

/** See its title. */
export const gatewaysShareListener = wholeApp({
  code: 'CI1553',
  name: 'gateways-share-listener',
  title: 'A hostname is open on one Gateway of the Gateway API.',
  severity: Severity.INFO,
  kinds: [K8S_GATEWAY],
  explanation: 'Each Gateway has proxies and an address of its own. Where two have a listener for the same hostname, port and protocol, DNS decides which one clients use, '
    + 'and routes of one of them are not on the other.',
  fix: 'attach the routes to both, or leave one listener out',
  equivalents: ['KIA1501'],
  *run(view) {
    const seen = new Map<string, Cursor>();
    for (const gateway of view.ofKind(K8S_GATEWAY)) {
      for (const listener of gateway.spec.at('listeners').items()) {
        const hostname = listener.at('hostname').text;
        // A listener for all hostnames says nothing of one; waypoints have no other.
        if (hostname === undefined || listener.at('port').number === undefined) { continue; }
        const key = [listener.at('port').number, listener.at('protocol').text?.toUpperCase(), hostname].join(' ');
        const first = seen.get(key);
        if (first !== undefined && first.object !== gateway) {
          yield listener.at('hostname').problem(`is ${JSON.stringify(hostname)}, as ${first.path} of ${first.object.fullId} is; routes must be attached to both`);
        }
        seen.set(key, first ?? listener);
      }
    }
  },
});
