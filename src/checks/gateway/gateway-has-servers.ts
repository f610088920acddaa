import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const gatewayHasServers = eachObject({
  code: 'CI0440',
  name: 'gateway-has-servers',
  title: 'A Gateway has servers, and each of them hosts.',
  severity: Severity.ERROR,
  kinds: ['Gateway'],
  explanation: 'Istio refuses a Gateway without servers, and a server without hosts: it would serve nothing.',
  fix: 'add a server with a port and hosts; "*" is any host',
  equivalents: ['IV-GW-002', 'IV-GW-006'],
  *object({ spec }) {
    const servers = spec.at('servers');
    if (servers.items().length === 0 && (!servers.given || Array.isArray(servers.json))) { yield servers.mustBe('a list of at least one server'); }
    for (const server of servers.items()) {
      const hosts = server.at('hosts');
      // A missing list the schema tells.
      if (Array.isArray(hosts.json) && hosts.json.length === 0) { yield hosts.mustBe('a list of at least one host'); }
    }
  },
});
