import { Construct } from 'constructs';
import { type CanaryStep, requireSteps } from './canary-step';
import type { MeshService } from './mesh-service';
import { priorityOf, requestsAmong, type RequestScope, requestsOf } from './requests';
import type { ServiceVersion } from './service-version';
import { requireOtherVersion, requireVersionOf, split } from './split';
import type { RequestMatch } from '../model/request-match';
import { requireInteger } from '../model/require';
import { renderDuration } from '../resources/duration';
import { fieldOf } from '../resources/emit';

/** Properties of a CanaryPlan. */
export interface CanaryPlanProps extends RequestScope {
  /** The service that is released. */
  readonly service: MeshService;

  /** The version that takes the rest. */
  readonly stable: ServiceVersion;

  /** The version that is tried. */
  readonly canary: ServiceVersion;

  /** The steps, each with a larger share for the canary. */
  readonly steps: CanaryStep[];

  /** How many steps are taken: an integer between 0 (the canary gets nothing) and the number of steps. */
  readonly step: number;

  /**
   * Requests that always go to the canary, at step 0 too: testers, for example. Where `requests` is given, those among them.
   *
   * @default - none
   */
  readonly alwaysCanary?: RequestMatch[];
}

/**
 * Takes a canary to 100 % in steps that are written down, by changes of one number that go through review.
 *
 * It is a `CanaryRelease` whose weight follows from the step. Where a controller is to take the steps, see
 * `ArgoRolloutsCanary` and `FlaggerCanary`.
 */
export class CanaryPlan extends Construct {
  /** The share that the canary takes now, in percent. */
  public readonly weight: number;

  /** The plan for people, a line for each step; the one that it is at begins with `>`. */
  public readonly outline: string[];

  constructor(scope: Construct, id: string, props: CanaryPlanProps) {
    super(scope, id);
    const field = fieldOf(this);
    const { service, stable, canary } = props;
    const steps = requireSteps(props.steps, field.at('steps'));
    const step = requireInteger(props.step, field.at('step'), 0, steps.length);
    requireVersionOf(service, stable, field.at('stable'));
    requireVersionOf(service, canary, field.at('canary'));
    requireOtherVersion(canary, stable, 'the stable one', field.at('canary'));
    const priority = priorityOf(props, field);
    const requests = requestsOf(props, field);
    this.weight = step === 0 ? 0 : steps[step - 1].weight;
    this.outline = ['step 0: 0 %', ...steps.map(({ weight, pause }, i) =>
      `step ${i + 1}: ${weight} %${pause === undefined ? '' : `, for ${renderDuration(pause, field)}`}`)].map((line, i) => `${i === step ? '>' : ' '} ${line}`);

    service._addFacet({
      owner: this,
      name: id,
      priority,
      requests,
      says: () => split([{ version: stable, weight: 100 - this.weight }, { version: canary, weight: this.weight }]),
    });
    if (props.alwaysCanary !== undefined) {
      service._addFacet({
        owner: this,
        name: `${id}-always`,
        priority,
        requests: requestsAmong(requests, props.alwaysCanary, field.at('alwaysCanary'), 'leave it out for none'),
        says: () => split([{ version: canary }]),
      });
    }
  }
}
