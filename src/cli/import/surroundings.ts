import type { KnownPort, Surroundings } from './patterns/candidate';
import { canonical, type Json, type JsonObject } from '../../model/json';
import { isDnsLabel } from '../../model/names';

/** What all objects together say of Services. */
export function surroundingsOf(objects: Iterable<JsonObject>): Surroundings {
  const services = new Map<string, readonly KnownPort[] | undefined>();
  for (const { apiVersion, kind, metadata, spec } of objects) {
    if (apiVersion !== 'v1' || kind !== 'Service') { continue; }
    const { name, namespace } = (metadata ?? {}) as JsonObject;
    const key = canonical([name ?? null, namespace ?? null]);
    const ports = portsOf((spec as JsonObject | undefined)?.ports);
    // Of two that say different things nobody knows which one will be there.
    const contradicts = services.has(key) && canonical(services.get(key) as unknown as Json) !== canonical(ports as unknown as Json);
    services.set(key, contradicts ? undefined : ports);
  }
  const claimed = new Set<string>();
  return {
    portsOf: (service, namespace) => services.get(canonical([service, namespace ?? null])),
    claim: (host) => {
      const free = !claimed.has(host);
      claimed.add(host);
      return free;
    },
  };
}

/** The ports, if each is told by its name and number alone. */
function portsOf(ports: Json | undefined): readonly KnownPort[] | undefined {
  const known = (Array.isArray(ports) ? ports as JsonObject[] : []).filter(({ protocol }) => protocol !== 'UDP').map(({ name, port, appProtocol }) =>
    (typeof name === 'string' && isDnsLabel(name) && typeof port === 'number' && appProtocol === undefined ? { name, number: port } : undefined));
  return known.length === 0 || known.includes(undefined) ? undefined : known as KnownPort[];
}
