import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const entryEndpointPorts = eachObject({
  code: 'CI0644',
  name: 'entry-endpoint-ports',
  title: 'An endpoint of a ServiceEntry has ports by names that the ServiceEntry has.',
  severity: Severity.ERROR,
  kinds: ['ServiceEntry'],
  fields: ['endpoints'],
  explanation: 'The ports of an endpoint say which of its own ports stands for a port of the ServiceEntry, by name. A Unix domain socket has no ports, so it can '
    + 'stand for a single one only.',
  fix: 'write the name of a port of the ServiceEntry',
  equivalents: ['IV-SE-019', 'IV-SE-020'],
  *object({ spec }) {
    const resolution = spec.at('resolution').text ?? '';
    if (!['STATIC', 'DNS', 'DNS_ROUND_ROBIN'].includes(resolution)) { return; }
    const names = new Set(spec.at('ports').items().map((port) => port.at('name').text ?? ''));
    const allowed = names.size === 0 ? 'left out: the ServiceEntry has no ports' : `one of ${[...names].join(', ')}, the ports of the ServiceEntry`;
    for (const endpoint of spec.at('endpoints').items()) {
      for (const [name, port] of endpoint.at('ports').entries()) {
        if (!names.has(name)) { yield port.problem(`is for a port ${JSON.stringify(name)}; it must be ${allowed}`); }
      }
      const address = endpoint.at('address');
      if (resolution === 'STATIC' && address.text?.startsWith('unix://') === true && names.size !== 1) {
        yield address.problem(`is ${JSON.stringify(address.text)} and stands for ${names.size} ports; it must be one that has ports, or the ServiceEntry must have one port`, {
          fix: 'make a ServiceEntry for each socket',
        });
      }
    }
  },
});
