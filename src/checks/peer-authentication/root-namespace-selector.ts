import { eachObject } from '../check';
import { Severity } from '../finding';
import { selectorOf } from '../peer-authentication-index';

/** See its title. */
export const rootNamespaceSelector = eachObject({
  code: 'CI0501',
  name: 'root-namespace-selector',
  title: 'A PeerAuthentication in the root namespace has no selector.',
  severity: Severity.ERROR,
  kinds: ['PeerAuthentication'],
  fields: ['matchLabels'],
  explanation: 'In the root namespace only a policy without selector counts, for the whole mesh. One with a selector is ignored, for the pods of that '
    + 'namespace too: what it makes STRICT stays open.',
  fix: 'leave the selector out, or put the policy into the namespace of the workload',
  equivalents: ['GAP-06'],
  *object(policy, view) {
    if (policy.namespace !== view.context.rootNamespace || Object.keys(selectorOf(policy)).length === 0) { return; }
    yield policy.spec.at('selector').mustBe(`left out in the root namespace ${policy.namespace}`);
  },
});
