import { durationProblem, goDuration } from '../../model/go/durations';
import { ANY, eachObject } from '../check';
import { idleTimeoutReports, poolDurations, poolLimitReports, poolUpgradeReports } from '../connection-pool';
import { Severity } from '../finding';
import { MESH_CONFIG_FIELDS, meshConfigsIn } from '../mesh-places';
import { localFailureReports, outlierDurations, outlierShareReports } from '../outlier-detection';

/** See its title. */
export const meshTrafficPolicy = eachObject({
  code: 'CI1307',
  name: 'mesh-traffic-policy',
  title: 'The traffic policy of a mesh says what one of a DestinationRule may say.',
  severity: Severity.ERROR,
  kinds: [ANY],
  fields: MESH_CONFIG_FIELDS,
  explanation: 'Istio refuses the MeshConfig: limits are not negative, durations have whole milliseconds, shares are percentages, and settings that exclude each other do so here too.',
  fix: 'correct it as in a DestinationRule',
  equivalents: ['IV-MC-010', 'IV-MC-011', 'IV-MC-012', 'IV-MC-013', 'IV-MC-014', 'IV-MC-015'],
  *object(object, view) {
    for (const { at } of meshConfigsIn(object, view)) {
      const [pool, outliers] = [at.at('defaultTrafficPolicy', 'connectionPool'), at.at('defaultTrafficPolicy', 'outlierDetection')];
      if (pool.fields !== undefined && !pool.at('tcp').given && !pool.at('http').given) { yield pool.problem('has neither tcp nor http; it must have one of them, or be left out'); }
      yield* poolLimitReports(pool);
      yield* poolUpgradeReports(pool);
      yield* idleTimeoutReports(pool);
      yield* outlierShareReports(outliers);
      yield* localFailureReports(outliers);
      // Of pings, Istio compares those of a DestinationRule only.
      const pings = pool.at('http', 'http2KeepAlive').path;
      for (const duration of [...poolDurations(pool), ...outlierDurations(outliers)].filter(({ path }) => !path.startsWith(pings))) {
        const allowed = goDuration(duration.text ?? '') === undefined ? undefined : durationProblem(duration.text ?? '');
        if (allowed !== undefined) { yield duration.mustBe(allowed); }
      }
    }
  },
});
