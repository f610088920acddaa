import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { kindName } from '../checks/group-kinds';
import { templatePath } from '../checks/workload-index';
import type { Field } from '../model/field';

/** What makes pods, as an object of whichever library, and where the template of its pods is. */
export interface WorkloadObject {
  readonly object: ApiObject;
  /** The members that lead to the template. */
  readonly path: readonly string[];
}

/** What a workload says of its pods. */
export interface PodFacts {
  /** Labels that all of its pods have, and others should not: what it selects, where it says so. */
  readonly labels: { readonly [label: string]: string };
  /** The service account that they run as; `undefined`, if it is the one that every pod has. */
  readonly serviceAccount?: string;
}

/** The object of a Deployment, StatefulSet, DaemonSet, Job, CronJob or whatever else makes pods. */
export function workloadObject(workload: IConstruct, field: Field): WorkloadObject {
  const allowed = 'a construct of a Deployment, StatefulSet, DaemonSet, ReplicaSet, Job, CronJob, Pod or Rollout';
  let object: ApiObject;
  try {
    object = ApiObject.of(workload);
  } catch {
    throw field.error(workload.node.path, `${allowed}, which has one ApiObject`);
  }
  const path = templatePath(kindName(object.apiVersion, object.kind));
  if (path === undefined) { throw field.error(`${object.apiVersion} ${object.kind}`, allowed); }
  return { object, path };
}

/** Reads a workload as it will be rendered: labels may be added until then. */
export function readWorkload({ object, path }: WorkloadObject): PodFacts {
  const json = object.toJson() as Rendered;
  const template = path.reduce<Rendered | undefined>((at, key) => at?.[key] as Rendered | undefined, json);
  const selected = object.kind === 'Pod' || object.kind.endsWith('Job') ? undefined : json.spec?.selector?.matchLabels;
  return { labels: selected ?? template?.metadata?.labels ?? {}, serviceAccount: template?.spec?.serviceAccountName };
}

interface Rendered {
  readonly [key: string]: unknown;
  readonly metadata?: { readonly labels?: { readonly [label: string]: string } };
  readonly spec?: {
    readonly selector?: { readonly matchLabels?: { readonly [label: string]: string } };
    readonly serviceAccountName?: string;
  };
}
