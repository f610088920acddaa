import type { Field } from '../model/field';
import { isWithinHost } from '../model/hosts';
import { byCodeUnit, defined, given } from '../model/json';
import { requireObjectName } from '../model/names';
import { isHttp, Protocol } from '../model/protocol';
import { requirePort, requireSome, requireText } from '../model/require';
import { Credential } from '../resources/credential';
import { renderServer, type Server } from '../resources/server';
import { type ServerTls, ServerTlsMode, type ServerTlsSettings } from '../resources/server-tls';

/** What a listener does with TLS. */
export interface ListenerTls extends ServerTlsSettings {
  /**
   * What is done with TLS.
   *
   * @default ServerTlsMode.SIMPLE
   */
  readonly mode?: ServerTlsMode;

  /**
   * The name of the Secret with certificate and key: short for `credential: Credential.secret(name)`.
   *
   * @default - see credential
   */
  readonly credentialName?: string;
}

/** A port of a gateway, and the hosts that clients may ask for there. */
export interface GatewayListener {
  /** The hosts: DNS names, `*.example.com`, or `*` for all. `namespace/host` takes routes of that namespace only. */
  readonly hosts: string[];

  /**
   * What is done with TLS.
   *
   * @default - the port carries no TLS
   */
  readonly tls?: ListenerTls;

  /**
   * The port.
   *
   * @default - 443 with `tls`, 80 without
   */
  readonly port?: number;

  /**
   * What is spoken.
   *
   * @default - HTTP without `tls`; TLS for the modes that pass it through; HTTPS else
   */
  readonly protocol?: Protocol;

  /**
   * Whether the same hosts listen on port 80 too, and send clients to HTTPS.
   *
   * @default false
   */
  readonly redirectHttp?: boolean;

  /**
   * The name of the port in the Gateway.
   *
   * @default - the protocol in lower case, with a number from the second on
   */
  readonly name?: string;
}

/** What a gateway can tell apart in the traffic of a listener. */
export type ListenerTraffic = 'http' | 'tls' | 'tcp' | 'none';

/** A listener with what was left out. */
export interface ResolvedListener {
  readonly hosts: readonly string[];
  readonly port: number;
  readonly protocol: Protocol;
  readonly traffic: ListenerTraffic;
}

/** The modes that end TLS with certificates of one's own. */
const WITH_CERTIFICATES = new Set([ServerTlsMode.SIMPLE, ServerTlsMode.MUTUAL, ServerTlsMode.OPTIONAL_MUTUAL]);

const PASSING = new Set([ServerTlsMode.PASSTHROUGH, ServerTlsMode.AUTO_PASSTHROUGH]);

/** The listener with its defaults. */
export function resolveListener(listener: GatewayListener): ResolvedListener {
  const { hosts, tls } = listener;
  const mode = tls === undefined ? undefined : tls.mode ?? ServerTlsMode.SIMPLE;
  const passing = mode !== undefined && PASSING.has(mode);
  const protocol = listener.protocol ?? (mode === undefined ? Protocol.HTTP : passing ? Protocol.TLS : Protocol.HTTPS);
  return { hosts, port: listener.port ?? (mode === undefined ? 80 : 443), protocol, traffic: listenerTraffic(mode, protocol) };
}

function listenerTraffic(mode: ServerTlsMode | undefined, protocol: Protocol): ListenerTraffic {
  if (mode === ServerTlsMode.AUTO_PASSTHROUGH) { return 'none'; } // the server name is the destination; there are no routes
  if (mode === ServerTlsMode.PASSTHROUGH) { return 'tls'; }
  // Where TLS ends at the gateway, what was in it is routed.
  return protocol === Protocol.HTTPS || isHttp(protocol) ? 'http' : 'tcp';
}

/** The servers of a Gateway for these listeners. */
export function serversOf(listeners: GatewayListener[], field: Field): Server[] {
  requireSome(listeners, field);
  const taken = new Set<string>();
  listeners.forEach(({ name }, i) => {
    if (name === undefined) { return; }
    if (taken.has(name)) { throw field.at(i).at('name').error(name, 'a name of its own'); }
    taken.add(name);
  });
  const portName = (base: string) => {
    let name = base;
    for (let count = 2; taken.has(name); count++) { name = `${base}-${count}`; }
    taken.add(name);
    return name;
  };
  const servers = listeners.map((listener, i): Server => {
    const here = field.at(i);
    const { port, protocol } = resolveListener(listener);
    requirePort(port, here.at('port'));
    requireRedirectable(listener, here);
    const server = defined({
      port: { number: port, protocol, name: given(listener.name, (name) => requireText(name, here.at('name'))) ?? portName(protocol.toLowerCase()) },
      hosts: listener.hosts,
      tls: given(listener.tls, (tls) => serverTls(tls, here.at('tls'))),
    });
    // The Gateway checks its servers too, but people gave listeners.
    renderServer(server, here);
    return server;
  });
  const redirecting = listeners.filter((listener) => listener.redirectHttp === true);
  const redirected = [...new Set(redirecting.flatMap((listener) => listener.hosts))].sort(byCodeUnit);
  if (redirected.length === 0) { return servers; }
  return [...servers, { port: { number: 80, protocol: Protocol.HTTP, name: portName('http') }, hosts: redirected, httpsRedirect: true }];
}

function serverTls({ mode = ServerTlsMode.SIMPLE, credentialName, ...settings }: ListenerTls, field: Field): ServerTls {
  if (credentialName === undefined) { return { ...settings, mode }; }
  if (settings.credential !== undefined) {
    throw field.problem(`${field.at('credential').path} and ${field.at('credentialName').path} are given; it must be one of them`);
  }
  requireObjectName(credentialName, field.at('credentialName'));
  if (!WITH_CERTIFICATES.has(mode)) {
    throw field.problem(`${field.at('credentialName').path} is given with mode ${mode}; it must be left out: it has no effect there`);
  }
  return { ...settings, mode, credential: Credential.secret(credentialName) };
}

function requireRedirectable(listener: GatewayListener, field: Field): void {
  if (listener.redirectHttp !== true) { return; }
  const { port, traffic } = resolveListener(listener);
  if (listener.tls === undefined || traffic === 'none' || traffic === 'tcp') {
    throw field.at('redirectHttp').error(true, 'left out for a listener that does not speak HTTPS', 'give the listener tls');
  }
  if (port !== 443) {
    throw field.at('redirectHttp').error(true, `left out for a listener on port ${port}: clients are sent to port 443`, 'listen on 443');
  }
}

/** Whether a listener takes requests for a host, with routes of a namespace. */
export function covers(listener: ResolvedListener, host: string, namespace?: string, gatewayNamespace?: string): boolean {
  return listener.hosts.some((wanted) => {
    const [scope, name] = wanted.includes('/') ? wanted.split('/') : ['*', wanted];
    const visible = scope === '*' || namespace === undefined || scope === namespace || (scope === '.' && namespace === gatewayNamespace);
    return visible && isWithinHost(host, name);
  });
}
