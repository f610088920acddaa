import { eachObject } from '../check';
import { Severity } from '../finding';
import { selectorOf } from '../peer-authentication-index';

/** Where Istio is installed unless somebody says otherwise. */
const USUAL_ROOT = 'istio-system';

/** See its title. */
export const meshPolicyNamespace = eachObject({
  code: 'CI0505',
  name: 'mesh-policy-namespace',
  title: 'A PeerAuthentication for the mesh is in the root namespace.',
  severity: Severity.WARNING,
  kinds: ['PeerAuthentication'],
  explanation: 'Without a selector a policy is for the mesh in the root namespace, and for one namespace anywhere else. A policy without a namespace goes to '
    + 'whatever namespace kubectl is set to.',
  fix: 'set metadata.namespace to the root namespace, which rootNamespace of the Mesh names',
  equivalents: [],
  *object(policy, view) {
    const { rootNamespace } = view.context;
    const namespace = policy.root.at('metadata', 'namespace');
    if (policy.namespace === rootNamespace) { return; }
    const isMeant = policy.namespace === USUAL_ROOT || /(^|-)mesh(-|$)/.test(policy.name);
    if ((namespace.given && !isMeant) || Object.keys(selectorOf(policy)).length > 0) { return; }
    if (!namespace.given) {
      yield namespace.mustBe(`${rootNamespace} for the mesh, or the namespace that it is for`, { fix: 'set metadata.namespace' });
    } else {
      yield namespace.mustBe(`${rootNamespace} for a policy of the mesh`);
    }
  },
});
