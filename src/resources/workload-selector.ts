import type { Field } from '../model/field';
import type { JsonObject } from '../model/json';
import { renderLabels } from '../model/labels';

/** A `workloadSelector` by labels. Istio takes an empty one for every workload of the namespace. */
export function renderWorkloadSelector(labels: { [label: string]: string }, field: Field, fix: string): JsonObject {
  if (Object.keys(labels).length === 0) { throw field.error(labels, 'at least one label', fix); }
  return { labels: renderLabels(labels, field) };
}
