import { ApiObject, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { type CanaryStep, requireSteps } from './canary-step';
import { compositionFinding } from './composition-findings';
import type { MeshService } from './mesh-service';
import { ownWeights } from './weight-owner';
import { AppAnalysis } from '../analysis/app-analysis';
import { CONTROLLER_REPLACES } from '../checks/delivery';
import { defined, given, type Json } from '../model/json';
import { requireObjectName } from '../model/names';
import { requireInteger, requirePercentage, requirePort } from '../model/require';
import { renderDuration } from '../resources/duration';
import { fieldOf } from '../resources/emit';
import { renderTrafficPolicy, type TrafficPolicy } from '../resources/traffic-policy';

/** Properties of a FlaggerCanary. */
export interface FlaggerCanaryProps {
  /** The service that is released. Flagger makes the Kubernetes Service of that name. */
  readonly service: MeshService;

  /** The name of the Deployment that is released. */
  readonly deployment: string;

  /** The port of the service. */
  readonly port: number;

  /**
   * The port of the pods.
   *
   * @default - as `port`
   */
  readonly targetPort?: number;

  /** The steps. Each is kept for an `interval`; they have no `pause` of their own. */
  readonly steps: CanaryStep[];

  /**
   * How often the release is looked at, and goes on.
   *
   * @default Duration.minutes(1)
   */
  readonly interval?: Duration;

  /**
   * How many times it may look bad before it is taken back.
   *
   * @default 5
   */
  readonly threshold?: number;

  /**
   * The share of requests that must succeed, in percent.
   *
   * @default 99
   */
  readonly minSuccessRate?: number;

  /**
   * How long 99 of 100 requests may take.
   *
   * @default - as long as they do
   */
  readonly maxDuration?: Duration;

  /**
   * How the destinations are treated. What is said of `service` would not hold for those that Flagger makes.
   *
   * @default - as Istio does by itself
   */
  readonly trafficPolicy?: TrafficPolicy;
}

/**
 * Lets Flagger release a service: a Canary, and routes that delegate to the VirtualService which Flagger owns.
 *
 * What else is said of the service's requests (timeouts, faults, mirrors, headers) holds: Istio merges it into the routes
 * of Flagger, at gateways too.
 *
 * @see https://docs.flagger.app/tutorials/istio-progressive-delivery
 */
export class FlaggerCanary extends Construct {
  constructor(scope: Construct, id: string, props: FlaggerCanaryProps) {
    super(scope, id);
    const field = fieldOf(this);
    const { service, port, targetPort, trafficPolicy } = props;
    requireObjectName(id, field.at('id'));
    const deployment = requireObjectName(props.deployment, field.at('deployment'));
    requirePort(port, field.at('port'));
    const steps = requireSteps(props.steps, field.at('steps'));
    const paused = steps.findIndex(({ pause }) => pause !== undefined);
    if (paused >= 0) { throw field.at('steps').at(paused).at('pause').problem(`steps[${paused}].pause is given; it must be left out`, 'give interval'); }
    const interval = renderDuration(props.interval ?? Duration.minutes(1), field.at('interval'));
    ownWeights(this, service, 'Flagger');
    service._leaveName();
    service._addFacet({
      owner: this,
      name: id,
      priority: 0,
      requests: [],
      says: () => ({ forward: { delegate: defined({ name: service.serviceName, namespace: service.namespace }) } as Json }),
    });

    new ApiObject(this, 'Canary', {
      apiVersion: 'flagger.app/v1beta1',
      kind: 'Canary',
      metadata: { name: id, namespace: service.namespace },
      spec: {
        targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: deployment },
        service: defined({
          name: service.serviceName,
          port,
          targetPort: given(targetPort, (number) => requirePort(number, field.at('targetPort'))),
          delegation: true,
          trafficPolicy: given(trafficPolicy, (policy) => renderTrafficPolicy(policy, field.at('trafficPolicy'))),
        }),
        analysis: {
          interval,
          threshold: requireInteger(props.threshold ?? 5, field.at('threshold'), 1),
          stepWeights: steps.map(({ weight }) => weight),
          metrics: [
            { name: 'request-success-rate', interval, thresholdRange: { min: requirePercentage(props.minSuccessRate ?? 99, field.at('minSuccessRate')) } },
            ...props.maxDuration === undefined ? [] : [{ name: 'request-duration', interval, thresholdRange: { max: props.maxDuration.toMilliseconds() } }],
          ],
        },
      },
    });
    const replaced = (what: string, fix: string) => compositionFinding(CONTROLLER_REPLACES, [this.node.path], 'service', what, fix);
    const analysis = AppAnalysis.attach(this);
    analysis.addSource(() => service._hasDestinationRule ? [replaced(
      `${service.node.path} has versions or a traffic policy, and Flagger sends its requests to other services; it must have none`,
      'give trafficPolicy here, and no versions')] : []);
    analysis.addReview((objects) => objects.filter(({ json: { kind, apiVersion, metadata } }) => kind === 'Service' && apiVersion === 'v1'
      && (metadata as { name?: string; namespace?: string } | undefined)?.name === service.serviceName
      && (metadata as { namespace?: string }).namespace === service.namespace).map(({ source }) => replaced(
      `${source} is the Service ${service.serviceName}, which Flagger makes; it must not be in the app`, 'remove it; the MeshService needs none')));
  }
}
