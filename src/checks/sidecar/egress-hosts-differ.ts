import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const egressHostsDiffer = eachObject({
  code: 'CI0753',
  name: 'egress-hosts-differ',
  title: 'An egress listener of a Sidecar names each host once.',
  severity: Severity.WARNING,
  kinds: ['Sidecar'],
  fields: ['egress'],
  explanation: 'A host that is there twice, or besides "*" of its namespace, has no effect, and nor has any besides "*/*". Who wrote it may have meant another one, or have forgotten '
    + 'to take the wider one out. Istio warns of it.',
  fix: 'leave one of them out',
  equivalents: ['IV-SC-033', 'IV-SC-034'],
  *object(sidecar) {
    for (const listener of sidecar.spec.at('egress').items()) {
      const seen = new Map<string, Set<string>>();
      const hosts = listener.at('hosts').items().filter(({ text }) => text?.includes('/') === true && !text.startsWith('~'));
      const everything = hosts.find(({ text }) => text === '*/*');
      for (const place of hosts) {
        const [scope, host] = [place.text?.split('/')[0] ?? '', place.text?.slice((place.text?.indexOf('/') ?? 0) + 1) ?? ''];
        const namespace = scope === '.' ? sidecar.namespace : scope;
        const others = seen.get(namespace) ?? new Set();
        if (others.has(host) || others.has('*') || (host === '*' && others.size > 0)) {
          yield place.problem(`is ${JSON.stringify(place.text)}, beside ${[...others].map((other) => `${scope}/${other}`).join(', ')}; each host must be there once`);
        } else if (everything !== undefined && namespace !== '*') {
          yield place.problem(`is ${JSON.stringify(place.text)}, beside "*/*"; each host must be there once`);
        }
        seen.set(namespace, others.add(host));
      }
    }
  },
});
