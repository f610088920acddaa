import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const catchAllListenerLast = eachObject({
  code: 'CI0744',
  name: 'catch-all-listener-last',
  title: 'The egress listener without a port is the last one.',
  severity: Severity.ERROR,
  kinds: ['Sidecar'],
  fields: ['egress'],
  explanation: 'It is for all ports that no other listener is for, so that there is one at most. Istio refuses it elsewhere than at the end.',
  fix: 'move it to the end, and join it with others without a port',
  equivalents: ['IV-SC-021', 'IV-SC-022'],
  *object({ spec }) {
    const egress = spec.at('egress').items();
    for (const listener of egress.slice(0, -1)) {
      if (listener.fields !== undefined && !listener.at('port').given) { yield listener.problem('has no port; it must be the last one of egress'); }
    }
  },
});
