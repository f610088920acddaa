import type { AppObject } from './app-object';
import type { AppView } from './app-view';
import { type Labels, excludeEachOther, selects } from './labels';

/** A mode and the policy that says so; no policy: Istio's own default. */
export interface EffectiveMtls {
  readonly mode: string;
  readonly policy?: AppObject;
}

const UNSAID: EffectiveMtls = { mode: 'PERMISSIVE' };

/** The PeerAuthentications of the app, as Istio combines them (`ComposePeerAuthentication`). */
export class PeerAuthenticationIndex {
  private readonly general = new Map<string, AppObject[]>();
  private readonly special = new Map<string, AppObject[]>();

  constructor(private readonly view: AppView) {
    for (const policy of view.ofKind('PeerAuthentication')) {
      const index = Object.keys(selectorOf(policy)).length === 0 ? this.general : this.special;
      const same = index.get(policy.namespace);
      if (same === undefined) { index.set(policy.namespace, [policy]); } else { same.push(policy); }
    }
  }

  /** The policies without selector, by namespace. */
  public get namespaceWide(): Iterable<readonly AppObject[]> {
    return this.general.values();
  }

  /** The policies of a namespace with a selector that Istio heeds: in the root namespace it heeds none. */
  public selecting(namespace: string): readonly AppObject[] {
    return namespace === this.view.context.rootNamespace ? [] : (this.special.get(namespace) ?? []);
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
    const candidates = this.selecting(namespace).filter((policy) => !excludeEachOther(selectorOf(policy), labels));
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
