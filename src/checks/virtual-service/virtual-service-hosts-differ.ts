import { hostsMeet } from '../../model/hosts';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';
import { beyondStructure } from '../structure-index';

/** See its title. */
export const virtualServiceHostsDiffer = beyondStructure({
  code: 'CI0241',
  name: 'virtual-service-hosts-differ',
  title: 'No host of a VirtualService is covered by another.',
  severity: Severity.ERROR,
  kinds: ['VirtualService'],
  fields: ['hosts'],
  explanation: 'Istio refuses a VirtualService that has a host twice, or a host beside a wildcard that covers it.',
  fix: 'leave one of them out',
  equivalents: ['IV-VS-007'],
  *object(object) {
    const exact = new Map<string, Cursor>();
    const wildcards: Cursor[] = [];
    for (const host of object.spec.at('hosts').items()) {
      const { text } = host;
      if (text === undefined) { continue; }
      const other = exact.get(text) ?? wildcards.find((one) => hostsMeet(one.text ?? '', text))
        ?? (text.startsWith('*') ? [...exact.values()].find((one) => hostsMeet(one.text ?? '', text)) : undefined);
      if (other !== undefined) { yield host.problem(`is ${JSON.stringify(text)}, which meets ${JSON.stringify(other.text)}; hosts must not cover each other`); }
      if (text.startsWith('*')) { wildcards.push(host); } else { exact.set(text, host); }
    }
  },
});
