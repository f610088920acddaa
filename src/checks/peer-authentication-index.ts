import { byAge, creationTime } from './age';
import type { AppObject } from './app-object';
import type { AppView } from './app-view';
import { type Labels, excludeEachOther, selects } from './labels';
import { byCodeUnit } from '../model/json';

/** A mode and the policy that says so; no policy: Istio's own default. */
export interface EffectiveMtls {
  readonly mode: string;
  readonly policy?: AppObject;
}

/** What holds on a port, and the pairs of policies between which only their age decides, which neither of them says. */
export interface MtlsInForce extends EffectiveMtls {
  readonly contested: ReadonlyArray<readonly [AppObject, AppObject]>;
}

const UNSAID: EffectiveMtls = { mode: 'PERMISSIVE' };

/** The PeerAuthentications of the app, as Istio combines them (`ComposePeerAuthentication`). */
export class PeerAuthenticationIndex {
  private readonly general = new Map<string, AppObject[]>();
  private readonly special = new Map<string, SelectingPolicies>();

  constructor(private readonly view: AppView) {
    for (const policy of view.ofKind('PeerAuthentication')) {
      const selector = selectorOf(policy);
      if (Object.keys(selector).length > 0) {
        const policies = this.special.get(policy.namespace) ?? new SelectingPolicies();
        this.special.set(policy.namespace, policies);
        policies.add(policy, selector);
      } else {
        const policies = this.general.get(policy.namespace);
        if (policies === undefined) { this.general.set(policy.namespace, [policy]); } else { policies.push(policy); }
      }
    }
  }

  /** The policies without selector, by namespace. */
  public get namespaceWide(): Iterable<readonly AppObject[]> {
    return this.general.values();
  }

  /** Whether the namespace has policies with a selector that Istio heeds: in the root namespace it heeds none. */
  public hasSelecting(namespace: string): boolean {
    return namespace !== this.view.context.rootNamespace && this.special.has(namespace);
  }

  /** What the namespace says for workloads that have no policy of their own; `undefined`, if that is not decided. */
  public ofNamespace(namespace: string): EffectiveMtls | undefined {
    const root = this.view.context.rootNamespace;
    const mesh = inherit(UNSAID, this.general.get(root) ?? []);
    return mesh === undefined || namespace === root ? mesh : inherit(mesh, this.general.get(namespace) ?? []);
  }

  /**
   * What holds for pods with (at least) these labels on a port; `undefined`, if that is not decided by what is known: the
   * pods may have more labels (`complete` is false), or the port is not known and not all ports are alike.
   */
  public ofPods(namespace: string, labels: Labels, complete: boolean, port: number | undefined): EffectiveMtls | undefined {
    const candidates = this.hasSelecting(namespace) ? (this.special.get(namespace)?.notExcludedBy(labels, complete) ?? []) : [];
    const matching = candidates.filter((policy) => selects(selectorOf(policy), labels));
    const general = this.ofNamespace(namespace);
    if (general === undefined || matching.length > 1 || (!complete && candidates.length > matching.length)) { return undefined; }
    if (matching.length === 0) { return general; }
    const effective = inherit(general, matching);
    const ports = matching[0].spec.at('portLevelMtls');
    if (effective === undefined || ports.entries().length === 0) { return effective; }
    if (port === undefined) { return undefined; }
    const mode = ports.at(String(port), 'mode').text ?? 'UNSET';
    return mode === 'UNSET' ? effective : { mode, policy: matching[0] };
  }

  /** What holds for pods with these labels on a port of theirs, as istiod decides it: of several policies on a level the oldest counts. */
  public inForce(namespace: string, labels: Labels, port: number): MtlsInForce {
    const root = this.view.context.rootNamespace;
    const levels = [this.general.get(root) ?? [], ...(namespace === root ? [] : [
      this.general.get(namespace) ?? [],
      (this.special.get(namespace)?.notExcludedBy(labels, true) ?? []).filter((policy) => selects(selectorOf(policy), labels)),
    ])].map((level) => [...level].sort(byAge));
    const contested = levels.flatMap(([oldest, ...others]) => others
      .filter((other) => creationTime(other) === creationTime(oldest) && modeOf(other, port) !== modeOf(oldest, port))
      .map((other) => [oldest, other] as const));
    const effective = levels.reduce<EffectiveMtls>((above, [oldest]) => {
      const mode = oldest === undefined ? 'UNSET' : modeOf(oldest, port);
      return mode === 'UNSET' ? above : { mode, policy: oldest };
    }, UNSAID);
    return { ...effective, contested };
  }
}

/** What a policy says of a port. Only one with a selector can tell ports apart. */
function modeOf(policy: AppObject, port: number): string {
  const general = policy.spec.at('mtls', 'mode').text ?? 'UNSET';
  if (Object.keys(selectorOf(policy)).length === 0) { return general; }
  const special = policy.spec.at('portLevelMtls', String(port), 'mode').text ?? 'UNSET';
  return special === 'UNSET' ? general : special;
}

/** The labels that a PeerAuthentication selects. */
export function selectorOf(policy: AppObject): Labels {
  return policy.spec.at('selector', 'matchLabels').labels();
}

/** Of several policies on one level the oldest counts, which is not known here: only if they agree, the mode is. */
function inherit(above: EffectiveMtls, policies: readonly AppObject[]): EffectiveMtls | undefined {
  const modes = new Set(policies.map((policy) => policy.spec.at('mtls', 'mode').text ?? 'UNSET'));
  if (modes.size > 1) { return undefined; }
  const [mode] = modes;
  return mode === undefined || mode === 'UNSET' ? above : { mode, policy: policies[0] };
}

/** Policies of a namespace by the first label that they ask for, so that not all have to be compared with each pod. */
class SelectingPolicies {
  private readonly byLabel = new Map<string, Map<string, AppObject[]>>();

  public add(policy: AppObject, selector: Labels): void {
    const [label] = Object.keys(selector).sort(byCodeUnit);
    const byValue = this.byLabel.get(label) ?? new Map<string, AppObject[]>();
    this.byLabel.set(label, byValue);
    const same = byValue.get(selector[label]);
    if (same === undefined) { byValue.set(selector[label], [policy]); } else { same.push(policy); }
  }

  /** The policies that may select pods with these labels; with these and others, if the labels are not complete. */
  public notExcludedBy(labels: Labels, complete: boolean): AppObject[] {
    return [...this.byLabel].flatMap(([label, byValue]) => {
      if (labels[label] !== undefined) { return byValue.get(labels[label]) ?? []; }
      return complete ? [] : [...byValue.values()].flat();
    }).filter((policy) => !excludeEachOther(selectorOf(policy), labels));
  }
}
