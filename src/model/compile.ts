import { combine, type Combined } from './combine';
import { apart, type Conditions, conditionsContained, conditionsKey, intersectConditions } from './conditions';
import { describeAnswer, describeAspect, describeConditions } from './describe';
import { alternatives, type Facet, type Scope, scopeTarget, type Treatment } from './facet';
import { byCodeUnit, sameData } from './json';
import { pathKey, redirectFor } from './path-change';
import { INEXPRESSIBLE, NOTHING } from './pattern';
import { routeName } from './route-name';

/** The routes of one host are bounded: so many different cases are not a configuration that a person can read. */
export const MAX_ROUTES = 256;

/** A route: the first whose match a request fulfils treats it. */
export interface Route {
  readonly name: string;
  /** Any of these; empty: everything. */
  readonly match: readonly Conditions[];
  readonly treatment: Treatment;
  readonly scope: Scope;
}

/** Why facets do not compose. */
export interface CompositionProblem {
  /** The constructs that the problem is between. */
  readonly owners: readonly string[];
  readonly text: string;
  readonly fix: string;
}

/** What compiling yields. */
export interface Compiled {
  readonly routes: readonly Route[];
  readonly problems: readonly CompositionProblem[];
  /** Facets that decide nothing for any request, as others always win over them. */
  readonly idle: readonly Facet[];
}

/** A set of requests that is described by one conjunction, and how they are treated. */
interface Cell {
  readonly conditions: Conditions;
  readonly key: string;
  readonly combined: Combined;
  /** The matches of scopes that contain this one, by their place. */
  readonly bounds: ReadonlySet<number>;
  /** How many of the conditions that were written contain this one: more means narrower. */
  readonly depth: number;
}

/**
 * Compiles facets to routes, such that for every request the first route that matches gives the treatment that all facets
 * give when each is evaluated on its own and they are combined.
 *
 * The conditions that were written are closed under intersection. The conditions in the closure that a request fulfils
 * have a least one, their own intersection, and what applies to that applies to the request. Narrower conditions go first,
 * so that the least one is found first; those of narrower scopes before all others, as what is said in wider ones is not
 * about their requests, and so needs no routes among them.
 */
export function compile(scopes: readonly Scope[]): Compiled {
  const problems = new Problems();
  const written = writtenConditions(scopes, problems);
  const closed = close(written, scopes, problems);
  if (closed === undefined) { return { routes: [], problems: problems.list, idle: [] }; }

  const cells = closed.filter((cell) => cell.combined.scope !== undefined)
    .sort((a, b) => b.bounds.size - a.bounds.size || b.depth - a.depth || byCodeUnit(a.key, b.key));
  for (const cell of cells) { problems.addConflicts(cell); }

  const winners = new Set(cells.flatMap((cell) => cell.combined.winners));
  const idle = scopes.flatMap((scope) => scope.facets).filter((facet) => !winners.has(facet));
  const kept = withoutRedundant(cells);
  for (const cell of kept) { problems.addRedirect(cell); }
  return { routes: merge(kept), problems: problems.list, idle: [...new Set(idle)] };
}

/** The conditions that people wrote: those of facets, within the scopes that they belong to. By their keys. */
function writtenConditions(scopes: readonly Scope[], problems: Problems): Map<string, Conditions> {
  const written = new Map<string, Conditions>();
  for (const scope of scopes) {
    for (const bound of alternatives(scope.match)) {
      written.set(conditionsKey(bound), bound);
      for (const facet of scope.facets) {
        for (const wanted of alternatives(facet.match)) {
          const both = intersectConditions(bound, wanted);
          if (both === NOTHING) { continue; }
          if (both === INEXPRESSIBLE) {
            problems.addInexpressible([scope.owner, facet.owner], bound, wanted);
          } else {
            written.set(conditionsKey(both), both);
          }
        }
      }
    }
  }
  return written;
}

/** The closure of the conditions under intersection; `undefined`, and a problem, if it grows beyond bounds. */
function close(written: ReadonlyMap<string, Conditions>, scopes: readonly Scope[], problems: Problems): Cell[] | undefined {
  const cells = new Map<string, Cell>();
  const bounds = scopes.flatMap((scope) => alternatives(scope.match));
  const all = [...written.values()];
  const add = (conditions: Conditions, key: string) => {
    if (cells.has(key)) { return; }
    cells.set(key, {
      conditions,
      key,
      combined: combine((match) => alternatives(match).some((wanted) => conditionsContained(conditions, wanted)), scopes),
      bounds: new Set([...bounds.keys()].filter((i) => conditionsContained(conditions, bounds[i]))),
      depth: all.filter((other) => conditionsContained(conditions, other)).length,
    });
  };
  written.forEach(add);
  // A map's iteration goes on to what is added on the way, so every pair is met.
  for (const cell of cells.values()) {
    for (const other of [...cells.values()]) {
      if (other === cell) { break; }
      if (decidedFirst(cell, other) || decidedFirst(other, cell)) { continue; }
      const both = intersectConditions(cell.conditions, other.conditions);
      if (both === NOTHING) { continue; }
      if (both === INEXPRESSIBLE) { requireAlike(cell, other, scopes, problems); } else { add(both, conditionsKey(both)); }
      if (cells.size > MAX_ROUTES) {
        problems.addTooMany(scopes);
        return undefined;
      }
    }
  }
  return [...cells.values()];
}

/**
 * Whether one of two conditions is within all scopes that the other is within, and within more: it goes first. What is said in
 * the scopes of the other has no say in it, unless it was said within its own scopes as well.
 */
function decidedFirst(a: Cell, b: Cell): boolean {
  return a.bounds.size > b.bounds.size && [...b.bounds].every((bound) => a.bounds.has(bound));
}

/** Overlapping conditions whose intersection has no words must not need any: either one's treatment must do for it. */
function requireAlike(a: Cell, b: Cell, scopes: readonly Scope[], problems: Problems): void {
  const both = combine(
    (match) => alternatives(match).some((wanted) => conditionsContained(a.conditions, wanted) || conditionsContained(b.conditions, wanted)),
    scopes);
  const alike = [a.combined, b.combined].every((one) => treatedAlike(one, both));
  if (alike && both.conflicts.length === 0) { return; }
  problems.addInexpressible(makers(a, b), a.conditions, b.conditions);
}

function makers(a: Cell, b: Cell): string[] {
  const own = (cell: Cell, other: Cell) => cell.combined.winners
    .filter((facet) => !other.combined.winners.includes(facet))
    .map((facet) => facet.owner);
  const found = [...own(a, b), ...own(b, a)];
  return found.length > 0 ? found : [a, b].map((cell) => cell.combined.scope?.owner ?? '');
}

/** Leaves out the cells whose requests would be treated alike by a later one. */
function withoutRedundant(cells: readonly Cell[]): Cell[] {
  const kept: Cell[] = [];
  // From the back, so that what a cell could fall through to is already settled.
  for (const cell of [...cells].reverse()) {
    if (!fallsThroughAlike(cell, kept)) { kept.unshift(cell); }
  }
  return kept;
}

function fallsThroughAlike(cell: Cell, later: readonly Cell[]): boolean {
  for (const next of later) {
    const alike = treatedAlike(next.combined, cell.combined);
    if (alike && conditionsContained(cell.conditions, next.conditions)) { return true; }
    if (!alike && !apart(cell.conditions, next.conditions)) { return false; }
  }
  return false;
}

/** Makes routes of cells; cells of one name and treatment share a route where nothing between them minds. */
function merge(cells: readonly Cell[]): Route[] {
  const groups: Cell[][] = [];
  for (const cell of cells) {
    const at = findGroup(groups, cell);
    if (at === undefined) { groups.push([cell]); } else { groups[at].push(cell); }
  }
  const taken = new Map<string, number>();
  return groups.map((group) => {
    const [{ combined }] = group;
    const name = routeName(group[0].conditions, combined);
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    const everything = group.some((cell) => cell.key === '');
    return {
      name: count === 1 ? name : `${name}-${count}`,
      match: everything ? [] : group.map((cell) => cell.conditions),
      treatment: combined.treatment,
      scope: combined.scope as Scope,
    };
  });
}

function findGroup(groups: readonly Cell[][], cell: Cell): number | undefined {
  for (let i = groups.length - 1; i >= 0; i--) {
    const [first] = groups[i];
    const alike = treatedAlike(first.combined, cell.combined);
    if (alike && sameWords(first, cell) && routeName(first.conditions, first.combined) === routeName(cell.conditions, cell.combined)) { return i; }
    if (!alike && groups[i].some((between) => !apart(between.conditions, cell.conditions))) { return undefined; }
  }
  return undefined;
}

/** Whether two cells of one treatment say alike what becomes of the path, as matches of one route must. */
function sameWords(a: Cell, b: Cell): boolean {
  return pathKey(a.combined.treatment, a.conditions) === pathKey(b.combined.treatment, b.conditions);
}

/** Whether requests are sent to one host and treated alike. */
function treatedAlike(a: Combined, b: Combined): boolean {
  return (a.scope === b.scope || targetOf(a) === targetOf(b)) && sameData(a.treatment, b.treatment);
}

function targetOf({ scope }: Combined): string {
  return scope === undefined ? '' : scopeTarget(scope);
}

/** Problems, each once however many cells show it. */
class Problems {
  private readonly found = new Map<string, CompositionProblem>();

  public get list(): CompositionProblem[] {
    return [...this.found.values()];
  }

  public addConflicts(cell: Cell): void {
    for (const { aspect, owners, values } of cell.combined.conflicts) {
      this.add(`conflict ${aspect}`, owners, `${describeAspect(aspect)} is ${values.map((value) => describeAnswer(aspect, value)).join(' and ')} for the same requests, ` +
        `for example those with ${describeConditions(cell.conditions)}; one of them must be more specific`,
      'make one match contain the other, or give one of them a higher priority');
    }
  }

  public addInexpressible(owners: readonly string[], a: Conditions, b: Conditions): void {
    this.add('inexpressible', owners, `requests with ${describeConditions(a)} and ${describeConditions(b)} would need a route of their own, ` +
      'and Istio has no match for both at once; the two must exclude each other, or one must contain the other',
    'write them as exact or prefix matches, or one regular expression that tells them apart');
  }

  /** Of a path that is not told by its beginning, Istio's redirect cannot replace the beginning. */
  public addRedirect({ conditions, combined: { treatment, winners } }: Cell): void {
    if (redirectFor(treatment, conditions) !== INEXPRESSIBLE) { return; }
    this.add('redirect', winners.map(({ owner }) => owner),
      `requests with ${describeConditions(conditions)} are redirected with another prefix, and need a route of their own, ` +
      'whose match has no words for that prefix; their path must be matched exactly or by its beginning',
      'write the match so, or give the redirect a uri');
  }

  public addTooMany(scopes: readonly Scope[]): void {
    this.add('too many', scopes.map((scope) => scope.owner),
      `the matches overlap in so many ways that more than ${MAX_ROUTES} routes would be needed; it must be at most ${MAX_ROUTES}`,
      'use fewer or disjoint matches');
  }

  private add(kind: string, owners: readonly string[], text: string, fix: string): void {
    const distinct = [...new Set(owners)].sort(byCodeUnit);
    const key = `${kind} ${distinct.join(' ')}`;
    if (!this.found.has(key)) { this.found.set(key, { owners: distinct, text, fix }); }
  }
}
