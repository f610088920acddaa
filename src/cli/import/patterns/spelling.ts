import { DEFAULT_SETTINGS } from '../../../analysis/mesh-settings';
import { serviceHost } from '../../../model/hosts';
import type { Json, JsonObject } from '../../../model/json';

/** An object in the words of patterns, and what these say otherwise. */
export interface Spelled {
  readonly json: JsonObject;
  readonly notes: readonly string[];
}

/**
 * The object as patterns spell it: hosts are fully qualified where the namespace is known, and routes have names.
 *
 * @param made what the patterns made of it
 */
export function inPatternsWords(json: JsonObject, made: JsonObject, namespace: string | undefined): Spelled {
  const notes = new Set<string>();
  const qualified = namespace === undefined ? json : mapHosts(json, (host) => {
    if (host.includes('.') || host === '*') { return host; }
    const full = serviceHost(host, namespace, DEFAULT_SETTINGS.clusterDomain);
    notes.add(`the host ${host} is written ${full}`);
    return full;
  }) as JsonObject;
  const spec = qualified.spec as JsonObject | undefined;
  const names = ((made.spec as JsonObject | undefined)?.http ?? []) as JsonObject[];
  const http = spec?.http as JsonObject[] | undefined;
  if (http === undefined) { return { json: qualified, notes: [...notes] }; }
  const named = http.map((old, i) => {
    const route = withMirrors(old);
    if (route !== old) { notes.add('mirror is one of mirrors'); }
    const name = names[i]?.name;
    if (route.name !== undefined || name === undefined) { return route; }
    notes.add(`a route gets the name ${String(name)}`);
    return { ...route, name };
  });
  return { json: { ...qualified, spec: { ...spec, http: named } }, notes: [...notes] };
}

/** A route whose only mirror stands in the list of mirrors, which patterns write. */
export function withMirrors(route: JsonObject): JsonObject {
  const { mirror, mirrorPercentage, ...rest } = route;
  return mirror === undefined ? route : { ...rest, mirrors: [{ destination: mirror, percentage: mirrorPercentage ?? { value: 100 } }] };
}

/** Changes what `host` and `hosts` hold, wherever they stand. */
function mapHosts(json: Json, change: (host: string) => string): Json {
  if (Array.isArray(json)) { return json.map((item) => mapHosts(item, change)); }
  if (typeof json !== 'object' || json === null) { return json; }
  return Object.fromEntries(Object.entries(json).map(([key, member]) => {
    if (key === 'host' && typeof member === 'string') { return [key, change(member)]; }
    if (key === 'hosts' && Array.isArray(member)) { return [key, member.map((host) => (typeof host === 'string' ? change(host) : host))]; }
    return [key, mapHosts(member as Json, change)];
  }));
}
