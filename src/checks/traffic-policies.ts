import type { AppObject } from './app-object';
import type { Cursor } from './cursor';

/** A block of a DestinationRule that holds traffic policies: of the host, of its ports, of its subsets and of their ports. */
export interface TrafficPolicyBlock {
  readonly block: Cursor;
  /** What holds where the block says nothing. A port's block takes nothing over. */
  readonly wider?: Cursor;
}

/** All such blocks. */
export function trafficPolicies({ spec }: AppObject): TrafficPolicyBlock[] {
  const host = spec.at('trafficPolicy');
  const levels: TrafficPolicyBlock[] = [
    { block: host },
    ...spec.at('subsets').items().map((subset) => ({ block: subset.at('trafficPolicy'), wider: host })),
  ];
  return levels.flatMap((level) => [level, ...level.block.at('portLevelSettings').items().map((block) => ({ block }))]);
}
