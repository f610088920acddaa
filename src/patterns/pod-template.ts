import { type ApiObjectMetadataDefinition, JsonPatch } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { show, type Field } from '../model/field';
import { workloadObject, type WorkloadObject } from '../resources/workload-object';

/** Metadata of pods. */
export interface PodMetadata {
  readonly labels: { readonly [label: string]: string };
  readonly annotations: { readonly [annotation: string]: string };
}

/**
 * Writes labels and annotations to the template of a workload's pods. What the workload itself is labelled with never reaches
 * its pods.
 */
export function addPodMetadata(workload: IConstruct, { labels, annotations }: PodMetadata, field: Field): void {
  const made = workloadObject(workload, field);
  const there = metadataOf(made);
  const members = [['labels', 'label', labels], ['annotations', 'annotation', annotations]] as const;
  for (const [group, what, added] of members) {
    for (const [name, value] of Object.entries(added)) {
      const before = there?.[group]?.[name];
      if (before === undefined || before === value) { continue; }
      throw field.problem(`the pods of ${made.object.node.path} have the ${what} ${name} with ${show(before)} already; it must be ${show(value)}, as is said here`,
        'say it in one place');
    }
  }
  const { podMetadata } = workload as { readonly podMetadata?: ApiObjectMetadataDefinition };
  if (typeof podMetadata?.addLabel === 'function' && typeof podMetadata.addAnnotation === 'function') {
    for (const [name, value] of Object.entries(labels)) { podMetadata.addLabel(name, value); }
    for (const [name, value] of Object.entries(annotations)) { podMetadata.addAnnotation(name, value); }
    return;
  }
  patch(made, there, members.map(([group, , added]) => [group, added]));
}

/** A plain object is patched. A patch needs what it adds to, which may not be there yet. */
function patch({ object, path }: WorkloadObject, there: Metadata | undefined, members: ReadonlyArray<readonly [keyof PodMetadata, PodMetadata['labels']]>): void {
  const at = (...keys: readonly string[]) => `/${[...path, 'metadata', ...keys].map((key) => key.replace(/~/g, '~0').replace(/\//g, '~1')).join('/')}`;
  if (there === undefined) { object.addJsonPatch(JsonPatch.add(at(), {})); }
  for (const [group, added] of members) {
    if (Object.keys(added).length === 0) { continue; }
    if (there?.[group] === undefined) { object.addJsonPatch(JsonPatch.add(at(group), {})); }
    for (const [name, value] of Object.entries(added)) { object.addJsonPatch(JsonPatch.add(at(group, name), value)); }
  }
}

type Metadata = { readonly [group in keyof PodMetadata]?: { readonly [name: string]: unknown } };

function metadataOf({ object, path }: WorkloadObject): Metadata | undefined {
  const template = path.reduce<{ readonly [key: string]: unknown } | undefined>(
    (at, key) => at?.[key] as { readonly [key: string]: unknown } | undefined, object.toJson() as { readonly [key: string]: unknown });
  return template?.metadata as Metadata | undefined;
}
