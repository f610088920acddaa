import { seenIn, type TrafficPort } from './service-port';
import type { Field } from '../model/field';
import { Protocol } from '../model/protocol';
import { requireAmong, requireSome } from '../model/require';
import type { ServiceEntryPort } from '../resources/service-entry-port';

/** A port of an external service. */
export interface ExternalPort {
  /** The number that callers connect to. */
  readonly number: number;

  /** Its name; each port has its own. Unlike a Service's, it does not tell the protocol. */
  readonly name: string;

  /** What callers speak: HTTP where proxies are to begin TLS, HTTPS or TLS where callers do. */
  readonly protocol: Protocol;

  /**
   * The number at the service itself, where it is another one.
   *
   * @default - 443 for port 80 with HTTP and `tlsOrigination`; else `number`
   */
  readonly targetPort?: number;
}

/** What external ports have to do with the rest. */
export interface PortContext {
  readonly addresses?: string[];
  readonly dnsProxy?: boolean;
}

/** The ports as Istio sees their traffic. */
export function externalPorts(ports: ExternalPort[], { addresses, dnsProxy }: PortContext, field: Field): TrafficPort[] {
  return requireSome(ports, field).map((port, i): TrafficPort => {
    requireAmong(port.protocol, Object.values(Protocol), field.at(i).at('protocol'));
    const { number, name, protocol } = port;
    const seen = seenIn(protocol);
    if (seen.traffic === 'tcp' && addresses === undefined && dnsProxy !== true) {
      throw field.at(i).at('protocol').error(protocol, `HTTP or TLS of some kind for a service without addresses: all connections to port ${number} would be taken for it`,
        'give the addresses that callers connect to, or dnsProxy if their proxies answer DNS');
    }
    return { number, name, ...seen };
  });
}

/** The ports of the ServiceEntry. */
export function entryPorts(ports: ExternalPort[], originating: ReadonlySet<number>): ServiceEntryPort[] {
  return ports.map((port) => ({ ...port, targetPort: port.targetPort ?? (originating.has(port.number) && port.number === 80 ? 443 : undefined) }));
}
