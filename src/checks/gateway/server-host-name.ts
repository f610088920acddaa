import { namespacedHostProblem } from '../../model/go/namespaced-hosts';
import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const serverHostName = eachObject({
  code: 'CI0441',
  name: 'server-host-name',
  title: 'A host of a Gateway is a full name, perhaps after a namespace.',
  severity: Severity.ERROR,
  kinds: ['Gateway'],
  fields: ['servers'],
  isRefusedByConstructs: true,
  explanation: 'Istio refuses short names, and wildcards other than "*" and "*.example.com". A namespace before the host says whose VirtualServices may use it: shop/a.example.com.',
  fix: 'write the full name of the host',
  equivalents: ['IV-GW-010', 'IV-GW-011', 'IV-GW-012', 'IV-GW-013', 'IV-multi-020', 'IV-multi-076', 'IV-multi-077', 'IV-multi-078'],
  *object({ spec }) {
    for (const server of spec.at('servers').items()) {
      for (const host of server.at('hosts').items()) {
        const allowed = host.text === undefined ? undefined : namespacedHostProblem(host.text, 'gateway');
        if (allowed !== undefined) { yield host.mustBe(allowed); }
      }
    }
  },
});
