import type { Json, JsonObject } from '../../model/json';
import { parseProtocol } from '../../model/protocol';
import type { AppView } from '../app-view';
import { eachObject } from '../check';
import { Severity } from '../finding';
import { getsAddresses } from '../made-addresses';
import { meshConfigs } from '../mesh-configs';
import { DataPlaneMode } from '../mesh-context';

/** See its title. */
export const tcpEntryHasAddress = eachObject({
  code: 'CI0621',
  name: 'tcp-entry-has-address',
  title: 'A ServiceEntry with a port for TCP has an address.',
  severity: Severity.INFO,
  kinds: ['ServiceEntry'],
  fields: ['ports'],
  explanation: 'TCP does not name the host. Without an address the sidecars take everything for the port, whatever the host: with two such ServiceEntries for a port, all goes to one. '
    + 'Istio gives addresses by itself where the proxies answer DNS requests: in the ambient mesh, and with ISTIO_META_DNS_CAPTURE.',
  fix: 'give addresses, or set ISTIO_META_DNS_CAPTURE to "true" in defaultConfig.proxyMetadata of the MeshConfig',
  equivalents: ['IST0134'],
  *object(entry, view) {
    const { root, spec } = entry;
    if (spec.at('addresses').items().length > 0 || root.at('status', 'addresses').items().length > 0) { return; }
    // Wildcards, and what Istio makes no address for in any mesh, are CI0602's.
    if (!getsAddresses(entry) || spec.at('hosts').texts().some((host) => host.startsWith('*')) || givesAddresses(view)) { return; }
    for (const port of spec.at('ports').items()) {
      const protocol = port.at('protocol');
      const text = protocol.text ?? '';
      if (text !== '' && parseProtocol(text) !== 'TCP') { continue; }
      yield protocol.problem(`is ${text === '' ? 'TCP' : JSON.stringify(text)} and there are no addresses; one must be given, or the proxies must answer DNS requests`);
    }
  },
});

function givesAddresses(view: AppView): boolean {
  return view.context.dataPlane === DataPlaneMode.AMBIENT || view.once('gives-addresses', () => meshConfigs(view).some(({ json }) => {
    const { defaultConfig } = json;
    const metadata = isObject(defaultConfig) ? defaultConfig.proxyMetadata : undefined;
    return isObject(metadata) && String(metadata.ISTIO_META_DNS_CAPTURE) === 'true' && String(metadata.ISTIO_META_DNS_AUTO_ALLOCATE ?? true) === 'true';
  }));
}

function isObject(json: Json | undefined): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
