import type { ApiObject } from 'cdk8s';
import type { Field } from '../model/field';
import { requireDnsLabel } from '../model/names';
import { portProtocol, Protocol, type Traffic, trafficOf } from '../model/protocol';
import { requirePort, requireSome } from '../model/require';

/** A port of a service. */
export interface ServicePort {
  /** The port's name in the Service. Its part before the first "-" tells Istio the protocol: `http`, `grpc-api`, `tcp-db`. */
  readonly name: string;

  /** The port's number in the Service. */
  readonly number: number;

  /**
   * The protocol, where the Service gives it as `appProtocol`.
   *
   * @default - by the name; where that tells nothing, Istio looks at the first bytes of each connection
   */
  readonly protocol?: Protocol;
}

/** A port as patterns need it. */
export interface TrafficPort {
  readonly number: number;
  readonly name: string;
  readonly traffic: Traffic;
  /** Whether Istio speaks HTTP/2 to it, which gRPC needs. */
  readonly http2: boolean;
}

const HTTP2: ReadonlySet<string> = new Set([Protocol.HTTP2, Protocol.GRPC, Protocol.GRPC_WEB]);

/** Ports as error texts name them: `http (80), 9090`. */
export function describePorts(ports: readonly TrafficPort[]): string {
  return ports.map(({ name, number }) => name === '' ? String(number) : `${name} (${number})`).join(', ');
}

/** The ports that a person gave. */
export function trafficPorts(ports: ServicePort[], field: Field): TrafficPort[] {
  requireSome(ports, field, 'give the ports of the Kubernetes Service');
  const seen = new Set<number>();
  return ports.map((port, i) => {
    const here = field.at(i);
    requireDnsLabel(port.name, here.at('name'));
    requirePort(port.number, here.at('number'));
    if (seen.has(port.number)) { throw here.at('number').error(port.number, 'given once'); }
    seen.add(port.number);
    return { number: port.number, name: port.name, ...seenIn(port.protocol ?? portProtocol(port)) };
  });
}

/** What Istio can do with traffic of a protocol. */
export function seenIn(protocol: string | undefined): Pick<TrafficPort, 'traffic' | 'http2'> {
  return { traffic: trafficOf(protocol), http2: protocol !== undefined && HTTP2.has(protocol) };
}

/** What a Service object says of itself, whichever library made it. */
export interface ServiceFacts {
  readonly name: string;
  readonly namespace?: string;
  readonly ports: TrafficPort[];
  readonly selector: { [label: string]: string };
}

/** Reads a Service as it will be rendered: its ports may be added until then. */
export function readService(object: ApiObject): ServiceFacts {
  const { spec } = object.toJson() as { spec?: { ports?: RenderedPort[]; selector?: { [label: string]: string } } };
  return {
    name: object.name,
    namespace: object.metadata.namespace,
    selector: spec?.selector ?? {},
    ports: (spec?.ports ?? []).filter((port) => port.protocol !== 'UDP').map((port) => ({
      number: port.port,
      name: port.name ?? '',
      ...seenIn(portProtocol({ ...port, number: port.port })),
    })),
  };
}

/** The names that the ports of a WorkloadEntry go by, by those of the service's ports: the ports' own, or those of their targets. */
export function targetNames(object: ApiObject): ReadonlyMap<string, { readonly name: string; readonly isNeeded: boolean }> {
  const { spec } = object.toJson() as { spec?: { ports?: RenderedPort[] } };
  return new Map((spec?.ports ?? []).map(({ name = '', targetPort }) =>
    [name, typeof targetPort === 'string' ? { name: targetPort, isNeeded: true } : { name, isNeeded: false }]));
}

interface RenderedPort {
  readonly name?: string;
  readonly targetPort?: number | string;
  readonly port: number;
  readonly protocol?: string;
  readonly appProtocol?: string;
}
