import type { AppObject } from './app-object';
import type { Cursor } from './cursor';

/** A block of a DestinationRule that holds traffic policies: of the host, of its ports, of its subsets and of their ports. */
export interface TrafficPolicyBlock {
  readonly block: Cursor;
  /** What holds where the block says nothing. A port's block takes nothing over. */
  readonly wider?: Cursor;
}

/** The traffic policies of a DestinationRule as a whole, those of ports left aside. */
export interface PolicyLevel extends TrafficPolicyBlock {
  /** The entries for single ports. */
  readonly ports: readonly Cursor[];
}

/** As long as an object's cursors are kept, many checks ask for its blocks. */
const known = new WeakMap<Cursor, readonly PolicyLevel[]>();

/** The policies of the host and of its subsets. */
export function policyLevels({ root, spec }: AppObject): readonly PolicyLevel[] {
  let levels = known.get(root);
  if (levels === undefined) {
    const host = spec.at('trafficPolicy');
    const blocks: TrafficPolicyBlock[] = [{ block: host }, ...spec.at('subsets').items().map((subset) => ({ block: subset.at('trafficPolicy'), wider: host }))];
    levels = blocks.map((level) => ({ ...level, ports: level.block.at('portLevelSettings').items() }));
    known.set(root, levels);
  }
  return levels;
}

/** All blocks, those of ports included. */
export function trafficPolicies(rule: AppObject): TrafficPolicyBlock[] {
  return policyLevels(rule).flatMap((level) => [level, ...level.ports.map((block) => ({ block }))]);
}

/** What all blocks say under a name, where they say something. */
export function policyParts(rule: AppObject, ...path: string[]): Cursor[] {
  return trafficPolicies(rule).map(({ block }) => block.at(...path)).filter((part) => part.fields !== undefined);
}
