import type { App } from 'cdk8s';
import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { versionedWorkload } from '../workloads';
import {
  type Caller, type ICallee, Injection, MeshService, OutboundTrafficMode, ServiceAccess, SidecarScope, StrictMtlsNamespace, type TrafficPolicy,
} from 'cdk8s-istio';

/** A service of a team. */
export interface Part {
  /** Its versions, each with a Deployment of its own; `v1` alone, if left out. */
  readonly versions?: string[];
  /** Its port; HTTP on 8080, if left out. */
  readonly port?: { readonly name: string; readonly number: number };
  /** Who may call it. If it is left out, the team says so by itself. */
  readonly callers?: Caller[];
  /** What it calls beside the services that name it as a caller. */
  readonly calls?: ICallee[];
  /** How callers connect to it. */
  readonly trafficPolicy?: TrafficPolicy;
}

/** A team: a namespace with mutual TLS, whose services call what they say, and are called by whom they say. */
export abstract class Team extends Chart {
  constructor(app: App, name: string) {
    super(app, name, { namespace: name });
    new StrictMtlsNamespace(this, 'namespace', { name, injection: Injection.enabled() });
    // Whoever says nothing calls nobody.
    new SidecarScope(this, 'default', { calls: [], outboundTrafficPolicy: OutboundTrafficMode.REGISTRY_ONLY });
  }

  /** A service: its workloads, its identity, who may call it, and what it may call. */
  protected part(name: string, part: Part = {}): MeshService {
    const { name: portName, number: port } = part.port ?? { name: 'http', number: 8080 };
    const serviceAccount = `shop-${name}`;
    const versions = Object.fromEntries((part.versions ?? ['v1']).map((version) => [version, `example/${name}:${version}`]));
    const workload = versionedWorkload(this, { name, versions, port, portName, serviceAccount });
    const service = MeshService.fromService(this, name, workload, { serviceAccount, trafficPolicy: part.trafficPolicy });
    this.calls(service, part.calls);
    if (part.callers !== undefined) { new ServiceAccess(this, `${name}-access`, { service, allow: [{ callers: part.callers }] }); }
    return service;
  }

  /** What a service calls: those that let it in, and these. */
  protected calls(service: MeshService, others: ICallee[] = []): void {
    new SidecarScope(this, `${service.serviceName}-scope`, {
      service, callsFromAccess: true, calls: others, outboundTrafficPolicy: OutboundTrafficMode.REGISTRY_ONLY,
    });
  }

  /** The Deployments of a service. */
  protected deployments(service: MeshService, ...versions: string[]): IConstruct[] {
    return versions.map((version) => this.node.findChild(`${service.serviceName}-${version}`));
  }
}
