import type { Field } from '../model/field';
import type { JsonObject } from '../model/json';
import { renderLabels } from '../model/labels';

/** The `selector` of an object that chooses pods of its namespace. */
export function renderSelector(labels: { [label: string]: string }, field: Field): JsonObject {
  if (Object.keys(labels).length === 0) {
    throw field.error(labels, 'at least one label', 'leave it out for all workloads of the namespace');
  }
  return { matchLabels: renderLabels(labels, field) };
}
