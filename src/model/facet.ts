import { type Conditions, conditionsContained, EVERYTHING, fulfils, type RequestProperties } from './conditions';
import type { Json, JsonObject } from './json';

/**
 * What is done with a request, aspect by aspect. An aspect is one question that has one answer for a request:
 *
 * - `forward`: where it goes (weighted destinations, a delegate that says so, a redirect, a direct response)
 * - `mirror HOST SUBSET`: what share of it is copied there
 * - `timeout`, `retries`, `fault.delay`, `fault.abort`, `rewrite.path`, `rewrite.authority`, `corsPolicy`
 * - `header request NAME`, `header response NAME`: what happens to that header
 *
 * So what adds up (two mirrors, a delay and an abort) are answers to different questions, and what excludes each other
 * (two timeouts) are answers to one.
 */
export interface Treatment {
  readonly [aspect: string]: Json;
}

/** The order in which aspects lend their maker's name to a route. */
const ASPECTS = ['forward', 'mirror', 'timeout', 'retries', 'fault.delay', 'fault.abort', 'rewrite.path', 'rewrite.authority', 'corsPolicy',
  'header'];

/** The place of an aspect in the order of aspects. */
export function aspectRank(aspect: string): number {
  const space = aspect.indexOf(' ');
  return ASPECTS.indexOf(space < 0 ? aspect : aspect.slice(0, space));
}

/** An answer to one or several aspects, for the requests that it is about. */
export interface Facet {
  /** The path of the construct that says it. */
  readonly owner: string;
  /** The name that routes made for it carry. */
  readonly name: string;
  /** Which requests: those that fulfil any of the conditions. Empty: all. */
  readonly match: readonly Conditions[];
  /** Decides between facets of which neither is more specific: the higher wins. */
  readonly priority: number;
  /** The answers. */
  readonly says: Treatment;
}

/** A host's facets, for the requests that the host is there for: all of the mesh's, or those that an exposure lets in. */
export interface Scope {
  readonly owner: string;
  readonly name: string;
  readonly match: readonly Conditions[];
  readonly priority: number;
  /** The host that requests go to where no facet says so. */
  readonly host: string;
  /** The port of the host that requests go to; the one that they came to, if left out. */
  readonly port?: number;
  readonly facets: readonly Facet[];
}

/** Where a scope's requests go, in one text. */
export function scopeTarget({ host, port }: Scope): string {
  return port === undefined ? host : `${host}:${port}`;
}

/** The alternatives of a match; that of no match is everything. */
export function alternatives(match: readonly Conditions[]): readonly Conditions[] {
  return match.length === 0 ? [EVERYTHING] : match;
}

/** Whether a request is meant by a match. */
export function meant(request: RequestProperties, match: readonly Conditions[]): boolean {
  return alternatives(match).some((conditions) => fulfils(request, conditions));
}

/** Whether all that `a` means, `b` means. */
export function matchContained(a: readonly Conditions[], b: readonly Conditions[]): boolean {
  return b.length === 0 || alternatives(a).every((one) => alternatives(b).some((other) => conditionsContained(one, other)));
}

/** Where a request goes, as a facet's `forward` says it. */
export interface Forward {
  readonly split?: WeightedDestination[];
  readonly redirect?: JsonObject;
  /** A VirtualService of somebody else, which says where. */
  readonly delegate?: JsonObject;
  /** How the path of a redirect is changed, where its prefix is. */
  readonly redirectPath?: PathChange;
  readonly directResponse?: JsonObject;
}

/**
 * What becomes of a path, whatever route takes the request.
 *
 * A VirtualService says it in relation to the route's match: `uri` takes the place of the prefix that the match asks for.
 * The same words in a route for narrower requests would replace more of the path. So facets say which prefix they mean, and
 * the words are found for each route.
 */
export interface PathChange {
  /** The prefix that is replaced; the whole path, if left out. */
  readonly prefix?: string;
  /** Whether the prefix is found in any case. */
  readonly ignoreCase?: boolean;
  /** What takes its place. */
  readonly to: string;
}

/** A destination and its share. */
export interface WeightedDestination {
  readonly host: string;
  readonly subset?: string;
  readonly port?: number;
  readonly weight?: number;
  readonly headers?: JsonObject;
}

/** A destination that copies go to, and their share in percent. */
export interface Mirror {
  readonly host: string;
  readonly subset?: string;
  readonly port?: number;
  readonly percentage: number;
}

/** The aspect that a mirror answers: what is copied there. */
export function mirrorAspect(mirror: Mirror): string {
  return ['mirror', mirror.host, mirror.subset, mirror.port].filter((part) => part !== undefined).join(' ');
}
