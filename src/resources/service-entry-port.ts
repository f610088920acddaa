import { requireLabel } from './hosts';
import type { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import type { Protocol } from '../model/protocol';
import { requirePort } from '../model/require';

/**
 * A port of a service that a ServiceEntry describes.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/service-entry/#ServicePort
 */
export interface ServiceEntryPort {
  /** The number that callers connect to. */
  readonly number: number;

  /** Its name; each port has its own. Unlike a Service's, it does not tell the protocol. */
  readonly name: string;

  /**
   * What is spoken on it, as callers speak it: HTTP where their proxies are to add the TLS.
   *
   * @default - found out from the traffic
   */
  readonly protocol?: Protocol;

  /**
   * The number at the endpoints, where it is another one.
   *
   * @default - `number`
   */
  readonly targetPort?: number;
}

/** The `ports` of a ServiceEntry. */
export function renderServiceEntryPorts(ports: ServiceEntryPort[], field: Field): JsonObject[] {
  return ports.map((port, i) => {
    const at = field.at(i);
    requireLabel(port.name, at.at('name'));
    if (ports.findIndex(({ name }) => name === port.name) < i) { throw at.at('name').error(port.name, 'a name of its own'); }
    requirePort(port.number, at.at('number'));
    if (ports.findIndex(({ number }) => number === port.number) < i) { throw at.at('number').error(port.number, 'a number of its own'); }
    return defined({
      number: port.number,
      name: port.name,
      protocol: port.protocol,
      targetPort: given(port.targetPort, (target) => requirePort(target, at.at('targetPort'))),
    });
  });
}
