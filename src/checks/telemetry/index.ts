import type { Check } from '../check';
import { logFilterNeedsProvider } from './log-filter-needs-provider';
import { oneTelemetryPerLevel } from './one-telemetry-per-level';
import { telemetryProviderExists } from './telemetry-provider-exists';
import { tracingHasProvider } from './tracing-has-provider';

/** Checks of Telemetries. */
export const TELEMETRY_CHECKS: readonly Check[] = [telemetryProviderExists, oneTelemetryPerLevel, logFilterNeedsProvider, tracingHasProvider];
