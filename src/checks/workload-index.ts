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

/** What a service sends traffic to: pods, or a machine outside Kubernetes. */
export type Endpoint = Pick<Workload, 'object' | 'namespace' | 'labels'>;

/** The pods of the app, and the machines. */
export class WorkloadIndex {
  /** All of them. */
  public readonly all: readonly Workload[];
  private readonly byNamespace: ReadonlyMap<string, LabelIndex<Workload>>;
  private readonly everywhere: LabelIndex<Workload>;
  private readonly machines: ReadonlyMap<string, LabelIndex<Endpoint>>;

  constructor(view: AppView) {
    const all: Workload[] = [];
    for (const [kind, path] of Object.entries(TEMPLATES)) {
      for (const object of view.ofKind(kind)) {
        const template = object.root.at(...path);
        // A Rollout may take its template from a Deployment of the app, which then counts itself.
        if (!template.given) { continue; }
        all.push({ object, namespace: object.namespace, labels: template.at('metadata', 'labels').labels(), template });
      }
    }
    this.all = all;
    this.byNamespace = perNamespace(all);
    this.everywhere = new LabelIndex(all);
    this.machines = perNamespace([
      ...view.ofKind('WorkloadEntry').map((object) => ({ object, namespace: object.namespace, labels: { ...object.spec.at('labels').labels(), ...object.labels } })),
      ...view.ofKind('WorkloadGroup').map((object) => ({
        object,
        namespace: object.namespace,
        labels: { ...object.spec.at('template', 'labels').labels(), ...object.spec.at('metadata', 'labels').labels() },
      })),
    ]);
  }

  /** The workloads of a namespace that a selector picks. */
  public selected(namespace: string, selector: Labels): readonly Workload[] {
    return this.byNamespace.get(namespace)?.selected(selector) ?? [];
  }

  /** The workloads that a selector picks in any namespace. */
  public anywhere(selector: Labels): readonly Workload[] {
    return this.everywhere.selected(selector);
  }

  /** Whether the app has pods or machines in the namespace: then a selector that picks none of them is probably wrong. */
  public isKnown(namespace: string): boolean {
    return this.byNamespace.has(namespace) || this.machines.has(namespace);
  }

  /** What the selector of a service picks in its namespace: pods, and machines of WorkloadEntries and WorkloadGroups. */
  public endpoints(namespace: string, selector: Labels): readonly Endpoint[] {
    return [...this.selected(namespace, selector), ...this.machines.get(namespace)?.selected(selector) ?? []];
  }
}

function perNamespace<T extends Endpoint>(things: readonly T[]): Map<string, LabelIndex<T>> {
  const byNamespace = new Map<string, T[]>();
  for (const thing of things) {
    const same = byNamespace.get(thing.namespace);
    if (same === undefined) { byNamespace.set(thing.namespace, [thing]); } else { same.push(thing); }
  }
  return new Map([...byNamespace].map(([namespace, some]) => [namespace, new LabelIndex(some)]));
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
