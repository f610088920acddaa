import type { Check } from '../check';
import { egressHostExists } from './egress-host-exists';
import { oneSidecarPerWorkload } from './one-sidecar-per-workload';

/** Checks of Sidecars. */
export const SIDECAR_CHECKS: readonly Check[] = [oneSidecarPerWorkload, egressHostExists];
