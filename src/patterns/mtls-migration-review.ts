import type { MtlsPlan, PlannedPolicy } from './mtls-plan';
import type { RenderedObject } from '../checks/app-object';
import { AppView } from '../checks/app-view';
import type { CheckInfo } from '../checks/check';
import type { Cursor } from '../checks/cursor';
import { plainTextToStrict } from '../checks/destination-rule/plain-text-to-strict';
import { runChecks } from '../checks/engine';
import { type Finding, Severity } from '../checks/finding';
import type { MeshContext } from '../checks/mesh-context';
import { MTLS_MIGRATION_BREAKS, MTLS_STEP_WITHOUT_PROXY } from '../checks/migration';
import { withoutSidecar } from '../checks/sidecar-presence';
import { containerPorts, type Workload } from '../checks/workload-index';
import { canonical, defined, type JsonObject } from '../model/json';
import { ISTIO_KINDS } from '../model/kinds';

/** A migration, as its review needs it. */
export interface ReviewedMigration {
  readonly owner: string;
  readonly plan: MtlsPlan;
  /** The names of the stages. */
  readonly names: readonly string[];
  /** The stage that it is at. */
  readonly reached: number;
  readonly callers: ReadonlyArray<{
    readonly name: string; readonly namespace: string; readonly selector?: { readonly [label: string]: string }; readonly ports?: number[];
  }>;
  readonly root?: string;
}

/** Who is refused at the stage of the migration, and who would be at a later one. */
export function reviewMigration(migration: ReviewedMigration, objects: readonly RenderedObject[], context: MeshContext): Finding[] {
  const review = new Review(migration, objects, context);
  return [...review.callers(), ...review.workloads(), ...review.rules()];
}

class Review {
  /** The app at the stage that it is at, and at each later one. */
  private readonly stages: ReadonlyArray<{ readonly name: string; readonly objects: readonly RenderedObject[]; readonly view: AppView }>;

  constructor(private readonly migration: ReviewedMigration, objects: readonly RenderedObject[], private readonly context: MeshContext) {
    const { plan, names, reached, owner, root } = migration;
    const others = objects.filter(({ source }) => !source.startsWith(`${owner}/`));
    this.stages = names.slice(reached).map((name, i) => {
      const there = [...others, ...plan.at(reached + i).map((policy) => rendered(policy, owner, root ?? context.rootNamespace))];
      return { name, objects: there, view: new AppView(there, context) };
    });
  }

  /** Callers that the app does not show. */
  public callers(): Finding[] {
    return this.migration.callers.flatMap(({ name, namespace, selector, ports }) => {
      const stage = this.firstStage((view) => (ports ?? [undefined]).some((port) => strictPort(view, namespace, selector, port)));
      const called = `${selector === undefined ? `namespace ${namespace}` : `pods of namespace ${namespace} with ${canonical(selector)}`}` +
        (ports === undefined ? '' : ` on port ${ports.join(', ')}`);
      return stage === undefined ? [] : [this.finding(MTLS_MIGRATION_BREAKS, stage,
        `${name} calls ${called} in plain text, which ${this.when(stage)} takes mutual TLS only; it must be able to call`,
        selector === undefined ? 'give what it calls an exception, or the caller a sidecar'
          : `add to exceptions { namespace: ${JSON.stringify(namespace)}, selector: ${JSON.stringify(selector)}, mode: MtlsMode.PERMISSIVE` +
          `${ports === undefined ? '' : `, ports: ${JSON.stringify(ports)}`} }, or give the caller a sidecar`)];
    });
  }

  /** Pods of the app that have no sidecar, and those whose health checks are not rewritten. */
  public workloads(): Finding[] {
    const [{ view }] = this.stages;
    const anyStrict = this.firstStage((at) => at.ofKind('PeerAuthentication').some(saysStrict));
    return view.workloads.all.flatMap((workload) => {
      const { object, namespace, labels } = workload;
      const why = withoutSidecar(workload, view);
      if (why !== undefined) {
        const port = containerPorts(workload)[0]?.number;
        const covered = this.firstStage((at) => at.peerAuthentications.ofPods(namespace, labels, true, port)?.mode === 'STRICT');
        return [
          ...anyStrict === undefined ? [] : [this.about(workload, MTLS_MIGRATION_BREAKS, anyStrict, object.root,
            `${object.fullId} has no sidecar (${why}), and ${this.when(anyStrict)} there are workloads that take mutual TLS only; ` +
            'it must not call them',
            `give it a sidecar, add what it calls to exceptions, or say with the annotation cdk8s-istio.dev/suppress.${MTLS_MIGRATION_BREAKS.code} why it ` +
            'calls none of them', Severity.WARNING)],
          ...covered === undefined ? [] : [this.about(workload, MTLS_STEP_WITHOUT_PROXY, covered, object.root,
            `${object.fullId} has no sidecar (${why}), and ${this.when(covered)} is to take mutual TLS only; it must have one to refuse plain text`)],
        ];
      }
      return probes(workload).flatMap(({ place, port }) => {
        const stage = this.firstStage((at) => at.peerAuthentications.ofPods(namespace, labels, true, port)?.mode === 'STRICT');
        return stage === undefined ? [] : [this.about(workload, MTLS_MIGRATION_BREAKS, stage, place,
          `${place.path} asks port ${port} in plain text, as the annotation sidecar.istio.io/rewriteAppHTTPProbers is "false", and ${this.when(stage)} ` +
          'the port takes mutual TLS only; it must be rewritten', 'remove the annotation, or give the port an exception')];
      });
    });
  }

  /** DestinationRules without TLS. What they break at this very stage is found by the check itself. */
  public rules(): Finding[] {
    const found = new Map<string, Finding>();
    this.stages.forEach(({ objects }, i) => {
      for (const finding of runChecks(objects, this.context, { checks: [plainTextToStrict] })) {
        const key = `${finding.construct} ${finding.objectNamespace} ${finding.objectName} ${finding.path}`;
        if (found.has(key)) { continue; }
        const { code, severity, equivalents } = MTLS_MIGRATION_BREAKS;
        found.set(key, i === 0 ? finding : {
          ...finding, code, severity: later(severity, i), equivalents: [...equivalents], message: `${this.when(i)} ${finding.message}`,
        });
      }
    });
    return [...found.values()].filter(({ code }) => code === MTLS_MIGRATION_BREAKS.code);
  }

  /** The first stage from this one on where something holds. */
  private firstStage(holds: (view: AppView) => boolean): number | undefined {
    const found = this.stages.findIndex(({ view }) => holds(view));
    return found < 0 ? undefined : found;
  }

  private when(stage: number): string {
    return stage === 0 ? 'now' : `from stage ${JSON.stringify(this.stages[stage].name)} on`;
  }

  private finding({ code, severity, equivalents }: CheckInfo, stage: number, message: string, fix: string): Finding {
    return { code, severity: later(severity, stage), construct: this.migration.owner, path: 'stage', message, fix, equivalents: [...equivalents] };
  }

  private about(
    workload: Workload, info: CheckInfo, stage: number, place: Cursor, message: string, fix: string = info.fix, severity: Severity = info.severity,
  ): Finding {
    const { kind, namespace, name, source } = workload.object;
    return {
      ...this.finding({ ...info, severity }, stage, message, fix),
      construct: source,
      objectKind: kind,
      objectNamespace: namespace,
      objectName: name,
      path: place.path,
    };
  }
}

/** What a later stage would break is worth knowing; what this one breaks is a mistake. */
function later(severity: Severity, stage: number): Severity {
  return stage === 0 ? severity : Severity.INFO;
}

function rendered({ name, namespace, selector, mtls, ports }: PlannedPolicy, owner: string, root: string): RenderedObject {
  const spec = defined({
    selector: selector === undefined ? undefined : { matchLabels: selector },
    mtls: { mode: mtls },
    portLevelMtls: Object.fromEntries(Object.entries(ports).map(([port, mode]) => [port, { mode }])),
  });
  const json = { ...ISTIO_KINDS.PeerAuthentication, metadata: { name, namespace: namespace ?? root }, spec };
  return { json: json as JsonObject, source: `${owner}/${namespace ?? ''}-${name}` };
}

function strictPort(view: AppView, namespace: string, selector: { readonly [label: string]: string } | undefined, port: number | undefined): boolean {
  const { peerAuthentications } = view;
  const found = selector === undefined
    ? peerAuthentications.ofNamespace(namespace)
    : peerAuthentications.ofPods(namespace, { ...selector }, true, port);
  return found?.mode === 'STRICT';
}

function saysStrict(policy: { readonly spec: Cursor }): boolean {
  return policy.spec.at('mtls', 'mode').text === 'STRICT'
    || policy.spec.at('portLevelMtls').entries().some(([, port]) => port.at('mode').text === 'STRICT');
}

/** Health checks over HTTP that the kubelet makes itself, and so in plain text, as their pods forbid that the proxy makes them. */
function probes(workload: Workload): Array<{ place: Cursor; port: number }> {
  const { template } = workload;
  if (template.at('metadata', 'annotations', 'sidecar.istio.io/rewriteAppHTTPProbers').text !== 'false') { return []; }
  return template.at('spec', 'containers').items().flatMap((container) => ['livenessProbe', 'readinessProbe', 'startupProbe'].flatMap((kind) => {
    const place = ['httpGet', 'grpc'].map((way) => container.at(kind, way)).find(({ given }) => given);
    const port = place?.at('port');
    const number = port?.number ?? containerPorts(workload).find(({ name }) => name !== undefined && name === port?.text)?.number;
    return place === undefined || number === undefined ? [] : [{ place, port: number }];
  }));
}
