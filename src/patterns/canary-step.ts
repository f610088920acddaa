import type { Duration } from 'cdk8s';
import type { Field } from '../model/field';
import { requireInteger, requireSome } from '../model/require';
import { renderDuration } from '../resources/duration';

/** A step of a canary release. */
export interface CanaryStep {
  /** The share of requests that the canary takes, in percent: an integer from 1 to 100, more than in the step before. */
  readonly weight: number;

  /**
   * How long the step is kept before the next.
   *
   * @default - until somebody decides to go on
   */
  readonly pause?: Duration;
}

/** Steps that go up. */
export function requireSteps(steps: CanaryStep[], field: Field): CanaryStep[] {
  requireSome(steps, field);
  steps.forEach(({ weight, pause }, i) => {
    const at = field.at(i);
    requireInteger(weight, at.at('weight'), 1, 100);
    if (i > 0 && weight <= steps[i - 1].weight) {
      throw at.at('weight').error(weight, `more than in the step before, ${steps[i - 1].weight}`);
    }
    if (pause !== undefined) { renderDuration(pause, at.at('pause')); }
  });
  return steps;
}
