import { type ApiObject, Chart } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import type { FacetSource } from './host-facets';
import { nameOfApp } from '../analysis/app-names';
import type { PolicyContribution } from '../model/destination-policy';
import type { Field } from '../model/field';
import type { JsonObject } from '../model/json';
import type { IDestination } from '../resources/destination';
import { fieldOf } from '../resources/emit';
import { renderTrafficPolicy, type TrafficPolicy } from '../resources/traffic-policy';

/**
 * What requests are sent to: a service of the mesh (`MeshService`) or one outside (`ExternalService`).
 *
 * Patterns add to it what they say of its requests. Of all that, each of its hosts has one VirtualService for the mesh and
 * one DestinationRule.
 */
export abstract class MeshHost extends Construct implements IDestination {
  /** The host, fully qualified where that is known. */
  public abstract get host(): string;

  /** None: requests go to all endpoints of the host. */
  public readonly subset?: string;

  /** None: requests go to the port that they were for. */
  public readonly port?: number;

  /**
   * Adds what a pattern says of requests.
   *
   * @internal
   */
  public abstract _addFacet(source: FacetSource): void;

  /**
   * Adds what a pattern says of how destinations are treated.
   *
   * @internal
   */
  public abstract _addPolicy(contribution: PolicyContribution): void;

  /** @internal */
  public _addTrafficPolicy(policy: TrafficPolicy, subset: string | undefined, field: Field): void {
    const owner = this.node.path;
    const { portLevelSettings, ...blocks } = renderTrafficPolicy(policy, field);
    if (Object.keys(blocks).length > 0) { this._addPolicy({ owner, subset, policy: blocks }); }
    for (const { port, ...own } of (portLevelSettings ?? []) as ({ port: { number: number } } & JsonObject)[]) {
      this._addPolicy({ owner, subset, port: port.number, policy: own });
    }
  }
}

/** What is said of a host goes to the files of its app: it must be said there, so that these files depend on nothing else. */
export function requireSameApp(host: MeshHost, pattern: IConstruct): void {
  if (host.node.root === pattern.node.root) { return; }
  const [its, own] = [host, pattern].map((construct) => nameOfApp(construct) ?? 'another app');
  throw fieldOf(pattern).problem(`it says something of ${host.node.path} of ${its}, and is of ${own}; both must be of one app`,
    'make both in one part of the fleet, or in one app');
}

/** Puts one object after another in a file. Constructs never depend on each other as groups: cdk8s would make every-to-every edges of that. */
export function orderAfter(later: ApiObject, earlier: ApiObject): void {
  if (Chart.of(later) === Chart.of(earlier)) { later.addDependency(earlier); }
}
