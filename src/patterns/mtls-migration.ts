import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { checkMtlsPlan, checkTarget, type MtlsMigrationException, MtlsPlan, type MtlsStep } from './mtls-plan';
import { AppAnalysis } from '../analysis/app-analysis';
import { Mesh } from '../analysis/mesh';
import { given } from '../model/json';
import { requireDnsLabel } from '../model/names';
import { requireSome } from '../model/require';
import { fieldOf } from '../resources/emit';
import { PeerAuthentication } from '../resources/peer-authentication';
import { WorkloadSelector } from '../resources/workload-selector';

/** A caller that the app does not show, and what it calls in plain text. */
export interface PlainTextCaller {
  /** Who it is, for people. */
  readonly name: string;

  /** The namespace of what it calls. */
  readonly namespace: string;

  /**
   * The labels of the pods that it calls.
   *
   * @default - any workload of the namespace
   */
  readonly selector?: { [label: string]: string };

  /**
   * The ports of the pods that it calls. They need a `selector`.
   *
   * @default - any port
   */
  readonly ports?: number[];
}

/** Where a migration to mutual TLS is. */
export class MtlsStage {
  /** The stages of a migration, in their order. */
  public static all(steps: MtlsStep[]): MtlsStage[] {
    return [MtlsStage.permissive(), ...steps.map(({ name }) => MtlsStage.after(name)), MtlsStage.mesh()];
  }

  /** Nothing is strict yet. */
  public static permissive(): MtlsStage {
    return new MtlsStage('permissive');
  }

  /** A step is done, and those before it. */
  public static after(step: string): MtlsStage {
    return new MtlsStage(step);
  }

  /** All steps are done, and what is left of the mesh is strict too. */
  public static mesh(): MtlsStage {
    return new MtlsStage('mesh');
  }

  private constructor(
    /** The name: that of the step; `permissive` before the first, `mesh` after the last. */
    public readonly name: string,
  ) {}
}

/** Properties of an MtlsMigration. */
export interface MtlsMigrationProps {
  /** Where the migration is. Changing it is the next step, or the way back. */
  readonly stage: MtlsStage;

  /** What becomes strict, one after the other: ports before their workload, workloads before their namespace. */
  readonly steps: MtlsStep[];

  /**
   * Workloads that also take callers without mutual TLS, at every stage.
   *
   * @default - none
   */
  readonly exceptions?: MtlsMigrationException[];

  /**
   * Callers that the app does not show and that call in plain text.
   *
   * @default - none is known
   */
  readonly plainTextCallers?: PlainTextCaller[];

  /**
   * The root namespace of the mesh, where policies for all of it are.
   *
   * @default - that of the Mesh above; `istio-system` without one
   */
  readonly rootNamespace?: string;
}

/**
 * Takes a mesh from PERMISSIVE to STRICT without an outage: one step after the other, each a change of one word to review.
 *
 * Whom the stage refuses is an error, and whom a later one would refuse is told before: pods without a sidecar, callers
 * outside the mesh, health checks that are not rewritten, DestinationRules without TLS.
 *
 * At the last stage the policies are those of `StrictMtlsMesh` and `StrictMtlsNamespace`, which then take its place.
 */
export class MtlsMigration extends Construct {
  constructor(scope: Construct, id: string, props: MtlsMigrationProps) {
    super(scope, id);
    const field = fieldOf(this);
    const steps = requireSome(props.steps, field.at('steps'), 'use StrictMtlsMesh for a mesh that becomes strict at once');
    const exceptions = props.exceptions ?? [];
    checkMtlsPlan(steps, exceptions, field);
    const callers = props.plainTextCallers ?? [];
    callers.forEach(({ ports, selector, namespace }, i) =>
      checkTarget({ name: 'caller', ports, selector, namespace }, field.at('plainTextCallers').at(i)));
    const names = MtlsStage.all(steps).map(({ name }) => name);
    const reached = names.indexOf(props.stage.name);
    if (reached < 0) { throw field.at('stage').error(props.stage.name, `one of ${names.join(', ')}`); }

    // The Mesh may be declared later; cdk8s resolves what is lazy here too, but its type does not say so.
    const root = given(props.rootNamespace, (name) => requireDnsLabel(name, field.at('rootNamespace')))
      ?? Lazy.any({ produce: () => Mesh.of(this).rootNamespace }) as unknown as string;
    const plan = new MtlsPlan(steps, exceptions);
    for (const { name, namespace, selector, mtls, ports } of plan.at(reached)) {
      new PeerAuthentication(this, namespace === undefined ? 'mesh' : `${namespace}-${name}`, {
        metadata: { name, namespace: namespace ?? root },
        selector: given(selector, WorkloadSelector.labels),
        mtls,
        portLevelMtls: Object.keys(ports).length === 0 ? undefined : ports,
      });
    }
    AppAnalysis.attach(this).addReview((objects, context) =>
      review().reviewMigration({ owner: this.node.path, plan, names, reached, callers, root: props.rootNamespace }, objects, context));
  }
}

/** The review has the checks with it, which are read when an app is synthesized. */
function review(): typeof import('./mtls-migration-review') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./mtls-migration-review') as typeof import('./mtls-migration-review');
}
