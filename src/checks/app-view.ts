import { type AppObject, type RenderedObject, readObjects } from './app-object';
import { DestinationRuleIndex } from './destination-rule-index';
import { GatewayIndex } from './gateway-index';
import type { MeshContext } from './mesh-context';
import { PeerAuthenticationIndex } from './peer-authentication-index';
import { ServiceIndex } from './service-index';
import { WorkloadIndex } from './workload-index';
import { resolveHost } from '../model/hosts';

/**
 * All objects of an app, whoever made them, with the indexes that checks share. Each index is built when it is first asked
 * for, at a cost that is linear in the objects.
 */
export class AppView {
  /** The objects in the order of their sources. */
  public readonly objects: readonly AppObject[];
  private readonly byKind = new Map<string, AppObject[]>();
  private readonly built = new Map<string, unknown>();

  /** @param codes the codes that findings can have; none, if it is of no matter */
  constructor(rendered: readonly RenderedObject[], public readonly context: MeshContext, public readonly codes: readonly string[] = []) {
    this.objects = readObjects(rendered);
    for (const object of this.objects) {
      const same = this.byKind.get(object.kind);
      if (same === undefined) { this.byKind.set(object.kind, [object]); } else { same.push(object); }
    }
  }

  /** The objects of a kind, see group-kinds for its name. */
  public ofKind(kind: string): readonly AppObject[] {
    return this.byKind.get(kind) ?? [];
  }

  /** The full name of a host that an object mentions. */
  public resolve(host: string, holder: AppObject): string {
    return resolveHost(host, holder.namespace, this.context.clusterDomain);
  }

  public get services(): ServiceIndex {
    return this.once('services', () => new ServiceIndex(this.ofKind('Service'), this.ofKind('ServiceEntry'), this.context));
  }

  public get workloads(): WorkloadIndex {
    return this.once('workloads', () => new WorkloadIndex(this));
  }

  public get gateways(): GatewayIndex {
    return this.once('gateways', () => new GatewayIndex(this));
  }

  public get destinationRules(): DestinationRuleIndex {
    return this.once('destination-rules', () => new DestinationRuleIndex(this));
  }

  public get peerAuthentications(): PeerAuthenticationIndex {
    return this.once('peer-authentications', () => new PeerAuthenticationIndex(this));
  }

  /** A value that several checks derive from the objects: made by the first that asks for it. */
  public once<T>(name: string, make: () => T): T {
    if (!this.built.has(name)) { this.built.set(name, make()); }
    return this.built.get(name) as T;
  }
}
