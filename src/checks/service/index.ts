import type { Check } from '../check';
import { portProtocolKnown } from './port-protocol-known';

/** Checks of Kubernetes Services. */
export const SERVICE_CHECKS: readonly Check[] = [portProtocolKnown];
