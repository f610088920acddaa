import { eachObject } from '../check';
import { ENVOY_OPERATIONS, isAgainstReference } from '../envoy-operations';
import { Severity } from '../finding';

/** See its title. */
export const operationTakesEffect = eachObject({
  code: 'CI1121',
  name: 'operation-takes-effect',
  title: 'The operation of a patch is one that there is for what it is applied to.',
  severity: Severity.ERROR,
  kinds: ['EnvoyFilter'],
  fields: ['operation'],
  explanation: 'Istio passes over an operation that it does not have for the part of the configuration: the patch changes nothing, and nobody is told. For HTTP_ROUTE '
    + 'the reference says that ADD and REMOVE are ignored; this version carries them out, so that they are an info.',
  fix: 'use another operation, or apply the patch to something else',
  equivalents: ['IST0152', 'IST0153', 'IST0154'],
  *object({ spec }) {
    for (const patch of spec.at('configPatches').items()) {
      const [applyTo, operation] = [patch.at('applyTo').text ?? '', patch.at('patch', 'operation')];
      const allowed = ENVOY_OPERATIONS.get(applyTo);
      if (allowed === undefined || operation.text === undefined || operation.text === 'INVALID') { continue; }
      if (!allowed.includes(operation.text)) {
        yield operation.mustBe(`one that Istio carries out for ${applyTo}: ${allowed.join(', ')}`);
      } else if (isAgainstReference(applyTo, operation.text)) {
        yield operation.mustBe('another one: the reference says that it is ignored for HTTP_ROUTE', {
          severity: Severity.INFO, fix: 'test it with each new version of Istio, or use INSERT_FIRST or MERGE',
        });
      }
    }
  },
});
