import type { AppObject } from '../app-object';
import { ANY, eachObject } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';
import { TARGETING_KINDS } from '../waypoints';

/** What a policy can be attached to; `core` is another word for the group without a name. */
const TARGETS: readonly string[] = [
  '/Service', 'core/Service', 'networking.istio.io/ServiceEntry', 'gateway.networking.k8s.io/Gateway', 'gateway.networking.k8s.io/GatewayClass',
];

/** See its title. */
export const targetReferenceKind = eachObject({
  code: 'CI0049',
  name: 'target-reference-kind',
  title: 'A policy refers to a Service, a ServiceEntry, or a Gateway or GatewayClass of the Gateway API.',
  severity: Severity.ERROR,
  kinds: [ANY],
  subjects: TARGETING_KINDS,
  fields: ['targetRefs', 'targetRef'],
  explanation: 'Waypoints and gateways follow policies that refer to one of these kinds; Istio refuses other ones, and its own Gateway too, which is no proxy but '
    + 'configuration of some.',
  fix: 'refer to one of these kinds, or use a selector for workloads',
  equivalents: ['IV-multi-015'],
  *object(object) {
    for (const reference of referencesOf(object)) {
      const [group, kind] = [reference.at('group').text ?? '', reference.at('kind').text ?? ''];
      // What cannot be a group or a kind at all, the definition of the policy refuses.
      if (!/^[a-z][-a-z0-9]*$/i.test(kind) || !/^[-.a-z0-9]*$/.test(group) || TARGETS.includes(`${group}/${kind}`)) { continue; }
      yield reference.problem(`is of kind ${kind} of ${group === '' ? 'the group without a name' : `group ${group}`}; it must be a Service, a ServiceEntry of networking.istio.io, `
        + 'or a Gateway or GatewayClass of gateway.networking.k8s.io', { fix: fixOf(group, kind) });
    }
  },
});

function referencesOf({ spec }: AppObject): Cursor[] {
  return [spec.at('targetRef'), ...spec.at('targetRefs').items()].filter(({ fields }) => fields !== undefined);
}

function fixOf(group: string, kind: string): string | undefined {
  if (group === 'networking.istio.io' && kind === 'Gateway') { return 'use a selector for the pods of the gateway'; }
  const known = TARGETS.find((target) => target.endsWith(`/${kind}`))?.split('/')[0];
  return known === undefined ? undefined : known === '' ? 'leave group out' : `write group: ${known}`;
}
