import { ANY, eachObject } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';

const ROUTE = ['Accepted', 'Programmed', 'ResolvedRefs'];

/** The conditions that say that an object is not in force, by its kind. */
const CONDITIONS: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...['Service', 'ServiceEntry', 'WorkloadEntry'].map((kind) => [kind, ['istio.io/WaypointBound']] as const),
  ['AuthorizationPolicy', ['ZtunnelAccepted', 'WaypointAccepted']],
  ...['Gateway', 'HTTPRoute', 'GRPCRoute'].map((kind) => [`${kind}.gateway.networking.k8s.io`, ROUTE] as const),
]);

/** See its title. */
export const conditionsNotNegative = eachObject({
  code: 'CI1503',
  name: 'conditions-not-negative',
  title: 'Istio has accepted the objects whose status it has written.',
  severity: Severity.WARNING,
  kinds: [ANY],
  subjects: [...CONDITIONS.keys()],
  fields: ['conditions'],
  explanation: 'Istio writes into the status of some objects whether they are in force: a waypoint that is not ready, a reference to nothing, a policy that is not understood. '
    + 'It is read from objects that come from a cluster.',
  fix: 'do what the message of the condition says',
  equivalents: ['IST0171'],
  *object(object) {
    const types = CONDITIONS.get(object.kind) ?? [];
    const status = object.root.at('status');
    const lists = [status.at('conditions'), ...status.at('parents').items().map((parent) => parent.at('conditions'))];
    for (const condition of lists.flatMap((list): readonly Cursor[] => list.items())) {
      const [type, reason] = [condition.at('type').text ?? '', condition.at('reason').text ?? ''];
      const isNegative = types.includes(type) && condition.at('status').text === 'False';
      if (!isNegative && !(object.kind === 'AuthorizationPolicy' && type === 'WaypointAccepted' && reason === 'PartiallyInvalid')) { continue; }
      yield condition.problem(`says that ${type} is ${condition.at('status').text} (${reason}: ${condition.at('message').text ?? ''}); it must be True for the object to be in force`);
    }
  },
});
