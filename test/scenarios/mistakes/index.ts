import { INSTALL_MISTAKES } from './install';
import { RESILIENCE_MISTAKES } from './resilience';
import { SECURITY_MISTAKES } from './security';
import { TRAFFIC_MISTAKES } from './traffic';
import type { Mistakes } from '../scenario';

/** The mistakes of all scenarios, by id. */
export const MISTAKES: Mistakes = { ...INSTALL_MISTAKES, ...TRAFFIC_MISTAKES, ...RESILIENCE_MISTAKES, ...SECURITY_MISTAKES };
