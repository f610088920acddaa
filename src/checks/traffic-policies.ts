import type { AppObject } from './app-object';
import type { Cursor } from './cursor';
import { ofObject } from './of-object';

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

/** The policies of the host and of its subsets. */
export const policyLevels = ofObject(({ spec }): readonly PolicyLevel[] => {
  const host = spec.at('trafficPolicy');
  const blocks: TrafficPolicyBlock[] = [{ block: host }, ...spec.at('subsets').items().map((subset) => ({ block: subset.at('trafficPolicy'), wider: host }))];
  return blocks.map((level) => ({ ...level, ports: level.block.at('portLevelSettings').items() }));
});

/** All blocks that are given, those of ports included. */
export const trafficPolicies = ofObject((rule): readonly TrafficPolicyBlock[] =>
  policyLevels(rule).filter(({ block }) => block.given).flatMap((level) => [level, ...level.ports.map((block) => ({ block }))]));

/** What all blocks say under a name, where they say something. */
export function policyParts(rule: AppObject, ...path: string[]): Cursor[] {
  return trafficPolicies(rule).map(({ block }) => block.at(...path)).filter((part) => part.fields !== undefined);
}
