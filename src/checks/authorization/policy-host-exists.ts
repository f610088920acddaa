import { parseServiceHost, serviceHost } from '../../model/hosts';
import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const policyHostExists = eachObject({
  code: 'CI1085',
  name: 'policy-host-exists',
  title: 'A host of an AuthorizationPolicy that looks like one of a service is that of a service.',
  severity: Severity.WARNING,
  kinds: ['AuthorizationPolicy', 'Service', 'ServiceEntry', 'VirtualService'],
  fields: ['hosts'],
  explanation: 'Istio compares the text with the Host header of requests. A name that no service has is in no request: the rule never matches.',
  fix: 'correct the name, or add it to knownHosts of the Mesh if it exists elsewhere',
  equivalents: ['KIA0104'],
  *object(policy, view) {
    const { clusterDomain } = view.context;
    const routed = () => view.once('routed-hosts', () => new Set(view.ofKind('VirtualService').flatMap((object) => object.spec.at('hosts').texts().map((host) => view.resolve(host, object)))));
    for (const to of policy.spec.at('rules').items().flatMap((rule) => rule.at('to').items())) {
      for (const place of to.at('operation', 'hosts').items()) {
        const host = place.text?.replace(/:(\d+|\*)$/, '') ?? '*';
        const [name, namespace, ...rest] = host.split('.');
        if (name === '' || host.includes('*')) { continue; }
        const isShort = rest.length === 0 || (rest.length === 1 && rest[0] === 'svc');
        const full = isShort ? serviceHost(name, namespace ?? policy.namespace, clusterDomain) : host;
        const found = parseServiceHost(full, clusterDomain);
        if (found === undefined || !view.services.definesServicesIn(found.namespace) || isKnown(full)) { continue; }
        if (routed().has(full) || routed().has(host) || isKnown(host)) { continue; }
        yield place.mustBe(`the host of a service of namespace ${found.namespace}`);
      }
    }
    function isKnown(host: string): boolean { return view.services.visible(host, [policy.namespace]).length > 0; }
  },
});
