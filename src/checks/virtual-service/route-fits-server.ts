import { hostsMeet } from '../../model/hosts';
import { isHttp, isTls } from '../../model/protocol';
import type { AppObject } from '../app-object';
import { eachObject } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';
import { gatewaysOf } from '../routes';

/** What a server of a Gateway asks of a VirtualService for each kind of its routes. */
const NEEDS: { readonly [routes: string]: string } = {
  http: 'a server for HTTP, or for HTTPS that ends TLS',
  tls: 'a server whose tls.mode is PASSTHROUGH',
  tcp: 'a server for TCP, or for TLS that ends TLS',
};

/** See its title. */
export const routeFitsServer = eachObject({
  code: 'CI0181',
  name: 'route-fits-server',
  title: 'The routes of a VirtualService are of the kind that its Gateways\' servers use.',
  severity: Severity.ERROR,
  kinds: ['VirtualService', 'Gateway'],
  fields: ['gateways'],
  explanation: 'A server that ends TLS sees requests and uses http routes; one that passes TLS through sees the server name and uses tls routes; one for TCP uses tcp '
    + 'routes. Routes of another kind are never used, and nothing says so.',
  fix: 'change the routes, or the protocol and tls.mode of the server',
  equivalents: ['GAP-09'],
  *object(object, view) {
    const gateways = gatewaysOf(object, view).map(({ id }) => view.gateways.get(id));
    // Routes may be there for the mesh, or for a Gateway that the app does not show.
    if (gateways.length === 0 || object.spec.at('gateways').texts().includes('mesh')) { return; }
    const known = gateways.filter((gateway): gateway is AppObject => gateway !== undefined);
    if (known.length < gateways.length) { return; }
    const hosts = object.spec.at('hosts').texts().map((host) => view.resolve(host, object));
    const servers = known.flatMap(({ spec }) => spec.at('servers').items())
      .filter((server) => server.at('hosts').texts().some((entry) => hosts.some((host) => hostsMeet(entry.slice(entry.indexOf('/') + 1), host))));
    const kinds = new Set(servers.map(routesOf));
    if (servers.length === 0 || kinds.has(undefined)) { return; }
    for (const name of Object.keys(NEEDS)) {
      const routes = object.spec.at(name);
      if (routes.items().length === 0 || kinds.has(name)) { continue; }
      yield routes.problem(`is given for ${servers.map(describe).join(', ')}; one of them must be ${NEEDS[name]}`);
    }
  },
});

/** The kind of routes that a server uses; `undefined`, if that is not known. */
function routesOf(server: Cursor): string | undefined {
  const protocol = server.at('port', 'protocol').text?.toUpperCase();
  if (protocol === undefined) { return undefined; }
  if (isHttp(protocol)) { return 'http'; }
  if (!isTls(protocol)) { return 'tcp'; }
  const mode = server.at('tls', 'mode').text;
  // Of a mode that is not given, another check tells; AUTO_PASSTHROUGH uses no routes.
  if (mode === undefined || mode === 'AUTO_PASSTHROUGH') { return undefined; }
  return mode === 'PASSTHROUGH' ? 'tls' : protocol === 'HTTPS' ? 'http' : 'tcp';
}

function describe(server: Cursor): string {
  const mode = server.at('tls', 'mode').text;
  return `${server.path} of ${server.object.fullId} (${server.at('port', 'protocol').text}${mode === undefined ? '' : ` ${mode}`})`;
}
