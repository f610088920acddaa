import { hostsMeet } from '../../model/hosts';
import { eachObject } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';

/** See its title. */
export const plainHttpRedirected = eachObject({
  code: 'CI0406',
  name: 'plain-http-redirected',
  title: 'A host that has HTTPS sends clients of plain HTTP there.',
  severity: Severity.INFO,
  kinds: ['Gateway'],
  fields: ['servers'],
  explanation: 'Without a redirect the host is served over plain HTTP as well, and what browsers try first is never encrypted.',
  fix: 'write tls: {httpsRedirect: true} for the server with protocol HTTP',
  equivalents: [],
  *object({ spec }) {
    const servers = spec.at('servers').items();
    const secure = servers.filter((server) => server.at('port', 'protocol').text?.toUpperCase() === 'HTTPS').flatMap(hostsOf);
    for (const server of servers) {
      if (server.at('port', 'protocol').text?.toUpperCase() !== 'HTTP' || server.at('tls', 'httpsRedirect').isTrue) { continue; }
      const host = hostsOf(server).find((one) => secure.some((other) => hostsMeet(one, other)));
      if (host !== undefined) { yield server.at('tls', 'httpsRedirect').problem(`is not true for ${JSON.stringify(host)}, which has HTTPS too; it must be true for a redirect`); }
    }
  },
});

function hostsOf(server: Cursor): string[] {
  return server.at('hosts').texts().map((host) => host.slice(host.indexOf('/') + 1));
}
