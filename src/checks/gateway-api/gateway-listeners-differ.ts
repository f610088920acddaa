import { eachObject } from '../check';
import { Severity } from '../finding';
import { K8S_GATEWAY } from '../waypoints';

/** See its title. */
export const gatewayListenersDiffer = eachObject({
  code: 'CI1552',
  name: 'gateway-listeners-differ',
  title: 'Listeners of a Gateway of the Gateway API differ in port, protocol or hostname.',
  severity: Severity.ERROR,
  kinds: [K8S_GATEWAY],
  fields: ['listeners'],
  explanation: 'Traffic for two listeners that are alike cannot be told apart: the API server refuses the Gateway.',
  fix: 'give one of them another hostname or port, or join them',
  equivalents: ['KIA1503'],
  *object({ spec }) {
    const seen = new Map<string, string>();
    for (const listener of spec.at('listeners').items()) {
      const port = listener.at('port').number;
      if (port === undefined) { continue; }
      const key = [port, listener.at('protocol').text?.toUpperCase(), listener.at('hostname').text].join(' ');
      const first = seen.get(key);
      if (first !== undefined) { yield listener.problem(`is for what ${first} is for as well; they must differ in port, protocol or hostname`); }
      seen.set(key, first ?? listener.path);
    }
  },
});
