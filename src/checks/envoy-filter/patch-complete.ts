import { eachObject, type Report } from '../check';
import type { EnvoyPatch } from '../envoy-patches';
import { envoyPatches } from '../envoy-patches';
import { Severity } from '../finding';

/** See its title. */
export const patchComplete = eachObject({
  code: 'CI1141',
  name: 'patch-complete',
  title: 'A patch of an EnvoyFilter says what it applies to, what it does, and with which value.',
  severity: Severity.ERROR,
  kinds: ['EnvoyFilter'],
  fields: ['configPatches'],
  explanation: 'Istio refuses a patch without them. Only REMOVE needs no value.',
  fix: 'complete the patch',
  equivalents: ['IV-EF-003', 'IV-EF-004', 'IV-EF-005', 'IV-EF-006'],
  *object(filter) {
    for (const patch of envoyPatches(filter)) {
      const report = missing(patch);
      if (report !== undefined) { yield report; }
    }
  },
});

/** The first thing that is missing: what is there besides makes no sense without it. */
function missing({ place, applyTo, operation, value }: EnvoyPatch): Report | undefined {
  const patch = place.at('patch');
  if (applyTo === 'INVALID') { return place.at('applyTo').mustBe('what the patch is for, such as HTTP_FILTER or CLUSTER', { fix: 'set applyTo' }); }
  if (!patch.given) { return patch.mustBe('given, with operation and value', { fix: 'write the patch' }); }
  if (patch.fields === undefined) { return undefined; }
  if (operation === 'INVALID') { return patch.at('operation').mustBe('what the patch does, such as MERGE or INSERT_BEFORE', { fix: 'set operation' }); }
  return operation === 'REMOVE' || value.given ? undefined : value.mustBe(`given for ${operation}`, { fix: 'write the value' });
}
