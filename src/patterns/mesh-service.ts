import { type ApiObject, Chart, JsonPatch, Lazy } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { HostComposition } from './host-composition';
import type { FacetSource } from './host-facets';
import { MeshHost, orderAfter, requireSameApp } from './mesh-host';
import { readService, type ServicePort, type TrafficPort, trafficPorts } from './service-port';
import { ServiceVersion } from './service-version';
import { AppAnalysis } from '../analysis/app-analysis';
import { Mesh } from '../analysis/mesh';
import { typedObject } from '../analysis/typed-object';
import type { PolicyContribution } from '../model/destination-policy';
import type { Facet } from '../model/facet';
import { Field } from '../model/field';
import { serviceHost } from '../model/hosts';
import { canonical, given, type JsonObject } from '../model/json';
import { ISTIO_KINDS, type Kind } from '../model/kinds';
import { renderLabels } from '../model/labels';
import { requireDnsLabel, requireObjectName } from '../model/names';
import type { ICallee } from '../resources/callee';
import { fieldOf } from '../resources/emit';
import { requireLabel } from '../resources/hosts';
import { Identity } from '../resources/identity';
import { objectOf, SERVICE } from '../resources/object-of';
import type { TrafficPolicy } from '../resources/traffic-policy';
import { type PodFacts, readWorkload, workloadObject } from '../resources/workload-object';
import { WorkloadSelector } from '../resources/workload-selector';

/** What is known of a service beside its Kubernetes Service. */
export interface MeshServiceOptions {
  /**
   * What makes the service's pods: a Deployment, a StatefulSet, …, of whichever library. The service account is that which it says,
   * and so are the labels, unless a Kubernetes Service is given as a construct and selects others.
   *
   * @default - see labels and serviceAccount
   */
  readonly workload?: IConstruct;

  /**
   * The labels of the service's pods, which policies for workloads select.
   *
   * @default - what the Service selects, if it was given as a construct; else those of the workload, if that was; else `app` with
   * the service's name
   */
  readonly labels?: { [label: string]: string };

  /**
   * The name of the service account that its pods run as: its identity.
   *
   * @default - that of the workload, if it has one of its own; else unknown, and policies that name the service as a caller need it
   */
  readonly serviceAccount?: string;

  /**
   * How all of the service's destinations are treated: load balancing, connection pool, outlier detection, TLS.
   *
   * @default - as Istio does by itself: least requests, no limits, mutual TLS where both sides can
   */
  readonly trafficPolicy?: TrafficPolicy;
}

/** Properties of a MeshService. */
export interface MeshServiceProps extends MeshServiceOptions {
  /** The name of the Kubernetes Service. */
  readonly name: string;

  /**
   * The namespace of the Kubernetes Service.
   *
   * @default - the chart's namespace; without one, the host stays a short name, which Istio reads in the namespace that
   * the objects are applied to
   */
  readonly namespace?: string;

  /** The ports of the Kubernetes Service. */
  readonly ports: ServicePort[];
}

/** What distinguishes a version. */
export interface ServiceVersionOptions {
  /**
   * The labels of the version's pods, beside those that the Service selects.
   *
   * @default - `version` with the version's name
   */
  readonly labels?: { [label: string]: string };

  /**
   * How this version's destinations are treated, where that differs from the service's.
   *
   * @default - as the service's
   */
  readonly trafficPolicy?: TrafficPolicy;
}

/**
 * A service of the mesh: one host.
 *
 * Patterns add to it what they say of its requests. It writes one VirtualService and one DestinationRule of all that, and
 * none where nothing is said.
 */
export class MeshService extends MeshHost implements ICallee {
  /**
   * The service that a Kubernetes Service stands for, of whichever library that made it. Its ports are read when the app
   * is synthesized.
   *
   * @param service the construct of the Service
   */
  public static fromService(scope: Construct, id: string, service: IConstruct, options: MeshServiceOptions = {}): MeshService {
    const object = objectOf(service, [SERVICE], fieldOf(scope).at('service'), 'pass the Service, not the workload behind it');
    const { name, metadata: { namespace } } = object;
    const made = new MeshService(scope, id, { ...options, name, namespace, ports: [{ name: 'unread', number: 1 }] });
    made.object = object;
    return made;
  }

  /** The name of the Kubernetes Service. */
  public readonly serviceName: string;

  /** The name of the service account that the service's pods run as, if it is known. */
  public readonly serviceAccount?: string;

  /** The namespace of the Kubernetes Service, if it is known. */
  public readonly namespace?: string;

  private readonly composition: HostComposition;
  private readonly versions = new Map<string, ServiceVersion>();
  private readonly virtualServices: ApiObject[] = [];
  private readonly givenLabels?: { [label: string]: string };
  private readonly givenPorts: TrafficPort[];
  private readonly workloadFacts?: () => PodFacts;
  private object?: ApiObject;
  private routesName: string;
  private destinationRule?: ApiObject;
  private meshVirtualService?: ApiObject;

  constructor(scope: Construct, id: string, props: MeshServiceProps) {
    super(scope, id);
    const field = fieldOf(this);
    this.serviceName = requireDnsLabel(props.name, field.at('name'));
    this.routesName = this.serviceName;
    this.namespace = given(props.namespace, (namespace) => requireDnsLabel(namespace, field.at('namespace'))) ?? Chart.of(this).namespace;
    this.givenPorts = trafficPorts(props.ports, field.at('ports'));
    this.givenLabels = given(props.labels, (labels) => renderLabels(labels, field.at('labels')));
    const workload = given(props.workload, (one) => workloadObject(one, field.at('workload')));
    this.workloadFacts = workload === undefined ? undefined : () => readWorkload(workload);
    const account = this.workloadFacts?.().serviceAccount;
    if (props.serviceAccount !== undefined && account !== undefined && props.serviceAccount !== account) {
      throw field.at('serviceAccount').error(props.serviceAccount, `${account}, as the workload has it`, 'leave it out');
    }
    this.serviceAccount = props.serviceAccount ?? account;
    claimHost(this);

    const analysis = AppAnalysis.attach(this);
    this.composition = new HostComposition(analysis, () => ({
      owner: this.node.path,
      name: this.serviceName,
      host: this.host,
      aliases: this.namespace === undefined ? [] : ['.svc', ''].map((suffix) => `${this.serviceName}.${this.namespace}${suffix}`),
      ports: this._ports,
      subsets: [...this.versions.values()].map(({ name, labels }) => ({ name, labels })),
    }));
    if (props.trafficPolicy !== undefined) { this._addTrafficPolicy(props.trafficPolicy, undefined, field.at('trafficPolicy')); }

    analysis.addSource(() => this.composition.findings());
    analysis.addKnownService(() => ({ host: this.host, labels: this.labels, ports: this._ports.map(({ name, number }) => ({ name, number })) }));
  }

  /** The host: fully qualified where the namespace is known. */
  public get host(): string {
    return this.namespace === undefined ? this.serviceName : serviceHost(this.serviceName, this.namespace, Mesh.of(this).clusterDomain);
  }

  /** The host as a Sidecar lets it be reached. */
  public get egressHosts(): string[] {
    if (this.namespace !== undefined) { return [`${this.namespace}/${this.host}`]; }
    throw fieldOf(this).at('namespace').error(undefined, 'known where a Sidecar names the service', 'give it, or give the chart one');
  }

  /** The labels of the service's pods. */
  public get labels(): { [label: string]: string } {
    if (this.givenLabels !== undefined) { return { ...this.givenLabels }; }
    if (this.object !== undefined) { return { ...readService(this.object).selector }; }
    return { ...this.workloadFacts?.().labels ?? { app: this.serviceName } };
  }

  /** The pods of the service, for policies and configuration in its namespace. */
  public get workloads(): WorkloadSelector {
    return WorkloadSelector._of(this, this.namespace, () => this.labels);
  }

  /** Who the pods of the service are: the service account that they run as. */
  public get identity(): Identity {
    const { serviceAccount, namespace } = this;
    if (serviceAccount === undefined) {
      throw fieldOf(this).at('serviceAccount').error(undefined, 'known where the service is named as a caller', 'give it, or the workload');
    }
    if (namespace === undefined) {
      throw fieldOf(this).at('namespace').error(undefined, 'known where the service is named as a caller', 'give it, or give the chart one');
    }
    return Identity._account({ name: requireObjectName(serviceAccount, fieldOf(this).at('serviceAccount')), namespace, owner: this });
  }

  /**
   * A version of the service: those of its pods that have the version's labels. Asked again, it is the same one.
   *
   * @param name the version's name, which becomes the name of the subset
   */
  public version(name: string, options: ServiceVersionOptions = {}): ServiceVersion {
    requireLabel(name, fieldOf(this).at('version').at('name'));
    const field = new Field(() => `${this.node.path} version ${JSON.stringify(name)}`);
    const labels = given(options.labels, (own) => renderLabels(own, field.at('labels')));
    const known = this.versions.get(name);
    if (known !== undefined && labels !== undefined && canonical(known.labels) !== canonical(labels)) {
      throw field.at('labels').error(labels, `as given before: ${canonical(known.labels)}`, 'give another version another name');
    }
    const version = known ?? ServiceVersion._of(this, name, labels ?? renderLabels({ version: name }, field.at('labels')));
    this.versions.set(name, version);
    if (options.trafficPolicy !== undefined) { this._addTrafficPolicy(options.trafficPolicy, name, field.at('trafficPolicy')); }
    this.needDestinationRule();
    return version;
  }

  /** @internal */
  public get _ports(): readonly TrafficPort[] {
    return this.object === undefined ? this.givenPorts : readService(this.object).ports;
  }

  /**
   * The ports, as far as they are known before the app is synthesized.
   *
   * @internal
   */
  public get _knownPorts(): readonly TrafficPort[] | undefined {
    return this.object === undefined ? this.givenPorts : undefined;
  }

  /**
   * The Kubernetes Service, if it was given as a construct.
   *
   * @internal
   */
  public get _serviceObject(): ApiObject | undefined {
    return this.object;
  }

  /** @internal */
  public _beginsTls(port: number): boolean {
    return this.composition.beginsTls(port);
  }

  /** @internal */
  public get _limitsConnections(): boolean {
    return this.composition.limitsConnections();
  }

  /** @internal */
  public get _hasDestinationRule(): boolean {
    return this.destinationRule !== undefined;
  }

  /**
   * Leaves the service's name to the VirtualService of a controller; that of the mesh takes another.
   *
   * @internal
   */
  public _leaveName(): void {
    this.routesName = `${this.serviceName}-routes`;
    this.meshVirtualService?.addJsonPatch(JsonPatch.replace('/metadata/name', this.routesName));
  }

  /** @internal */
  public get _versionNames(): string[] {
    return [...this.versions.keys()];
  }

  /**
   * The VirtualServices with the service's routes: the mesh's, and those of gateways.
   *
   * @internal
   */
  public get _virtualServices(): readonly ApiObject[] {
    return this.virtualServices;
  }

  /** @internal */
  public get _facets(): readonly Facet[] {
    return this.composition.facets();
  }

  /** @internal */
  public _addFacet(source: FacetSource): void {
    requireSameApp(this, source.owner);
    this.composition.addFacet(source);
    if (this.meshVirtualService !== undefined) { return; }
    this.meshVirtualService = this.own(ISTIO_KINDS.VirtualService, () => this.composition.virtualService());
    this._orderAfterDestinationRule(this.meshVirtualService);
  }

  /** @internal */
  public _addPolicy(contribution: PolicyContribution): void {
    this.composition.addPolicy(contribution);
    this.needDestinationRule();
  }

  /**
   * A VirtualService follows the DestinationRule whose subsets it names, where both are in one file.
   *
   * @internal
   */
  public _orderAfterDestinationRule(virtualService: ApiObject): void {
    this.virtualServices.push(virtualService);
    if (this.destinationRule !== undefined) { orderAfter(virtualService, this.destinationRule); }
  }

  private needDestinationRule(): void {
    if (this.destinationRule !== undefined) { return; }
    const rule = this.own(ISTIO_KINDS.DestinationRule, () => this.composition.destinationRule());
    this.destinationRule = rule;
    this.virtualServices.forEach((virtualService) => orderAfter(virtualService, rule));
  }

  /** An object of the host, named like it; what it says is known at synth. */
  private own(kind: Kind, produce: () => JsonObject): ApiObject {
    const name = kind === ISTIO_KINDS.VirtualService ? this.routesName : this.serviceName;
    return typedObject(this, kind.kind, { ...kind, metadata: { name, namespace: this.namespace }, spec: Lazy.any({ produce }) });
  }
}

/** Which construct stands for a host, for each app. */
const CLAIMED = new WeakMap<IConstruct, Map<string, MeshService>>();

/** Two constructs for one host would write two VirtualServices for it, of which Istio takes one. */
function claimHost(service: MeshService): void {
  const claimed = CLAIMED.get(service.node.root) ?? new Map<string, MeshService>();
  CLAIMED.set(service.node.root, claimed);
  const { serviceName, namespace } = service;
  // Charts without a namespace may be applied to different ones.
  const key = namespace === undefined ? `${serviceName} ${Chart.of(service).node.path}` : `${serviceName}.${namespace}`;
  const earlier = claimed.get(key);
  if (earlier !== undefined) {
    throw fieldOf(service).problem(
      `the service ${serviceName}${namespace === undefined ? '' : ` of namespace ${namespace}`} is already ${earlier.node.path}; each host must have one MeshService`,
      'pass that one to the patterns');
  }
  claimed.set(key, service);
}
