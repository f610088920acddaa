import type { AppObject } from './app-object';
import { byCodeUnit } from '../model/json';

/** When the API server took the object, in milliseconds since 1970; `undefined`, if the object does not say so. */
export function creationTime({ root }: AppObject): number | undefined {
  const time = Date.parse(root.at('metadata', 'creationTimestamp').text ?? '');
  return Number.isNaN(time) ? undefined : time;
}

/**
 * Orders objects as istiod takes them: older ones first, those of one age by name and namespace (`sortConfigByCreationTime`). Objects
 * that do not say when they were made are of one age.
 */
export function byAge(a: AppObject, b: AppObject): number {
  return (creationTime(a) ?? 0) - (creationTime(b) ?? 0) || byCodeUnit(a.name, b.name) || byCodeUnit(a.namespace, b.namespace);
}
