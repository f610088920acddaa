import type { MtlsException } from './mtls-exception';
import type { Field } from '../model/field';
import { canonical, type JsonObject } from '../model/json';
import { renderLabels } from '../model/labels';
import { requireDnsLabel, requireObjectName } from '../model/names';
import { requirePort, requireSome } from '../model/require';
import { MtlsMode } from '../resources/peer-authentication';

/** What takes mutual TLS only from a step on. */
export interface MtlsStep {
  /** The name of the step. A step for a workload gives it to the policy, unless an earlier one or an exception has. */
  readonly name: string;

  /** The namespace. */
  readonly namespace: string;

  /**
   * The labels of a workload's pods.
   *
   * @default - all workloads of the namespace
   */
  readonly selector?: { [label: string]: string };

  /**
   * The ports that the step is for: ports of the pods, not of the Service. They need a `selector`.
   *
   * @default - all ports
   */
  readonly ports?: number[];
}

/** A workload that also takes callers without mutual TLS, at every stage. */
export interface MtlsMigrationException extends MtlsException {
  /** The namespace of the workload. */
  readonly namespace: string;
}

/** A policy at a stage. Without a namespace, it is the mesh's. */
export interface PlannedPolicy {
  readonly name: string;
  readonly namespace?: string;
  readonly selector?: { [label: string]: string };
  readonly mtls: MtlsMode;
  readonly ports: { [port: string]: MtlsMode };
}

/**
 * The policies of a migration. Each is there at every stage; what changes is its mode, from PERMISSIVE to STRICT, once. So a
 * stage differs from the one before in a word for each policy that it is about, and going back is applying the stage before.
 */
export class MtlsPlan {
  constructor(private readonly steps: readonly MtlsStep[], private readonly exceptions: readonly MtlsMigrationException[]) {}

  /** The stages: nothing is strict, each step, everything. */
  public get last(): number {
    return this.steps.length + 1;
  }

  /** The policies after so many steps; `last` is the whole mesh. */
  public at(reached: number): PlannedPolicy[] {
    const done = this.steps.slice(0, reached);
    const mesh = reached === this.last;
    const strict = (is: boolean) => is ? MtlsMode.STRICT : MtlsMode.PERMISSIVE;
    const namespaces = [...new Set(this.steps.filter(isNamespace).map(({ namespace }) => namespace))];
    return [
      { name: 'default', mtls: strict(mesh), ports: {} },
      ...namespaces.map((namespace) => ({
        name: 'default', namespace, mtls: strict(done.some((step) => isNamespace(step) && step.namespace === namespace)), ports: {},
      })),
      ...this.workloads().map(({ name, namespace, selector }): PlannedPolicy => {
        const mine = (one: { namespace: string; selector?: { [label: string]: string } }) =>
          one.namespace === namespace && canonical(one.selector) === canonical(selector);
        const exception = this.exceptions.find(mine);
        const byNamespace = mesh || done.some((step) => isNamespace(step) && step.namespace === namespace);
        const whole = byNamespace || done.some((step) => mine(step) && step.ports === undefined);
        const ports: { [port: string]: MtlsMode } = {};
        for (const step of this.steps.filter((one) => mine(one) && one.ports !== undefined)) {
          for (const port of step.ports ?? []) { ports[port] = strict(whole || done.includes(step)); }
        }
        for (const port of exception?.ports ?? []) { ports[port] = exception?.mode as MtlsMode; }
        return { name, namespace, selector, mtls: exception !== undefined && exception.ports === undefined ? exception.mode : strict(whole), ports };
      }),
    ];
  }

  /** The workloads that have a policy of their own, each once. */
  private workloads(): Array<{ name: string; namespace: string; selector: { [label: string]: string } }> {
    const found = new Map<string, { name: string; namespace: string; selector: { [label: string]: string } }>();
    for (const { name, namespace, selector } of [...this.exceptions, ...this.steps]) {
      const key = `${namespace} ${canonical(selector)}`;
      if (selector !== undefined && !found.has(key)) { found.set(key, { name, namespace, selector }); }
    }
    return [...found.values()];
  }
}

/** Refuses steps and exceptions that say nothing, or two things of one workload. */
export function checkMtlsPlan(steps: readonly MtlsStep[], exceptions: readonly MtlsMigrationException[], field: Field): void {
  const said = new Map<string, string>();
  const claim = (key: string, at: Field) => {
    const other = said.get(key);
    if (other !== undefined) { throw at.problem(`${at.path} is about what ${other} is about; it must be about something else`, 'leave one of them out'); }
    said.set(key, at.path);
  };
  exceptions.forEach(({ name, namespace, selector, mode, ports }, i) => {
    const at = field.at('exceptions').at(i);
    checkTarget({ name, namespace, selector, ports }, at);
    if (mode !== MtlsMode.PERMISSIVE && mode !== MtlsMode.DISABLE) { throw at.at('mode').error(mode, 'PERMISSIVE or DISABLE'); }
    targets(namespace, selector, ports).forEach((key) => claim(key, at));
    claim(`exception ${namespace} ${canonical(selector)}`, at);
  });
  const names = new Set<string>();
  steps.forEach((step, i) => {
    const at = field.at('steps').at(i);
    checkTarget(step, at);
    if (names.has(step.name) || step.name === 'permissive' || step.name === 'mesh') {
      throw at.at('name').error(step.name, 'a name of its own, not "permissive" and not "mesh"');
    }
    names.add(step.name);
    targets(step.namespace, step.selector, step.ports).forEach((key) => claim(key, at));
    const before = steps.slice(0, i).find((other) => other.namespace === step.namespace
      && (isNamespace(other) || (other.ports === undefined && canonical(other.selector) === canonical(step.selector))));
    if (before !== undefined && step.selector !== undefined) {
      throw at.problem(`${at.path} is strict since step ${JSON.stringify(before.name)}; it must go before that`, 'narrower steps go first');
    }
  });
  const policies = new Map<string, string>();
  for (const { name, namespace, selector } of [...exceptions, ...steps]) {
    if (selector === undefined) { continue; }
    const other = policies.get(`${namespace}/${name}`);
    if (other !== undefined && other !== canonical(selector)) {
      throw field.problem(`two workloads of namespace ${namespace} are named ${JSON.stringify(name)}; each must have a name of its own`);
    }
    policies.set(`${namespace}/${name}`, canonical(selector));
  }
}

/** What a step, an exception or a caller is about. */
export function checkTarget({ name, namespace, selector, ports }: MtlsStep, at: Field): void {
  requireObjectName(name, at.at('name'));
  if (selector !== undefined && name === 'default') { throw at.at('name').error(name, 'another name: "default" is the policy of the namespace'); }
  requireDnsLabel(namespace, at.at('namespace'));
  if (selector !== undefined) {
    if (Object.keys(selector).length === 0) { throw at.at('selector').error(selector, 'at least one label', 'leave it out for the namespace'); }
    renderLabels(selector, at.at('selector'));
  }
  if (ports === undefined) { return; }
  if (selector === undefined) { throw at.problem(`${at.at('ports').path} is given without a selector; Istio takes ports only for selected workloads`); }
  requireSome(ports, at.at('ports'), 'leave it out for all ports').forEach((port, i) => requirePort(port, at.at('ports').at(i)));
}

function isNamespace({ selector }: MtlsStep): boolean {
  return selector === undefined;
}

function targets(namespace: string, selector: { [label: string]: string } | undefined, ports: number[] | undefined): string[] {
  const where = `${namespace} ${canonical(selector as JsonObject | undefined)}`;
  return ports === undefined ? [where] : ports.map((port) => `${where} ${port}`);
}
