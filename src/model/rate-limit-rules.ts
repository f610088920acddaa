import { apart, type Conditions, conditionsContained, isEverything } from './conditions';
import { type EnvoyConditions, envoyConditions } from './envoy-conditions';
import type { JsonObject } from './json';

/** A property of requests of which each value has a limit of its own. */
export interface CountedProperty {
  /** Names it in descriptors. */
  readonly key: string;
  /** Actions that write it into a descriptor; of each request exactly one does. */
  readonly actions: readonly JsonObject[];
}

/** Which requests count against a limit, and against which bucket of it. */
export interface LimitScope {
  /** The limit, as descriptors name it. */
  readonly name: string;
  /** Requests that fulfil any of these; all, if there are none. */
  readonly matches: readonly Conditions[];
  /** Each combination of their values is counted for itself. */
  readonly properties: readonly CountedProperty[];
}

/** The key under which descriptors name the limit. */
export const LIMIT_KEY = 'limit';

/** An entry of a descriptor; without a value it stands for every value. */
export interface DescriptorEntry extends JsonObject {
  readonly key: string;
  readonly value?: string;
}

/** Rules that make descriptors, and what the descriptor of each of them looks like. */
export interface LimitRules {
  /** Lists of actions. Of the requests that are meant each makes a descriptor by exactly one list, others by none. */
  readonly rules: readonly JsonObject[][];
  readonly entries: readonly DescriptorEntry[];
}

/**
 * The rules for a scope.
 *
 * A request takes a token for every descriptor that it makes, so the rules exclude each other: where two matches overlap, the
 * later one's rule asks that the earlier one is not fulfilled. All of them make the same descriptor, so they are padded to one
 * length. At least `named` of its entries name the limit.
 */
export function limitRules({ name, matches, properties }: LimitScope, named: 0 | 1): LimitRules {
  const constant: JsonObject = { generic_key: { descriptor_key: LIMIT_KEY, descriptor_value: name } };
  const chosen = matches.some(isEverything) ? [] : withoutContained(matches);
  const alternatives = chosen.map(envoyConditions);
  const own = chosen.length === 0 ? [[]] : chosen.flatMap((match, i) =>
    chosen.slice(0, i).reduce<JsonObject[][]>((rules, earlier, j) => apart(earlier, match) ? rules
      : rules.flatMap((rule) => negations(name, alternatives[j]).map((negation) => [...rule, ...negation])), [fulfilled(name, alternatives[i])]));
  const length = Math.max(named, ...own.map((rule) => rule.length));
  const padded = own.map((rule) => [...rule, ...Array.from({ length: length - rule.length }, () => constant)]);
  return {
    rules: properties.reduce<JsonObject[][]>((rules, { actions }) => rules.flatMap((rule) => actions.map((action) => [...rule, action])), padded),
    entries: [...Array.from({ length }, () => ({ key: LIMIT_KEY, value: name })), ...properties.map(({ key }) => ({ key }))],
  };
}

function withoutContained(matches: readonly Conditions[]): Conditions[] {
  return matches.filter((match, i) => !matches.some((other, j) =>
    i !== j && conditionsContained(match, other) && (j < i || !conditionsContained(other, match))));
}

function fulfilled(name: string, { headers, query }: EnvoyConditions): JsonObject[] {
  return [...headers.length === 0 ? [] : [ofHeaders(name, headers, true)], ...query.length === 0 ? [] : [ofQuery(name, query, true)]];
}

/** Not both: not the one; or the one, and not the other. */
function negations(name: string, { headers, query }: EnvoyConditions): JsonObject[][] {
  if (query.length === 0) { return [[ofHeaders(name, headers, false)]]; }
  if (headers.length === 0) { return [[ofQuery(name, query, false)]]; }
  return [[ofHeaders(name, headers, false)], [ofHeaders(name, headers, true), ofQuery(name, query, false)]];
}

function ofHeaders(name: string, headers: JsonObject[], expected: boolean): JsonObject {
  return { header_value_match: { descriptor_key: LIMIT_KEY, descriptor_value: name, ...unless(expected), headers } };
}

function ofQuery(name: string, query: JsonObject[], expected: boolean): JsonObject {
  return { query_parameter_value_match: { descriptor_key: LIMIT_KEY, descriptor_value: name, ...unless(expected), query_parameters: query } };
}

function unless(expected: boolean): JsonObject {
  return expected ? {} : { expect_match: false };
}
