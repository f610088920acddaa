import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { type CanaryStep, requireSteps } from './canary-step';
import { compositionFinding } from './composition-findings';
import type { MeshService } from './mesh-service';
import type { ServiceVersion } from './service-version';
import { split } from './split';
import { type IgnoredDifference, ownWeights } from './weight-owner';
import { AppAnalysis } from '../analysis/app-analysis';
import { CONTROLLER_REPLACES } from '../checks/delivery';
import { defined, given, type JsonObject } from '../model/json';
import { requireObjectName } from '../model/names';
import { requireInteger } from '../model/require';
import { renderDuration } from '../resources/duration';
import { fieldOf } from '../resources/emit';

/** What becomes of the Deployment that a Rollout takes the pods' template from. */
export enum RolloutScaleDown {
  /** It keeps its pods. */
  NEVER = 'never',
  /** It goes to no pods once the Rollout is healthy. */
  ON_SUCCESS = 'onsuccess',
  /** It goes to no pods as the Rollout comes up. */
  PROGRESSIVELY = 'progressively',
}

/** Properties of an ArgoRolloutsCanary. */
export interface ArgoRolloutsCanaryProps {
  /** The service that is released. It has no versions of its own: the controller tells its pods apart. */
  readonly service: MeshService;

  /** The name of the Deployment whose pods the Rollout takes over. */
  readonly deployment: string;

  /** The steps. After the last one the new pods take everything. */
  readonly steps: CanaryStep[];

  /**
   * The number of pods.
   *
   * @default - one, or what an autoscaler of the Rollout says
   */
  readonly replicas?: number;

  /**
   * What becomes of the Deployment.
   *
   * @default RolloutScaleDown.NEVER
   */
  readonly scaleDown?: RolloutScaleDown;
}

/**
 * Lets Argo Rollouts release a service: a Rollout, and the routes and subsets whose weights and labels it changes.
 *
 * The routes are told by their names, all of them that have a share for the canary: those of the mesh and of gateways. Git
 * has 100 and 0, which is where each release begins and ends.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/istio/
 */
export class ArgoRolloutsCanary extends Construct {
  /** The options of Argo CD without which `ignoreDifferences` is not heeded when it applies. */
  public static readonly SYNC_OPTIONS: string[] = ['RespectIgnoreDifferences=true', 'ApplyOutOfSyncOnly=true'];

  /** The pods that have been there before the release. */
  public readonly stable: ServiceVersion;

  /** The pods of the release. */
  public readonly canary: ServiceVersion;

  private readonly service: MeshService;
  private readonly deployment: string;

  constructor(scope: Construct, id: string, props: ArgoRolloutsCanaryProps) {
    super(scope, id);
    const field = fieldOf(this);
    const { service } = props;
    this.service = service;
    this.deployment = requireObjectName(props.deployment, field.at('deployment'));
    requireObjectName(id, field.at('id'));
    const steps = requireSteps(props.steps, field.at('steps'));
    const replicas = given(props.replicas, (count) => requireInteger(count, field.at('replicas'), 0));
    ownWeights(this, service, 'Argo Rollouts');

    // The controller adds the label that tells the pods apart.
    this.stable = service.version('stable', { labels: {} });
    this.canary = service.version('canary', { labels: {} });
    const says = () => split([{ version: this.stable, weight: 100 }, { version: this.canary, weight: 0 }]);
    service._addFacet({ owner: this, name: id, priority: 0, requests: [], says });

    new ApiObject(this, 'Rollout', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
      metadata: { name: id, namespace: service.namespace },
      spec: defined({
        replicas,
        workloadRef: defined({ apiVersion: 'apps/v1', kind: 'Deployment', name: this.deployment, scaleDown: props.scaleDown }),
        strategy: {
          canary: {
            trafficRouting: {
              istio: {
                virtualServices: Lazy.any({ produce: () => this.routes() }),
                destinationRule: { name: service.serviceName, stableSubsetName: this.stable.name, canarySubsetName: this.canary.name },
              },
            },
            steps: steps.flatMap(({ weight, pause }, i): JsonObject[] => [
              { setWeight: weight },
              ...weight === 100 && pause === undefined ? [] : [{ pause: defined({ duration: given(pause, (time) => renderDuration(time, field.at('steps').at(i))) }) }],
            ]),
          },
        },
      }),
    });
    AppAnalysis.attach(this).addSource(() => service._versionNames.filter((name) => name !== this.stable.name && name !== this.canary.name)
      .map((name) => compositionFinding(CONTROLLER_REPLACES, [this.node.path], 'service',
        `${service.node.path} has the version ${name}, whose subset Argo Rollouts removes; it must have ${this.stable.name} and ${this.canary.name} only`,
        'remove the version, or leave this service to Git')));
  }

  /**
   * What Argo CD has to leave to the controller, for `spec.ignoreDifferences` of the Application. `SYNC_OPTIONS` go with it.
   * Ask once everything else is declared.
   */
  public get ignoreDifferences(): IgnoredDifference[] {
    const { namespace, serviceName } = this.service;
    const istio = 'networking.istio.io';
    return [
      ...this.service._virtualServices.map(({ name }) => defined({
        group: istio, kind: 'VirtualService', name, namespace, jqPathExpressions: ['.spec.http[].route[]?.weight'],
      })),
      defined({
        group: istio, kind: 'DestinationRule', name: serviceName, namespace, jqPathExpressions: ['.spec.subsets[].labels["rollouts-pod-template-hash"]'],
      }),
      defined({ group: 'apps', kind: 'Deployment', name: this.deployment, namespace, jqPathExpressions: ['.spec.replicas'] }),
    ];
  }

  /** The names of the routes that have a share for the canary, by VirtualService. */
  private routes(): JsonObject[] {
    return this.service._virtualServices.flatMap((object) => {
      const { spec } = object.toJson() as { spec: { http?: NamedRoute[] } };
      const names = (spec.http ?? []).filter(({ route }) => [this.stable, this.canary].every((version) =>
        route?.some(({ destination: { host, subset } }) => host === version.host && subset === version.name))).map(({ name }) => name);
      return names.length === 0 ? [] : [{ name: object.name, routes: names }];
    });
  }
}

/** A route as it is rendered. */
interface NamedRoute {
  readonly name: string;
  readonly route?: ReadonlyArray<{ readonly destination: { readonly host: string; readonly subset?: string } }>;
}
