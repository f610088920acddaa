import type { Check } from '../check';
import { injectionHeeded } from './injection-heeded';
import { podMetadataOnTemplate } from './pod-metadata-on-template';

/** Checks of what makes pods. */
export const WORKLOAD_CHECKS: readonly Check[] = [podMetadataOnTemplate, injectionHeeded];
