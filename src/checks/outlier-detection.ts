import type { Report } from './check';
import type { Cursor } from './cursor';

/* What Istio's webhook refuses of outlier detection (`validateOutlierDetection`): of a DestinationRule and of the MeshConfig's default. */

/** Shares are percentages. */
export function* outlierShareReports(outliers: Cursor): Iterable<Report> {
  for (const name of ['maxEjectionPercent', 'minHealthPercent']) {
    const share = outliers.at(name);
    if (share.number !== undefined && (share.number < 0 || share.number > 100)) { yield share.mustBe('between 0 and 100'); }
  }
}

/** Failures of the client's own are counted apart only if they are told apart. */
export function* localFailureReports(outliers: Cursor): Iterable<Report> {
  const local = outliers.at('consecutiveLocalOriginFailures');
  if ((local.number ?? 0) > 0 && !outliers.at('splitExternalLocalOriginErrors').isTrue) {
    yield local.problem('is given without splitExternalLocalOriginErrors; it must come with it');
  }
}

/** The names of the durations. */
export const OUTLIER_DURATION_FIELDS: readonly string[] = ['interval', 'baseEjectionTime'];

/** The durations. */
export function outlierDurations(outliers: Cursor): Cursor[] {
  return outliers.fields === undefined ? [] : OUTLIER_DURATION_FIELDS.map((name) => outliers.at(name)).filter(({ text }) => text !== undefined);
}
