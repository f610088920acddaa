import { eachObject } from '../check';
import { Severity } from '../finding';
import { trustDomains } from '../mesh-configs';
import { principalsOf } from '../principals';
import { matchesPattern, serviceAccounts } from '../service-accounts';

/** See its title. */
export const principalExists = eachObject({
  code: 'CI1083',
  name: 'principal-exists',
  title: 'A principal is the identity of a service account.',
  severity: Severity.WARNING,
  kinds: ['AuthorizationPolicy', 'ServiceAccount', 'Deployment', 'Pod'],
  fields: ['principals', 'notPrincipals', 'when'],
  explanation: 'Istio compares texts: <trust domain>/ns/<namespace>/sa/<service account>, without spiffe://. A principal that no pod has matches nobody, so that an '
    + 'ALLOW rule locks its callers out. Looked at are namespaces whose pods or accounts the app has.',
  fix: 'correct the namespace or the name of the service account',
  equivalents: ['KIA0106', 'KIA0107'],
  *object(policy, view) {
    for (const { place, text } of principalsOf(policy)) {
      // Of a scheme, another check tells.
      if (text.includes('://')) { continue; }
      const [, domain, namespace, name] = /^(.*?)(?:^|\/)ns\/([^/*]+)\/sa\/([^/]+)$/.exec(text) ?? [];
      if (namespace === undefined) {
        // With a star at an end it may be any part of an identity.
        if (!text.includes('*')) { yield place.mustBe('<trust domain>/ns/<namespace>/sa/<service account>'); }
        continue;
      }
      const known = serviceAccounts(view).get(namespace);
      // Of accounts of other meshes, nothing is known.
      const isOwn = domain.startsWith('*') || domain === 'cluster.local' || trustDomains(view).includes(domain);
      // Where no pod and no object names an account, they are made elsewhere.
      if (!isOwn || known === undefined || known.size < 2 || view.context.knownNamespaces.includes(namespace)) { continue; }
      if ([...known].some((account) => matchesPattern(account, name))) { continue; }
      // What the default installation brings along.
      if (namespace === view.context.rootNamespace && name.endsWith('-service-account')) { continue; }
      yield place.mustBe(`that of a service account of namespace ${namespace}: ${[...known].sort().join(', ')}`);
    }
  },
});
