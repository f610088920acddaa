import { namespacedHostProblem } from '../../model/go/namespaced-hosts';
import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const egressHostForm = eachObject({
  code: 'CI0752',
  name: 'egress-host-form',
  title: 'An egress listener of a Sidecar names hosts as namespace/host, with the full name.',
  severity: Severity.ERROR,
  kinds: ['Sidecar'],
  fields: ['egress'],
  explanation: 'The namespace is that of the service or its ServiceEntry: a name, "." for the own one, "*" for any, or "~" before one to leave it out. Short names are not made '
    + 'full here: Istio refuses them, as it does a listener without hosts.',
  fix: 'write it like ./reviews.shop.svc.cluster.local, ./*.example.com or */*',
  equivalents: ['IV-SC-029', 'IV-SC-030', 'IV-SC-031', 'IV-SC-032', 'IV-multi-020', 'IV-multi-076', 'IV-multi-077', 'IV-multi-078'],
  *object({ spec }) {
    for (const listener of spec.at('egress').items()) {
      const hosts = listener.at('hosts');
      if (Array.isArray(hosts.json) && hosts.json.length === 0) { yield hosts.mustBe('a list of at least one host', { fix: 'write ["*/*"] for all hosts, ["~/*"] for none' }); }
      for (const host of hosts.items()) {
        const allowed = host.text === undefined ? undefined : namespacedHostProblem(host.text, 'sidecar');
        if (allowed !== undefined) { yield host.mustBe(allowed); }
      }
    }
  },
});
