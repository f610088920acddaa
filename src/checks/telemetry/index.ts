import type { Check } from '../check';
import { logFilterNeedsProvider } from './log-filter-needs-provider';
import { logFilterParses } from './log-filter-parses';
import { logHasProvider } from './log-has-provider';
import { oneTelemetryPerLevel } from './one-telemetry-per-level';
import { oneTracing } from './one-tracing';
import { tagHasName } from './tag-has-name';
import { tagOverrideValue } from './tag-override-value';
import { telemetryProviderExists } from './telemetry-provider-exists';
import { tracingHasProvider } from './tracing-has-provider';

/** Checks of Telemetries. */
export const TELEMETRY_CHECKS: readonly Check[] = [
  telemetryProviderExists, oneTelemetryPerLevel, logFilterNeedsProvider, tracingHasProvider, oneTracing, logFilterParses,
  tagOverrideValue, tagHasName, logHasProvider,
];
