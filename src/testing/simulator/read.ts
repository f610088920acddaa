import { Duration } from 'cdk8s';
import { goDuration } from '../../model/go/durations';
import type { Json, JsonObject } from '../../model/json';

/* Reading of objects of any shape: what is missing or of another type reads as missing. */

/** The member of an object that is an object. */
export function objectAt(json: JsonObject | undefined, key: string): JsonObject | undefined {
  return asObject(json?.[key]);
}

/** The value, if it is a plain object. */
export function asObject(json: Json | undefined): JsonObject | undefined {
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? json : undefined;
}

/** The objects in a member that is a list. */
export function objectsAt(json: JsonObject | undefined, key: string): JsonObject[] {
  return listAt(json, key).map(asObject).filter((item): item is JsonObject => item !== undefined);
}

/** The texts in a member that is a list. */
export function textsAt(json: JsonObject | undefined, key: string): string[] {
  return listAt(json, key).filter((item): item is string => typeof item === 'string');
}

/** The text of a member; an empty one reads as missing, as it does in Istio. */
export function textAt(json: JsonObject | undefined, key: string): string | undefined {
  const value = json?.[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The number of a member. */
export function numberAt(json: JsonObject | undefined, key: string): number | undefined {
  const value = json?.[key];
  return typeof value === 'number' ? value : undefined;
}

/** The texts in a member that is an object: labels, headers. */
export function labelsAt(json: JsonObject | undefined, key: string): { [name: string]: string } {
  return Object.fromEntries(Object.entries(objectAt(json, key) ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** The duration that a member says; none, if it is no duration or zero. */
export function durationAt(json: JsonObject | undefined, key: string): Duration | undefined {
  const nanoseconds = goDuration(textAt(json, key) ?? '');
  if (nanoseconds === undefined || nanoseconds <= 0n) { return undefined; }
  const milliseconds = Number(nanoseconds) / 1_000_000;
  return milliseconds % 1000 === 0 ? Duration.seconds(milliseconds / 1000) : Duration.millis(milliseconds);
}

function listAt(json: JsonObject | undefined, key: string): Json[] {
  const value = json?.[key];
  return Array.isArray(value) ? value : [];
}
