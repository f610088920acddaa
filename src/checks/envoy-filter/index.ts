import type { Check } from '../check';
import { envoyConfigTyped } from './envoy-config-typed';
import { envoyFieldKnown } from './envoy-field-known';
import { envoyFilterInternals } from './envoy-filter-internals';
import { envoyTypesExist } from './envoy-types-exist';
import { envoyValueFits } from './envoy-value-fits';
import { filterNameCurrent } from './filter-name-current';
import { operationTakesEffect } from './operation-takes-effect';
import { patchComplete } from './patch-complete';
import { patchFilterMatch } from './patch-filter-match';
import { patchMatchObject } from './patch-match-object';
import { patchOrderSaid } from './patch-order-said';
import { patchProxyVersion } from './patch-proxy-version';

/** Checks of EnvoyFilters. */
export const ENVOY_FILTER_CHECKS: readonly Check[] = [
  envoyTypesExist, envoyFilterInternals, patchComplete, patchProxyVersion, patchMatchObject, patchFilterMatch, filterNameCurrent,
  envoyValueFits, envoyFieldKnown, envoyConfigTyped, operationTakesEffect, patchOrderSaid,
];
