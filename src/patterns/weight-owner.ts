import type { Construct, IConstruct } from 'constructs';
import { compositionFinding } from './composition-findings';
import type { MeshService } from './mesh-service';
import { describePorts } from './service-port';
import { AppAnalysis } from '../analysis/app-analysis';
import { WEIGHTS_HAVE_ONE_OWNER } from '../checks/delivery';
import type { Finding } from '../checks/finding';
import type { Forward } from '../model/facet';
import { fieldOf } from '../resources/emit';

const OWNERS = new WeakMap<MeshService, IConstruct>();

/** What a field of an object is left to, in the words of Argo CD's `ignoreDifferences`. */
export interface IgnoredDifference {
  /** The API group of the object. */
  readonly group: string;
  /** The kind of the object. */
  readonly kind: string;
  /** The name of the object. */
  readonly name: string;

  /**
   * The namespace of the object.
   *
   * @default - any
   */
  readonly namespace?: string;

  /** The fields, as jq has them. */
  readonly jqPathExpressions: string[];
}

/** A controller changes the weights of a service: nobody else may, and all its traffic is HTTP. */
export function ownWeights(owner: Construct, service: MeshService, controller: string): void {
  const field = fieldOf(owner);
  const other = OWNERS.get(service);
  if (other !== undefined) {
    throw field.problem(`the weights of ${service.node.path} are already those of ${other.node.path}; they must have one owner`, 'remove one of the two');
  }
  OWNERS.set(service, owner);
  const plain = (service._knownPorts ?? []).filter(({ traffic }) => traffic !== 'http');
  if (plain.length > 0) {
    throw field.problem(`${service.node.path} has ports without HTTP: ${describePorts(plain)}; it must have HTTP ports only, whose routes ${controller} changes`);
  }
  AppAnalysis.attach(owner).addSource(() => service._facets.filter((facet) => facet.owner !== owner.node.path
    && ((facet.says.forward as Forward | undefined)?.split ?? []).length > 1).map((facet): Finding =>
    compositionFinding(WEIGHTS_HAVE_ONE_OWNER, [facet.owner], 'weight',
      `it says weights for ${service.host}, which ${controller} changes for ${owner.node.path}; one of them must do so`)));
}
