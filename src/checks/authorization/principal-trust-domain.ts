import { eachObject } from '../check';
import { Severity } from '../finding';
import { meshConfigs, trustDomains } from '../mesh-configs';
import { principalsOf } from '../principals';

/** See its title. */
export const principalTrustDomain = eachObject({
  code: 'CI1084',
  name: 'principal-trust-domain',
  title: 'A principal is of a trust domain of the mesh.',
  severity: Severity.WARNING,
  kinds: ['AuthorizationPolicy'],
  fields: ['principals', 'notPrincipals', 'when'],
  explanation: 'Istio takes cluster.local for the trust domain of the mesh, whatever that is; any other that is neither it nor one of trustDomainAliases is another '
    + 'mesh\'s. It is an info where the app shows no MeshConfig.',
  fix: 'write cluster.local, or add the domain to trustDomainAliases of the MeshConfig',
  equivalents: ['KIA0108'],
  *object(policy, view) {
    const known = trustDomains(view);
    for (const { place, text } of principalsOf(policy)) {
      const domain = text.includes('*') ? undefined : /^([^/]+)\/ns\//.exec(text)?.[1];
      if (domain === undefined || domain === 'cluster.local' || known.includes(domain)) { continue; }
      yield place.mustBe(`of trust domain ${known.join(' or ')}`, { severity: meshConfigs(view).length === 0 ? Severity.INFO : Severity.WARNING });
    }
  },
});
