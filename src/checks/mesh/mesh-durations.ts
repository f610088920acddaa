import { durationProblem, goDuration, wholeSecondsProblem } from '../../model/go/durations';
import { ANY, eachObject } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';
import { meshConfigsIn, PROXY_CONFIG_FIELDS, proxyConfigsIn } from '../mesh-places';

const HOUR = 3_600_000_000_000n;

/** See its title. */
export const meshDurations = eachObject({
  code: 'CI1304',
  name: 'mesh-durations',
  title: 'The durations of a MeshConfig and a ProxyConfig are ones that Istio takes.',
  severity: Severity.ERROR,
  kinds: [ANY],
  fields: PROXY_CONFIG_FIELDS,
  explanation: 'Istio refuses the MeshConfig, or the pod with such an annotation. Timeouts have whole milliseconds, and proxies drain for whole seconds.',
  fix: 'write such a duration, or leave the field out',
  equivalents: ['IV-MC-003', 'IV-MC-004', 'IV-MC-019'],
  *object(object, view) {
    for (const { at } of meshConfigsIn(object, view)) {
      yield* allowed(at.at('connectTimeout'), (text) => ((goDuration(text) ?? 0n) > HOUR ? 'at most 1h' : durationProblem(text)));
      yield* allowed(at.at('protocolDetectionTimeout'), (text) => {
        const nanoseconds = goDuration(text);
        return nanoseconds !== undefined && nanoseconds % 1_000_000n === 0n ? undefined : 'a duration in whole milliseconds, or 0s to wait for as long as it takes';
      });
    }
    for (const { at } of proxyConfigsIn(object, view)) {
      yield* allowed(at.at('drainDuration'), wholeSecondsProblem);
    }
  },
});

function* allowed(place: Cursor, problem: (text: string) => string | undefined) {
  // What is no duration at all is told where types are.
  const allowedText = place.text === undefined || goDuration(place.text) === undefined ? undefined : problem(place.text);
  if (allowedText !== undefined) { yield place.mustBe(allowedText); }
}
