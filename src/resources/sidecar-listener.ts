import type { ApplicationEndpoint } from './application-endpoint';
import { type ConnectionPool, renderConnectionPool } from './connection-pool';
import { requireAddress, requireEgressHost, requireLabel } from './hosts';
import { renderSidecarTls, type SidecarTls } from './sidecar-tls';
import { isUnixSocket, requireUnixSocket } from './unix-socket';
import type { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { isHttp, isTls, type Protocol } from '../model/protocol';
import { requireInteger, requirePort, requireSome } from '../model/require';

/** How traffic gets to a listener. */
export enum CaptureMode {
  /** As the mesh says: it is redirected. */
  DEFAULT = 'DEFAULT',
  /** It is redirected by iptables. */
  IPTABLES = 'IPTABLES',
  /** It is not redirected: who has something to send connects to the listener. */
  NONE = 'NONE',
}

/**
 * A port of a sidecar's listener.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/sidecar/#SidecarPort
 */
export interface SidecarPort {
  /** The number. 0 if the listener is bound to a Unix domain socket. */
  readonly number: number;

  /**
   * What is spoken on it. Needed for a Unix domain socket.
   *
   * @default - found out from the traffic
   */
  readonly protocol?: Protocol;

  /**
   * Its name.
   *
   * @default - none
   */
  readonly name?: string;
}

/**
 * What a sidecar takes for its workload.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/sidecar/#IstioIngressListener
 */
export interface SidecarIngressListener {
  /** The port. */
  readonly port: SidecarPort;

  /**
   * The IP address to listen on.
   *
   * @default - the workload's addresses
   */
  readonly bind?: string;

  /**
   * How traffic gets to the listener.
   *
   * @default CaptureMode.DEFAULT
   */
  readonly captureMode?: CaptureMode;

  /**
   * Where the application listens.
   *
   * @default - on the same port
   */
  readonly defaultEndpoint?: ApplicationEndpoint;

  /**
   * TLS that callers outside the mesh speak, which the sidecar ends. For ports with protocol HTTPS or TLS.
   *
   * @default - none besides Istio's own mutual TLS
   */
  readonly tls?: SidecarTls;

  /**
   * Limits of what is taken on the port, in place of the Sidecar's `inboundConnectionPool`.
   *
   * @default - those of the Sidecar
   */
  readonly connectionPool?: ConnectionPool;
}

/**
 * What a workload can reach through its sidecar.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/sidecar/#IstioEgressListener
 */
export interface SidecarEgressListener {
  /**
   * What can be reached, as `namespace/host`: `EgressHost` writes them. The namespace may be `*` for any or `.` for the
   * Sidecar's own; the host is a fully qualified name, possibly with `*.` at the front, or `*`.
   */
  readonly hosts: string[];

  /**
   * The port that the application connects to. Only the last listener can go without.
   *
   * @default - all ports that the hosts have, except those of other listeners
   */
  readonly port?: SidecarPort;

  /**
   * The address to listen on, or a Unix domain socket (`unix:///var/run/db.sock`).
   *
   * @default - the addresses of the hosts; 127.0.0.1 with CaptureMode.NONE
   */
  readonly bind?: string;

  /**
   * How traffic gets to the listener.
   *
   * @default CaptureMode.DEFAULT
   */
  readonly captureMode?: CaptureMode;
}

/** The `ingress` of a Sidecar. */
export function renderIngressListeners(listeners: SidecarIngressListener[], field: Field): JsonObject[] {
  return requireSome(listeners, field, 'leave it out for what Istio knows of the workload').map((listener, i) => {
    const { port, bind, captureMode, defaultEndpoint, tls, connectionPool } = listener;
    const at = field.at(i);
    requirePort(port.number, at.at('port').at('number'));
    requireOnce(listeners.map((one) => one.port.number), i, at.at('port').at('number'));
    requireFittingProtocol(listener, at);
    return defined({
      port: renderPort(port, at.at('port')),
      bind: given(bind, (address) => requireAddress(address, at.at('bind'))),
      captureMode,
      defaultEndpoint: defaultEndpoint?._render(),
      tls: given(tls, (settings) => renderSidecarTls(settings, at.at('tls'))),
      connectionPool: given(connectionPool, (pool) => renderConnectionPool(pool, at.at('connectionPool'))),
    });
  });
}

/** The `egress` of a Sidecar. */
export function renderEgressListeners(listeners: SidecarEgressListener[], field: Field): JsonObject[] {
  return requireSome(listeners, field, 'leave it out for all hosts, or give EgressHost.none() for none').map((listener, i) => {
    const { hosts, port, bind, captureMode } = listener;
    const at = field.at(i);
    requireBind(listener, at);
    if (port === undefined && i < listeners.length - 1) {
      throw at.at('port').error(undefined, 'given in all listeners but the last');
    }
    const places = listeners.map((one) => one.port?.number === 0 ? one.bind : one.port?.number);
    requireOnce(places, i, port?.number === 0 ? at.at('bind') : at.at('port').at('number'));
    return defined({
      hosts: requireSome(hosts, at.at('hosts')).map((host, j) => {
        requireOnce(hosts, j, at.at('hosts').at(j));
        return requireEgressHost(host, at.at('hosts').at(j));
      }),
      port: given(port, (value) => renderPort(value, at.at('port'))),
      bind,
      captureMode,
    });
  });
}

function renderPort({ number, protocol, name }: SidecarPort, field: Field): JsonObject {
  return defined({ number, protocol, name: given(name, (text) => requireLabel(text, field.at('name'))) });
}

/** TLS is ended where there is TLS, and limits of HTTP hold where there is HTTP. */
function requireFittingProtocol({ port: { protocol }, tls, connectionPool }: SidecarIngressListener, field: Field): void {
  if (tls !== undefined && (protocol === undefined || !isTls(protocol))) {
    throw field.at('port').at('protocol').error(protocol, 'HTTPS or TLS next to tls');
  }
  if (connectionPool?.http !== undefined && protocol !== undefined && !isHttp(protocol)) {
    throw field.problem(`${field.at('connectionPool').at('http').path} is given for protocol ${protocol}; it must be left out: it has no effect there`);
  }
}

/** A listener is bound to an address and a port, or to a socket, which has the port 0 and is redirected to by nobody. */
function requireBind({ port, bind, captureMode }: SidecarEgressListener, field: Field): void {
  if (bind === undefined || !isUnixSocket(bind)) {
    if (bind !== undefined) { requireAddress(bind, field.at('bind')); }
    if (port !== undefined) { requirePort(port.number, field.at('port').at('number')); }
    return;
  }
  requireUnixSocket(bind, field.at('bind'));
  if (port?.protocol === undefined) { throw field.at('port').at('protocol').error(undefined, 'given for a Unix domain socket'); }
  requireInteger(port.number, field.at('port').at('number'), 0);
  if (port.number !== 0) { throw field.at('port').at('number').error(port.number, '0 for a listener that is bound to a Unix domain socket'); }
  if (captureMode === CaptureMode.IPTABLES) {
    throw field.at('captureMode').error(captureMode, 'DEFAULT or NONE for a Unix domain socket');
  }
}

function requireOnce<T>(values: T[], i: number, field: Field): void {
  if (values[i] !== undefined && values.indexOf(values[i]) < i) { throw field.error(values[i], 'given once'); }
}
