import { isIP } from 'node:net';
import type { Field } from '../model/field';
import { defined, given } from '../model/json';
import { requireAmong, requirePort, requireSome } from '../model/require';
import { requireSubnet } from '../resources/hosts';

/** How connections get to the sidecar. */
export enum InterceptionMode {
  /** They are redirected by iptables; the application sees the sidecar's address. */
  REDIRECT = 'REDIRECT',
  /** They are redirected by iptables and keep their source address. */
  TPROXY = 'TPROXY',
  /** Not at all: who has something to send connects to the sidecar. */
  NONE = 'NONE',
}

/** Which connections of a pod the sidecar gets. */
export interface SidecarCapture {
  /**
   * How connections get there.
   *
   * @default - as the mesh says: InterceptionMode.REDIRECT
   */
  readonly mode?: InterceptionMode;

  /**
   * The only ports of the pod whose connections the sidecar gets. An empty list for none.
   *
   * @default - all of them
   */
  readonly includeInboundPorts?: number[];

  /**
   * Ports of the pod whose connections go to the application at once: without mutual TLS, and without any policy.
   *
   * @default - none
   */
  readonly excludeInboundPorts?: number[];

  /**
   * Ports that the sidecar gets connections to, whatever the address.
   *
   * @default - none beside what includeOutboundIpRanges says
   */
  readonly includeOutboundPorts?: number[];

  /**
   * Ports that connections to go out at once.
   *
   * @default - none
   */
  readonly excludeOutboundPorts?: number[];

  /**
   * The only ranges of addresses (`10.1.0.0/16`) that the sidecar gets connections to. An empty list for none.
   *
   * @default - all addresses
   */
  readonly includeOutboundIpRanges?: string[];

  /**
   * Ranges of addresses that connections to go out at once.
   *
   * @default - none
   */
  readonly excludeOutboundIpRanges?: string[];

  /**
   * Network interfaces whose traffic the sidecar does not get.
   *
   * @default - none
   */
  readonly excludeInterfaces?: string[];

  /**
   * Network interfaces, such as those of machines or containers within the pod, from which all that comes in counts as going out.
   *
   * @default - none
   */
  readonly rerouteInterfaces?: string[];
}

const TRAFFIC = 'traffic.sidecar.istio.io/';

/** The annotations that say so. */
export function captureAnnotations(capture: SidecarCapture, field: Field): { [annotation: string]: string | undefined } {
  for (const [one, other] of [['includeInboundPorts', 'excludeInboundPorts'], ['includeOutboundIpRanges', 'excludeOutboundIpRanges']] as const) {
    if (capture[one] !== undefined && capture[other] !== undefined) {
      throw field.problem(`${field.at(one).path} and ${field.at(other).path} are given; it must be one of them: what is left out counts only among all`);
    }
  }
  const ports = (name: 'includeInboundPorts' | 'excludeInboundPorts' | 'includeOutboundPorts' | 'excludeOutboundPorts', mayBeEmpty: boolean) =>
    given(capture[name], (list) => texts(list, field.at(name), mayBeEmpty, (port, at) => requirePort(port, at)));
  const ranges = (name: 'includeOutboundIpRanges' | 'excludeOutboundIpRanges', mayBeEmpty: boolean) =>
    given(capture[name], (list) => texts(list, field.at(name), mayBeEmpty, requireRange));
  const interfaces = (name: 'excludeInterfaces' | 'rerouteInterfaces') =>
    given(capture[name], (list) => texts(list, field.at(name), false, requireInterface));
  return defined({
    'sidecar.istio.io/interceptionMode': given(capture.mode, (mode) => requireAmong(mode, Object.values(InterceptionMode), field.at('mode'))),
    [`${TRAFFIC}includeInboundPorts`]: ports('includeInboundPorts', true),
    [`${TRAFFIC}excludeInboundPorts`]: ports('excludeInboundPorts', false),
    [`${TRAFFIC}includeOutboundPorts`]: ports('includeOutboundPorts', false),
    [`${TRAFFIC}excludeOutboundPorts`]: ports('excludeOutboundPorts', false),
    [`${TRAFFIC}includeOutboundIPRanges`]: ranges('includeOutboundIpRanges', true),
    [`${TRAFFIC}excludeOutboundIPRanges`]: ranges('excludeOutboundIpRanges', false),
    [`${TRAFFIC}excludeInterfaces`]: interfaces('excludeInterfaces'),
    'istio.io/reroute-virtual-interfaces': interfaces('rerouteInterfaces'),
  });
}

/** A list that includes nothing says something; one that leaves nothing out does not. */
function texts<T>(list: T[], field: Field, mayBeEmpty: boolean, check: (value: T, field: Field) => T): string {
  if (!mayBeEmpty) { requireSome(list, field, 'leave it out for none'); }
  return list.map((value, i) => check(value, field.at(i))).join(',');
}

/** The injector takes no single address where it expects a range. */
function requireRange(range: string, field: Field): string {
  if (isIP(range) !== 0) { throw field.error(range, 'a range of IP addresses', `write ${range}/${isIP(range) === 4 ? 32 : 128}`); }
  return requireSubnet(range, field);
}

function requireInterface(name: string, field: Field): string {
  if (/^[a-zA-Z][\w.-]{0,14}$/.test(name)) { return name; }
  throw field.error(name, 'the name of a network interface: a letter, then letters, digits, "_", "." and "-", at most 15 characters');
}
