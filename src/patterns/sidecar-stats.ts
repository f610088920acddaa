import type { Duration } from 'cdk8s';
import type { Field } from '../model/field';
import { defined, given } from '../model/json';
import { requireInteger } from '../model/require';
import { renderDuration } from '../resources/duration';

/** What a sidecar measures. Which measures there are is said by `statsMatcher` of its proxy settings. */
export interface SidecarStats {
  /**
   * Whether the application's own Prometheus metrics are given out with the sidecar's.
   *
   * @default - as the mesh says: true
   */
  readonly mergeMetrics?: boolean;

  /**
   * The bounds of the buckets of histograms, in milliseconds, by the beginning of their names: `{ istiocustom: [1, 10, 100] }`.
   *
   * @default - 0.5 to 3600000 in 19 steps
   */
  readonly histogramBuckets?: { [prefix: string]: number[] };

  /**
   * The number of bins of each histogram of Istio's metrics. Fewer need less memory.
   *
   * @default 100
   */
  readonly histogramBins?: number;

  /**
   * How often measures are sent to those whom they are pushed to.
   *
   * @default - 5 seconds
   */
  readonly flushInterval?: Duration;

  /**
   * How long a series of Istio's metrics that does not change is kept, up to twice: a multiple of `flushInterval`, in whole seconds.
   *
   * @default - as long as the sidecar lives
   */
  readonly evictionInterval?: Duration;
}

const DEFAULT_FLUSH_MILLISECONDS = 5000;

/** The annotations that say so. */
export function statsAnnotations(stats: SidecarStats, field: Field): { [annotation: string]: string | undefined } {
  const { flushInterval, evictionInterval } = stats;
  const flush = flushInterval?.toMilliseconds() ?? DEFAULT_FLUSH_MILLISECONDS;
  // What is no multiple is left out by the agent, with a line in its log only.
  if (evictionInterval !== undefined && (evictionInterval.toMilliseconds() % flush !== 0 || evictionInterval.toMilliseconds() % 1000 !== 0)) {
    throw field.at('evictionInterval').error(`${evictionInterval.toMilliseconds()}ms`, `whole seconds and a multiple of flushInterval, ${flush}ms`);
  }
  return defined({
    'prometheus.istio.io/merge-metrics': given(stats.mergeMetrics, String),
    'sidecar.istio.io/statsHistogramBuckets': given(stats.histogramBuckets, (buckets) => JSON.stringify(requireBuckets(buckets, field.at('histogramBuckets')))),
    'sidecar.istio.io/statsHistogramBins': given(stats.histogramBins, (bins) => String(requireInteger(bins, field.at('histogramBins'), 1, 46082))),
    'sidecar.istio.io/statsFlushInterval': given(flushInterval, (interval) => renderDuration(interval, field.at('flushInterval'))),
    'sidecar.istio.io/statsEvictionInterval': given(evictionInterval, (interval) => renderDuration(interval, field.at('evictionInterval'))),
  });
}

function requireBuckets(buckets: { readonly [prefix: string]: number[] }, field: Field): object {
  for (const [prefix, bounds] of Object.entries(buckets)) {
    const rising = bounds.length > 0 && bounds.every((bound, i) => bound > 0 && (i === 0 || bound > bounds[i - 1]));
    if (!rising) { throw field.at(prefix).error(bounds, 'positive numbers, each greater than the one before'); }
  }
  return buckets;
}
