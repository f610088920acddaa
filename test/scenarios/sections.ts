import { APPLICATIONS, EXTENSION, MACHINES } from './extension';
import { INJECTION, INSTALL } from './install';
import type { Section } from './scenario';
import { SECURITY } from './security';
import { RESILIENCE, TRAFFIC } from './traffic';

/** All that the library must serve. */
export const SECTIONS: readonly Section[] = [INSTALL, INJECTION, TRAFFIC, RESILIENCE, SECURITY, EXTENSION, MACHINES, APPLICATIONS];
