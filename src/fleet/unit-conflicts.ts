import type { AppObject } from '../checks/app-object';
import { isForMesh } from '../checks/routes';
import { readExportTo } from '../checks/service-index';
import { Field } from '../model/field';
import { resolveHost } from '../model/hosts';
import { canonical } from '../model/json';

/** The objects of a unit. */
export interface UnitObjects {
  readonly name: string;
  readonly objects: readonly AppObject[];
}

/** What an object takes for itself. Another unit must not take it, too. */
interface Claim {
  readonly key: string;
  /** The namespaces that it is for. `*` stands for all. */
  readonly namespaces: readonly string[];
  readonly text: (other: string) => string;
  readonly fix: string;
}

/** A claim of two units. */
export interface Conflict {
  /** The object of the later unit. */
  readonly source: string;
  readonly text: string;
}

/**
 * What two units of a cluster both make: an object, the routes of a host in the mesh, the policy of a host. Within one unit constructs
 * would compose, or be refused; from two folders, one would replace or hide the other.
 */
export function unitConflicts(units: readonly UnitObjects[], clusterDomain: string): Conflict[] {
  const holders = new Map<string, Array<{ readonly unit: string; readonly object: AppObject; readonly claim: Claim }>>();
  const conflicts: Conflict[] = [];
  const told = new Set<string>();
  for (const { name: unit, objects } of units) {
    for (const object of objects) {
      for (const claim of claimsOf(object, clusterDomain)) {
        const others = holders.get(claim.key) ?? [];
        const rival = others.find((other) => other.unit !== unit && meet(other.claim, claim));
        // Two objects of one name are in conflict once, whatever is in them.
        const pair = rival === undefined ? '' : canonical([object.source, rival.object.source]);
        if (rival !== undefined && !told.has(pair)) {
          told.add(pair);
          conflicts.push({ source: object.source, text: new Field(object.source).problem(claim.text(rival.object.source), claim.fix).message });
        }
        holders.set(claim.key, [...others, { unit, object, claim }]);
      }
    }
  }
  return conflicts;
}

/** What is of hosts goes first: it says what to do about two objects of one name, too. */
function* claimsOf(object: AppObject, clusterDomain: string): Iterable<Claim> {
  const { fullId, namespace, spec } = object;
  if (object.kind === 'VirtualService' && isForMesh(object)) {
    for (const host of new Set(spec.at('hosts').texts().map((text) => resolveHost(text, namespace, clusterDomain)))) {
      yield {
        key: `requests ${host}`,
        namespaces: readExportTo(spec.at('exportTo').texts(), namespace),
        text: (other) => `requests for ${host} are routed by ${other} as well, in another part; one part must route them`,
        fix: 'make both in one part, where they compose',
      };
    }
  }
  if (object.kind === 'DestinationRule') {
    const host = resolveHost(spec.at('host').text ?? '', namespace, clusterDomain);
    // Rules for other clients or other readers are kept apart.
    const readers = [...readExportTo(spec.at('exportTo').texts(), namespace)].sort();
    yield {
      key: `policy ${canonical([host, namespace, readers, spec.at('workloadSelector').json ?? null])}`,
      namespaces: ['*'],
      text: (other) => `${host} has a DestinationRule by ${other} as well, in another part; one part must have it`,
      fix: 'make both in one part, where they are joined',
    };
  }
  if (object.kind !== '' && object.name !== '') {
    yield {
      key: `object ${fullId}`,
      namespaces: ['*'],
      text: (other) => `${fullId} is made by ${other} as well, in another part; it must be made by one`,
      fix: 'make it in one of the parts, or give one another name',
    };
  }
}

/** Whether some namespace sees both. */
function meet(a: Claim, b: Claim): boolean {
  return a.namespaces.includes('*') || b.namespaces.includes('*') || a.namespaces.some((namespace) => b.namespaces.includes(namespace));
}
