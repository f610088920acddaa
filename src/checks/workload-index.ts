import type { AppObject } from './app-object';
import type { AppView } from './app-view';
import type { Cursor } from './cursor';
import { LabelIndex, type Labels } from './labels';

/** Kinds that make pods, and where the pods' template is in them. */
const TEMPLATES: { readonly [kind: string]: readonly string[] } = {
  'Pod': [],
  'Deployment': ['spec', 'template'],
  'StatefulSet': ['spec', 'template'],
  'DaemonSet': ['spec', 'template'],
  'ReplicaSet': ['spec', 'template'],
  'Job': ['spec', 'template'],
  'CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
  'Rollout.argoproj.io': ['spec', 'template'],
};

/** Where the template of the pods is in an object of a kind; `undefined`, if the kind makes none. */
export function templatePath(kind: string): readonly string[] | undefined {
  return Object.hasOwn(TEMPLATES, kind) ? TEMPLATES[kind] : undefined;
}

/** Pods of the app: a Pod or what makes pods. */
export interface Workload {
  readonly object: AppObject;
  readonly namespace: string;
  /** The labels of the pods. */
  readonly labels: Labels;
  /** The pods' `metadata` and `spec`. */
  readonly template: Cursor;
}

/** The pods of the app. */
export class WorkloadIndex {
  /** All of them. */
  public readonly all: readonly Workload[];
  private readonly byNamespace = new Map<string, LabelIndex<Workload>>();

  constructor(view: AppView) {
    const all: Workload[] = [];
    const byNamespace = new Map<string, Workload[]>();
    for (const [kind, path] of Object.entries(TEMPLATES)) {
      for (const object of view.ofKind(kind)) {
        const template = object.root.at(...path);
        // A Rollout may take its template from a Deployment of the app, which then counts itself.
        if (!template.given) { continue; }
        const workload = { object, namespace: object.namespace, labels: template.at('metadata', 'labels').labels(), template };
        all.push(workload);
        const same = byNamespace.get(workload.namespace);
        if (same === undefined) { byNamespace.set(workload.namespace, [workload]); } else { same.push(workload); }
      }
    }
    this.all = all;
    for (const [namespace, workloads] of byNamespace) { this.byNamespace.set(namespace, new LabelIndex(workloads)); }
  }

  /** The workloads of a namespace that a selector picks. */
  public selected(namespace: string, selector: Labels): readonly Workload[] {
    return this.byNamespace.get(namespace)?.selected(selector) ?? [];
  }
}

/** The ports that the containers of a workload say they have. */
export function containerPorts({ template }: Workload): Array<{ number: number; name?: string }> {
  return template.at('spec', 'containers').items().flatMap((container) => container.at('ports').items()).flatMap((port) => {
    const number = port.at('containerPort').number;
    return number === undefined ? [] : [{ number, name: port.at('name').text }];
  });
}

/** Whether the workload says that it wants no sidecar. */
export function refusesSidecar({ template }: Workload): boolean {
  const metadata = template.at('metadata');
  return (metadata.at('labels', 'sidecar.istio.io/inject').text ?? metadata.at('annotations', 'sidecar.istio.io/inject').text) === 'false'
    || template.at('spec', 'hostNetwork').isTrue;
}
