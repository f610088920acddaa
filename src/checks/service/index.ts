import type { Check } from '../check';
import { entryPortTellsHosts } from './entry-port-tells-hosts';
import { portProtocolKnown } from './port-protocol-known';

/** Checks of Services and ServiceEntries. */
export const SERVICE_CHECKS: readonly Check[] = [portProtocolKnown, entryPortTellsHosts];
