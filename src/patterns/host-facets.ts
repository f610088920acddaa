import type { IConstruct } from 'constructs';
import { type Conditions, EVERYTHING, isEverything, isHttpProperty, isSourceProperty, knownProperty, withoutKnown } from '../model/conditions';
import { alternatives, type Facet, type Forward, type Treatment } from '../model/facet';
import type { RequestMatch } from '../model/request-match';

/** What a pattern says of a host's requests. What it says is asked for at synth, when all hosts are known. */
export interface FacetSource {
  /** The construct that says it. */
  readonly owner: IConstruct;
  /** The name that routes made for it carry. */
  readonly name: string;
  readonly requests: readonly RequestMatch[];
  readonly priority: number;
  readonly says: () => Treatment;
}

/** The facet as the model takes it. */
export function facetOf({ owner, name, requests, priority, says }: FacetSource): Facet {
  return { owner: owner.node.path, name, match: requests.map((request) => withoutRoot(request._conditions)), priority, says: says() };
}

/** All paths begin with "/": who asks for that asks for nothing, and gets no route of its own. */
function withoutRoot(conditions: Conditions): Conditions {
  const path = conditions.required.get('path');
  if (path?.kind !== 'prefix' || path.value !== '/') { return conditions; }
  return { ...conditions, required: new Map([...conditions.required].filter(([property]) => property !== 'path')) };
}

/** What remains of a facet where only connections are seen: where they go. `undefined` if nothing does. */
export function onConnections(facet: Facet): Facet | undefined {
  const forward = facet.says.forward as Forward | undefined;
  if (forward?.split === undefined) { return undefined; }
  return narrowed({ ...facet, says: { forward: facet.says.forward } }, (conditions) =>
    [...conditions.required.keys()].some(isHttpProperty) || conditions.forbidden.size > 0 ? undefined : conditions);
}

/**
 * What remains of a facet for requests that enter at a gateway. They come from outside, so what asks for a source in the
 * mesh does not mean them. The port that they came to is the gateway's: the facet's port becomes that of its service, which
 * the exposure fixes.
 */
export function atGateway(facet: Facet, exposure: string): Facet | undefined {
  return narrowed(facet, (conditions) => {
    if ([...conditions.required.keys()].some(isSourceProperty)) { return undefined; }
    return { ...conditions, required: new Map([...conditions.required].map(([property, pattern]) => [property === 'port' ? fixedPort(exposure) : property, pattern])) };
  });
}

/** What is known of all requests at a gateway: the port that each exposure would send them to. */
export function fixedPorts(ports: ReadonlyMap<string, number>): Conditions {
  return { required: new Map([...ports].map(([exposure, port]) => [fixedPort(exposure), { kind: 'exact', value: String(port) }])), forbidden: new Map() };
}

/** The match of a route at a gateway as the gateway can see it: ports of services are not among it. */
export function seenAtGateway(match: readonly Conditions[]): readonly Conditions[] {
  const seen = match.map(withoutKnown);
  return seen.some(isEverything) ? [] : seen;
}

function fixedPort(exposure: string): string {
  return knownProperty(`port for ${exposure}`);
}

function narrowed(facet: Facet, map: (conditions: Conditions) => Conditions | undefined): Facet | undefined {
  const match = alternatives(facet.match).map(map).filter((conditions) => conditions !== undefined);
  if (match.length === 0) { return undefined; }
  return { ...facet, match: match.some(isEverything) ? [EVERYTHING] : match };
}
