import type { Check } from '../check';
import { dynamicDnsEntry } from './dynamic-dns-entry';
import { entriesAgreeOnProtocol } from './entries-agree-on-protocol';
import { entryAddresses } from './entry-addresses';
import { entryEndpointAddress } from './entry-endpoint-address';
import { entryEndpointPorts } from './entry-endpoint-ports';
import { entryExportTo } from './entry-export-to';
import { entryHostName } from './entry-host-name';
import { entryHostsResolvable } from './entry-hosts-resolvable';
import { entryPortOnce } from './entry-port-once';
import { entryPortTellsHosts } from './entry-port-tells-hosts';
import { entryPorts } from './entry-ports';
import { entrySelectorHeeded } from './entry-selector-heeded';
import { entryTellsHostsApart } from './entry-tells-hosts-apart';
import { externalNameProtocol } from './external-name-protocol';
import { portProtocolKnown } from './port-protocol-known';
import { targetPortExists } from './target-port-exists';
import { tcpEntryHasAddress } from './tcp-entry-has-address';

/** Checks of Services and ServiceEntries. */
export const SERVICE_CHECKS: readonly Check[] = [
  portProtocolKnown, entryPortTellsHosts, entryHostName, entryAddresses, entryPorts, entryEndpointAddress, entryEndpointPorts,
  entryHostsResolvable, dynamicDnsEntry, entryTellsHostsApart, entryExportTo, entrySelectorHeeded, targetPortExists,
  entryPortOnce, entriesAgreeOnProtocol, tcpEntryHasAddress, externalNameProtocol,
];
