import { requireAddress, requireServerHost } from './hosts';
import type { ServerTls } from './server-tls';
import { renderServerTls } from './server-tls-json';
import { isUnixSocket, requireUnixSocket } from './unix-socket';
import type { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { isHttp, isTls, type Protocol } from '../model/protocol';
import { requireInteger, requirePort, requireSome, requireText } from '../model/require';

/** A port that a gateway listens on. */
export interface ServerPort {
  /** The number, as the gateway's pods know it. 0 if the server is bound to a Unix domain socket. */
  readonly number: number;

  /** What is spoken on it. */
  readonly protocol: Protocol;

  /** Its name; each server of a gateway has its own. */
  readonly name: string;
}

/**
 * What a gateway takes on one port.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/#Server
 */
export interface Server {
  /** The port. */
  readonly port: ServerPort;

  /**
   * Hosts that clients may ask for: DNS names, `*.example.com`, or `*` for all. `namespace/host` takes routes of that
   * namespace only, `./host` of the gateway's own.
   */
  readonly hosts: string[];

  /**
   * What is done with TLS. Needed for HTTPS and TLS, and for nothing else.
   *
   * @default - the port carries no TLS
   */
  readonly tls?: ServerTls;

  /**
   * Whether clients are sent to HTTPS. For ports that carry plain HTTP.
   *
   * @default false
   */
  readonly httpsRedirect?: boolean;

  /**
   * The address to listen on, or the path of a Unix domain socket (`unix:///var/run/gateway.sock`).
   *
   * @default - all addresses
   */
  readonly bind?: string;

  /**
   * The server's name, in statistics; each server of a gateway has its own.
   *
   * @default - none
   */
  readonly name?: string;
}

/** A server of a Gateway. */
export function renderServer(server: Server, field: Field): JsonObject {
  requireTls(server, field);
  return defined({
    port: renderPort(server, field),
    hosts: requireSome(server.hosts, field.at('hosts')).map((host, i) => requireServerHost(host, field.at('hosts').at(i))),
    tls: renderTls(server, field),
    bind: given(server.bind, (bind) => (isUnixSocket(bind) ? requireUnixSocket : requireAddress)(bind, field.at('bind'))),
    name: given(server.name, (name) => requireText(name, field.at('name'))),
  });
}

function renderPort({ port, bind }: Server, field: Field): JsonObject {
  const at = field.at('port').at('number');
  if (bind !== undefined && isUnixSocket(bind)) {
    requireInteger(port.number, at, 0);
    if (port.number !== 0) { throw at.error(port.number, '0 for a server that is bound to a Unix domain socket'); }
  } else {
    requirePort(port.number, at);
  }
  return { number: port.number, protocol: port.protocol, name: requireText(port.name, field.at('port').at('name')) };
}

function renderTls(server: Server, field: Field): JsonObject | undefined {
  if (server.tls === undefined && server.httpsRedirect === undefined) { return undefined; }
  return defined({
    httpsRedirect: server.httpsRedirect,
    ...given(server.tls, (tls) => renderServerTls(tls, field.at('tls'))),
  });
}

/** Ports that carry TLS say what is done with it; only ports with plain HTTP can send clients to HTTPS. */
function requireTls({ port, tls, httpsRedirect }: Server, field: Field): void {
  if (isTls(port.protocol) && tls === undefined) { throw field.at('tls').error(undefined, `given for protocol ${port.protocol}`); }
  if (!isTls(port.protocol) && tls !== undefined) {
    throw field.problem(`${field.at('tls').path} is given for protocol ${port.protocol}; it must be left out: the port carries no TLS`,
      'use protocol HTTPS or TLS');
  }
  if (httpsRedirect !== undefined && !isHttp(port.protocol)) {
    throw field.problem(`${field.at('httpsRedirect').path} is given for protocol ${port.protocol}; it must be left out`,
      'give it to the server with protocol HTTP');
  }
}
