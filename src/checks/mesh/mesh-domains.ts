import { trustDomainProblem, wildcardDomainProblem } from '../../model/go/host-names';
import { ANY, eachObject } from '../check';
import { Severity } from '../finding';
import { MESH_CONFIG_FIELDS, meshConfigsIn } from '../mesh-places';

/** See its title. */
export const meshDomains = eachObject({
  code: 'CI1305',
  name: 'mesh-domains',
  title: 'Trust domains and the hosts of service settings are names that Istio takes.',
  severity: Severity.ERROR,
  kinds: [ANY],
  fields: MESH_CONFIG_FIELDS,
  explanation: 'Istio refuses the MeshConfig. A trust domain is part of every identity in the mesh, and is never empty.',
  fix: 'correct the name',
  equivalents: ['IV-MC-005', 'IV-MC-006', 'IV-MC-057'],
  *object(object, view) {
    for (const { at } of meshConfigsIn(object, view)) {
      for (const domain of [at.at('trustDomain'), ...at.at('trustDomainAliases').items()]) {
        const allowed = domain.text === undefined ? undefined : trustDomainProblem(domain.text);
        if (allowed !== undefined) { yield domain.mustBe(allowed); }
      }
      for (const host of at.at('serviceSettings').items().flatMap((each) => each.at('hosts').items())) {
        const allowed = host.text === undefined ? undefined : wildcardDomainProblem(host.text);
        if (allowed !== undefined) { yield host.mustBe(allowed); }
      }
    }
  },
});
