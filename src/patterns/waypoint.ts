import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { AppAnalysis } from '../analysis/app-analysis';
import { defined, given } from '../model/json';
import { requireDnsLabel, requireObjectName } from '../model/names';
import { requireAmong } from '../model/require';
import { fieldOf } from '../resources/emit';

/** What a waypoint takes. */
export enum WaypointTraffic {
  /** Requests to services. */
  SERVICE = 'service',
  /** Requests to the very pods. */
  WORKLOAD = 'workload',
  /** Both. */
  ALL = 'all',
  /** Nothing: for trials. */
  NONE = 'none',
}

/** Whose traffic a waypoint takes. */
export enum WaypointUsers {
  /** That of its own namespace. */
  SAME = 'Same',
  /** That of all namespaces. */
  ALL = 'All',
}

/** Properties of a Waypoint. */
export interface WaypointProps {
  /**
   * Its name, which is that of its Deployment and Service too.
   *
   * @default - the id of the construct
   */
  readonly name?: string;

  /**
   * Its namespace.
   *
   * @default - that of the chart
   */
  readonly namespace?: string;

  /**
   * What it takes.
   *
   * @default WaypointTraffic.SERVICE
   */
  readonly traffic?: WaypointTraffic;

  /**
   * Whose namespaces may name it.
   *
   * @default WaypointUsers.SAME
   */
  readonly users?: WaypointUsers;

  /**
   * The revision or tag of the control plane that makes and configures it.
   *
   * @default - the default one
   */
  readonly revision?: string;
}

/**
 * The proxy of ambient mode that looks into requests: routes, retries, and policies about methods, paths and tokens need one. It takes
 * the traffic of what names it: `Injection.ambient(waypoint.name)` for a namespace.
 *
 * It is a Gateway of Kubernetes' Gateway API, whose CRDs the cluster needs; the control plane makes its Deployment and Service.
 *
 * @see https://istio.io/latest/docs/ambient/usage/waypoint/
 */
export class Waypoint extends Construct {
  /** The Gateway. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: WaypointProps = {}) {
    super(scope, id);
    AppAnalysis.attach(this);
    const field = fieldOf(this);
    const traffic = given(props.traffic, (some) => requireAmong(some, Object.values(WaypointTraffic), field.at('traffic')));
    const from = given(props.users, (users) => requireAmong(users, Object.values(WaypointUsers), field.at('users')));
    this.apiObject = new ApiObject(this, 'Resource', {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: defined({
        name: requireObjectName(props.name ?? id, field.at('name')),
        namespace: given(props.namespace, (namespace) => requireDnsLabel(namespace, field.at('namespace'))),
        labels: defined({
          'istio.io/rev': given(props.revision, (revision) => requireDnsLabel(revision, field.at('revision'))),
          'istio.io/waypoint-for': traffic,
        }) as { [label: string]: string },
      }),
      spec: {
        gatewayClassName: 'istio-waypoint',
        listeners: [defined({ name: 'mesh', port: 15008, protocol: 'HBONE', allowedRoutes: given(from, (namespaces) => ({ namespaces: { from: namespaces } })) })],
      },
    });
  }

  /** Its name. */
  public get name(): string {
    return this.apiObject.name;
  }
}
