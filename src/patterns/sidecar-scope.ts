import { Chart, Lazy } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { accessOf } from './declared-access';
import type { MeshService } from './mesh-service';
import { requirePodLabels } from './service-policy';
import { Mesh } from '../analysis/mesh';
import { byCodeUnit, given } from '../model/json';
import { ISTIO_KINDS } from '../model/kinds';
import { requireDnsLabel } from '../model/names';
import type { ICallee } from '../resources/callee';
import { EgressHost } from '../resources/egress-host';
import { emit, fieldOf } from '../resources/emit';
import { requireEgressHost } from '../resources/hosts';
import { type OutboundTrafficMode, renderSidecar } from '../resources/sidecar';
import { readWorkload, workloadObject } from '../resources/workload-object';
import { WorkloadSelector } from '../resources/workload-selector';

/** Properties of a SidecarScope. */
export interface SidecarScopeProps {
  /**
   * The service whose workloads it is for.
   *
   * @default - all workloads of the namespace that have no scope of their own
   */
  readonly service?: MeshService;

  /**
   * The workload that it is for, where that is behind no service: a Deployment, a CronJob, …, of whichever library.
   *
   * @default - see service
   */
  readonly workload?: IConstruct;

  /**
   * The namespace whose workloads it is for. Where it is the root namespace of the mesh, it is for all namespaces that have
   * no scope of their own. Not next to service and workload.
   *
   * @default - the chart's namespace
   */
  readonly namespace?: string;

  /**
   * What the workloads call. An empty list for workloads that call nobody. More can be said with `addCalls`.
   *
   * @default - nothing, if `hosts` or `callsFromAccess` say what they call
   */
  readonly calls?: ICallee[];

  /**
   * More that can be reached, as `namespace/host`: `EgressHost` writes them.
   *
   * @default - none
   */
  readonly hosts?: string[];

  /**
   * Whether the services are called whose `ServiceAccess` lets the service account of `service` in. Access of a whole
   * namespace or of everybody says nothing of who calls.
   *
   * @default false
   */
  readonly callsFromAccess?: boolean;

  /**
   * Whether what is in the root namespace of the mesh can be reached: collectors of traces and logs, and services that
   * authorize or limit, which the sidecar calls itself and not the workload.
   *
   * @default true
   */
  readonly includeRootNamespace?: boolean;

  /**
   * What becomes of traffic to anything else.
   *
   * @default - as the mesh says: ALLOW_ANY, so it goes out without what the mesh would do for it
   */
  readonly outboundTrafficPolicy?: OutboundTrafficMode;
}

/**
 * Lets sidecars know what their workloads call, and nothing else: they get smaller, and change only when that changes.
 *
 * Where the routes of a callee lead, such as copies to another service or the way through an egress gateway, is reached
 * without being said. Gateways, waypoints and ambient workloads take no notice of it.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/sidecar/
 */
export class SidecarScope extends Construct {
  private readonly callees: ICallee[] = [];

  constructor(scope: Construct, id: string, props: SidecarScopeProps) {
    super(scope, id);
    const field = fieldOf(this);
    const { service, hosts } = props;
    if (props.calls === undefined && hosts === undefined && props.callsFromAccess !== true) {
      throw field.problem('none of calls, hosts and callsFromAccess is given; it must be at least one', 'give calls: [] for workloads that call nobody');
    }
    const subject = this.subject(props);
    claim(this, subject.key);
    this.addCalls(...props.calls ?? []);
    hosts?.forEach((host, i) => requireEgressHost(host, field.at('hosts').at(i)));
    const account = props.callsFromAccess === true ? this.account(service) : undefined;

    emit(this, ISTIO_KINDS.Sidecar, { name: id, namespace: subject.namespace }, {
      spec: Lazy.any({
        produce: () => {
          const called: ICallee[] = [...this.callees, ...account === undefined ? [] : accessOf(this, account.namespace, account.name)];
          const reached = [
            ...called.flatMap(({ egressHosts }) => egressHosts),
            ...hosts ?? [],
            ...props.includeRootNamespace === false ? [] : [EgressHost.namespace(Mesh.of(this).rootNamespace)],
            // The limits of the service's DestinationRule are its own sidecars' too, if they see it.
            ...service?._limitsConnections === true ? service.egressHosts : [],
          ];
          const egress = [{ hosts: reached.length === 0 ? [EgressHost.none()] : [...new Set(reached)].sort(byCodeUnit) }];
          const workloadSelector = given(subject.labels, (labels) => WorkloadSelector.labels(labels()));
          return renderSidecar({ workloadSelector, egress, outboundTrafficPolicy: props.outboundTrafficPolicy }, field);
        },
      }),
    });
  }

  /** Says what else the workloads call. */
  public addCalls(...callees: ICallee[]): void {
    // A callee that cannot be named is told where it is called, not at synth.
    callees.forEach((callee) => callee.egressHosts);
    this.callees.push(...callees);
  }

  /** What the scope is for: its namespace, what tells it from others, and the labels of its pods. */
  private subject({ service, workload, namespace }: SidecarScopeProps): Subject {
    const field = fieldOf(this);
    const names = [['service', service], ['workload', workload], ['namespace', namespace]].flatMap(([name, value]) => value === undefined ? [] : [name]);
    if (names.length > 1) { throw field.problem(`${names.join(' and ')} are given; it must be one of them`); }
    if (service !== undefined) {
      return { namespace: service.namespace, key: service.node.path, labels: () => requirePodLabels(service, this, 'the Sidecar') };
    }
    if (workload !== undefined) {
      const made = workloadObject(workload, field.at('workload'));
      return { namespace: made.object.metadata.namespace, key: made.object.node.path, labels: () => ({ ...readWorkload(made).labels }) };
    }
    const own = given(namespace, (name) => requireDnsLabel(name, field.at('namespace'))) ?? Chart.of(this).namespace;
    return { namespace: own, key: own === undefined ? `the namespace of ${Chart.of(this).node.path}` : `namespace ${own}` };
  }

  private account(service: MeshService | undefined): { namespace: string; name: string } {
    const field = fieldOf(this).at('callsFromAccess');
    if (service === undefined) { throw field.error(true, 'given next to service, whose service account it is about'); }
    if (service.namespace === undefined || service.serviceAccount === undefined) {
      throw field.error(true, `given for a service whose namespace and service account are known, and ${service.node.path} has not both`,
        'give the MeshService its serviceAccount');
    }
    return { namespace: service.namespace, name: service.serviceAccount };
  }
}

interface Subject {
  readonly namespace?: string;
  readonly key: string;
  /** Missing, if it is for all pods of the namespace. */
  readonly labels?: () => { [label: string]: string };
}

/** The scope of each subject, for each app. */
const CLAIMED = new WeakMap<IConstruct, Map<string, SidecarScope>>();

/** Of two Sidecars for the same pods, Istio takes one. */
function claim(scope: SidecarScope, key: string): void {
  const claimed = CLAIMED.get(scope.node.root) ?? new Map<string, SidecarScope>();
  CLAIMED.set(scope.node.root, claimed);
  const earlier = claimed.get(key);
  if (earlier !== undefined) {
    throw fieldOf(scope).problem(`${key} already has the SidecarScope ${earlier.node.path}; it must be the only one`, 'say there what else is called, with addCalls');
  }
  claimed.set(key, scope);
}
