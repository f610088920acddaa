import type { Check } from '../check';
import { envoyTypesExist } from './envoy-types-exist';

/** Checks of EnvoyFilters. */
export const ENVOY_FILTER_CHECKS: readonly Check[] = [envoyTypesExist];
