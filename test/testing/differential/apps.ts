import { patternObjects } from './patterns';
import { Chance } from './random';
import { askFor, type Asked } from './requests';
import { authorizationPolicy, peerAuthentication, requestAuthentication } from './security-objects';
import { destinationRule, edge, gatewayConnections, serviceEntry, sidecar } from './traffic-objects';
import { delegation, virtualService } from './virtual-services';
import type { JsonObject } from '../../../src/model/json';

/** An app, without what all apps have. */
export interface RandomApp {
  readonly name: string;
  readonly objects: readonly JsonObject[];
  readonly mesh: JsonObject;
  readonly asked: readonly Asked[];
}

/** So many of a kind. */
function several(
  chance: Chance, counts: readonly number[], kind: string, make: (chance: Chance, name: string) => JsonObject | JsonObject[],
): JsonObject[] {
  return Array.from({ length: chance.of(counts) }, (_, i) => make(chance, `${kind}${i}`)).flat();
}

function rawObjects(chance: Chance): JsonObject[] {
  const isSecured = chance.once(2);
  const objects = [
    ...edge(chance),
    ...several(chance, [1, 1, 2, 3], 'routes', virtualService), ...several(chance, [0, 0, 0, 1], 'root', delegation),
    ...several(chance, [0, 1, 1, 2, 3], 'rule', destinationRule), ...several(chance, [0, 0, 0, 1, 2], 'scope', sidecar), ...several(chance, [0, 1], 'outside', serviceEntry),
    ...several(chance, [0, 0, 1], 'queue', (_, name) => gatewayConnections(name)), ...several(chance, isSecured ? [0, 1, 2] : [0, 0, 0, 1], 'mtls', peerAuthentication),
    ...several(chance, isSecured ? [0, 1, 2] : [0], 'tokens', requestAuthentication), ...several(chance, isSecured ? [1, 1, 2, 3] : [0], 'access', authorizationPolicy),
  ];
  // Of two objects that contradict each other the older one counts, which need not be the first one by name.
  const days = objects.map((_, i) => i + 1).sort(() => chance.below(3) - 1);
  return objects.map((object, i) => ({
    ...object, metadata: { ...object.metadata as JsonObject, creationTimestamp: `2026-${String(Math.floor(days[i] / 28) + 1).padStart(2, '0')}-${String(days[i] % 28 + 1).padStart(2, '0')}T00:00:00Z` },
  }));
}

/** An app of a seed: odd ones are made of raw objects, even ones of patterns. */
export function randomApp(seed: number, number: number, requests: number): RandomApp {
  const chance = new Chance(seed * 10_007 + number);
  const objects = number % 2 === 1 ? rawObjects(chance) : patternObjects(chance);
  const mesh: JsonObject = chance.parts<JsonObject>([4, () => ({ outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } })]);
  return { name: `seed-${seed}-app-${number}`, objects, mesh, asked: askFor(chance, objects, requests) };
}
