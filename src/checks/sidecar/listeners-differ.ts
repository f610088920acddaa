import { eachObject } from '../check';
import { Severity } from '../finding';
import { sidecarListeners } from '../sidecar-listeners';

/** See its title. */
export const listenersDiffer = eachObject({
  code: 'CI0743',
  name: 'listeners-differ',
  title: 'Listeners of a Sidecar in one direction have ports of their own.',
  severity: Severity.ERROR,
  kinds: ['Sidecar'],
  fields: ['port'],
  explanation: 'Istio refuses two listeners for one port, even on different addresses, and two on one Unix domain socket.',
  fix: 'join the listeners, or change a port',
  equivalents: ['IV-SC-008', 'IV-SC-027', 'IV-SC-028'],
  *object(sidecar) {
    const seen = new Set<string>();
    for (const { place, direction, port, number, bind } of sidecarListeners(sidecar)) {
      if (number === undefined) { continue; }
      const isSocket = direction === 'egress' && number === 0;
      const key = `${direction} ${isSocket ? bind : number}`;
      if (!seen.has(key)) {
        seen.add(key);
      } else if (isSocket) {
        yield place.at('bind').mustBe('a socket that no listener before has');
      } else {
        yield port.at('number').mustBe('a port that no listener before has');
      }
    }
  },
});
