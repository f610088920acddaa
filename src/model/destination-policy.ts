import { byCodeUnit, copyOf, defined, type Json, type JsonObject, sameData } from './json';

/** Part of how a host's destinations are treated, as one construct wants it. */
export interface PolicyContribution {
  /** The path of the construct that says it. */
  readonly owner: string;
  /** The version that it is for; all versions, if left out. */
  readonly subset?: string;
  /** The port that it is for; all ports, if left out. */
  readonly port?: number;
  /** A traffic policy, or part of one, as a DestinationRule has it. */
  readonly policy: JsonObject;
}

/** A version of a host. */
export interface Subset {
  readonly name: string;
  readonly labels: { readonly [label: string]: string };
}

/** Two constructs that set one field differently. */
export interface PolicyConflict {
  readonly owners: readonly string[];
  readonly path: string;
  readonly values: readonly Json[];
}

/** The subsets and policies of a DestinationRule, and what could not be merged. */
export interface MergedPolicy {
  readonly trafficPolicy?: JsonObject;
  readonly subsets: JsonObject[];
  readonly conflicts: readonly PolicyConflict[];
}

/** Blocks that mean something only as a whole: the members of a one-of must not mix. */
const WHOLE_BLOCKS = new Set(['loadBalancer', 'tls', 'tunnel', 'proxyProtocol', 'retryBudget']);

/** What Istio takes at the level of a port. */
const PORT_BLOCKS = ['connectionPool', 'loadBalancer', 'outlierDetection', 'tls'];

/**
 * Merges what constructs want of a host's destinations into one DestinationRule, field by field.
 *
 * Istio itself does not merge: a version's block replaces the host's block of that name, and a port's entry replaces all
 * of them. So what holds for the host is repeated where a version or port has something to add.
 */
export function mergePolicies(subsets: readonly Subset[], contributions: readonly PolicyContribution[]): MergedPolicy {
  const conflicts: PolicyConflict[] = [];
  const at = (subset?: string, port?: number) => mergeLevel(
    contributions.filter((one) => one.subset === subset && one.port === port), () => levelName(subset, port), conflicts);
  const withPort = contributions.filter(({ port }) => port !== undefined);
  const portsOf = (subset?: string) => ascending(withPort.filter((one) => one.subset === subset).map(({ port }) => port as number));

  const host = at();
  const hostPorts = new Map(portsOf().map((port) => [port, overlay(portBlocks(host), at(undefined, port))]));
  const rendered = [...subsets].sort((a, b) => byCodeUnit(a.name, b.name)).map(({ name, labels }) => {
    const own = at(name);
    // A version's block would replace what the host has for a port, so those ports are repeated too.
    const ownPorts = Object.keys(own).length === 0 ? portsOf(name) : ascending([...hostPorts.keys(), ...portsOf(name)]);
    const ports = new Map(ownPorts.map((port) =>
      [port, overlay(overlay(hostPorts.get(port) ?? portBlocks(host), portBlocks(own)), at(name, port))]));
    const blocks = Object.fromEntries(Object.keys(own).map((block) => [block, overlay(pick(host, [block]), pick(own, [block]))[block]]));
    return defined({ name, labels: { ...labels }, trafficPolicy: policy(blocks, ports) });
  });
  return { trafficPolicy: policy(host, hostPorts), subsets: rendered, conflicts };
}

/** The distinct numbers in order. */
function ascending(numbers: readonly number[]): number[] {
  return numbers.length === 0 ? [] : [...new Set(numbers)].sort((a, b) => a - b);
}

/** How error texts name a level: `v1`, `port 80`, `v1 port 80`; nothing for the host itself. */
function levelName(subset: string | undefined, port: number | undefined): string {
  return [subset, port === undefined ? undefined : `port ${port}`].filter((part) => part !== undefined).join(' ');
}

function policy(blocks: JsonObject, ports: ReadonlyMap<number, JsonObject>): JsonObject | undefined {
  if (Object.keys(blocks).length === 0 && ports.size === 0) { return undefined; }
  const portLevelSettings = [...ports].map(([number, own]) => ({ port: { number }, ...own }));
  return portLevelSettings.length === 0 ? blocks : { ...blocks, portLevelSettings };
}

/** What several constructs say at one level. */
function mergeLevel(contributions: readonly PolicyContribution[], level: () => string, conflicts: PolicyConflict[]): JsonObject {
  const merged: JsonObject = {};
  if (contributions.length === 0) { return merged; }
  const setters = new Map<string, { owner: string; value: Json }>();
  for (const { owner, policy: own } of [...contributions].sort((a, b) => byCodeUnit(a.owner, b.owner))) {
    eachLeaf(own, (path, value) => {
      const key = path.join('.');
      const earlier = setters.get(key);
      if (earlier === undefined) {
        setters.set(key, { owner, value });
        setLeaf(merged, path, value);
      } else if (!sameData(earlier.value, value)) {
        const name = level();
        conflicts.push({ owners: [earlier.owner, owner], path: name === '' ? key : `${key} of ${name}`, values: [earlier.value, value] });
      }
    });
  }
  return merged;
}

/** The wider policy with the narrower one laid over it. */
function overlay(wider: JsonObject, narrower: JsonObject): JsonObject {
  const result = copyOf(wider);
  eachLeaf(narrower, (path, value) => { setLeaf(result, path, value); });
  return result;
}

/** The fields of a policy with their paths. Lists, whole blocks and empty objects are fields. */
function eachLeaf(value: JsonObject, visit: (path: readonly string[], value: Json) => void, path: readonly string[] = []): void {
  for (const [key, member] of Object.entries(value)) {
    if (member === undefined) { continue; }
    const here = [...path, key];
    const whole = path.length === 0 && WHOLE_BLOCKS.has(key);
    if (!whole && member !== null && typeof member === 'object' && !Array.isArray(member) && Object.keys(member).length > 0) {
      eachLeaf(member, visit, here);
    } else {
      visit(here, member);
    }
  }
}

function setLeaf(target: JsonObject, path: readonly string[], value: Json): void {
  let at = target;
  for (const key of path.slice(0, -1)) {
    at[key] ??= {};
    at = at[key] as JsonObject;
  }
  at[path[path.length - 1]] = copyOf(value);
}

function portBlocks(blocks: JsonObject): JsonObject {
  return pick(blocks, PORT_BLOCKS);
}

function pick(value: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([key]) => keys.includes(key)));
}
