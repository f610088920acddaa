import type { AuthorizationCondition } from './authorization-condition';
import type { AuthorizationOperation, AuthorizationRule, AuthorizationRules, AuthorizationSource } from './authorization-rules';
import { HOST, METHOD, NAMESPACE, PATH, renderValues, SUBNET, TEXT, TRUST_DOMAIN, type ValueRule } from './authorization-values';
import { PRINCIPALS, SERVICE_ACCOUNTS } from './identity';
import type { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { requirePort, requireSome } from '../model/require';

/** What the elements of each list have to be. */
type Rules<L> = { readonly [list in keyof L]-?: ValueRule<NonNullable<L[list]> extends Array<infer T> ? T : never> };

const SOURCE: Rules<AuthorizationSource> = {
  principals: PRINCIPALS,
  notPrincipals: PRINCIPALS,
  requestPrincipals: TEXT,
  notRequestPrincipals: TEXT,
  namespaces: NAMESPACE,
  notNamespaces: NAMESPACE,
  serviceAccounts: SERVICE_ACCOUNTS,
  notServiceAccounts: SERVICE_ACCOUNTS,
  ipBlocks: SUBNET,
  notIpBlocks: SUBNET,
  remoteIpBlocks: SUBNET,
  notRemoteIpBlocks: SUBNET,
  trustDomains: TRUST_DOMAIN,
  notTrustDomains: TRUST_DOMAIN,
};

const ACCOUNTS = ['serviceAccounts', 'notServiceAccounts'] as const;
const EXCLUDED_BY_ACCOUNTS = ['principals', 'notPrincipals', 'namespaces', 'notNamespaces'] as const;

/** What a policy that asks a provider must not say: Istio cannot tell who the caller is at that point. */
const NOT_CUSTOM: ReadonlyArray<keyof AuthorizationSource> = [
  ...EXCLUDED_BY_ACCOUNTS, ...ACCOUNTS, 'trustDomains', 'notTrustDomains', 'requestPrincipals', 'notRequestPrincipals',
];
const NOT_CUSTOM_KEYS: ReadonlyArray<string> = ['source.namespace', 'source.serviceAccount', 'source.trustDomain', 'source.principal'];

const OPERATION: Rules<Omit<AuthorizationOperation, 'ports' | 'notPorts'>> = {
  hosts: HOST,
  notHosts: HOST,
  methods: METHOD,
  notMethods: METHOD,
  paths: PATH,
  notPaths: PATH,
};

/** As many as the API server takes. */
const MAX_SOURCES = 512;

/** The `rules` of an AuthorizationPolicy; `undefined` for those that match nothing. */
export function renderAuthorizationRules(rules: AuthorizationRules, custom: boolean, field: Field): JsonObject[] | undefined {
  if (rules._everything) { return [{}]; }
  if (rules._rules.length === 0) { return undefined; }
  return rules._rules.map((rule, i) => renderRule(rule, custom, field.at(i)));
}

function renderRule({ sources, operations, conditions }: AuthorizationRule, custom: boolean, field: Field): JsonObject {
  if (sources === undefined && operations === undefined && conditions === undefined) {
    throw field.problem(`${field.path} says nothing, and so would match every request; it must have sources, operations or conditions`,
      'use AuthorizationRules.everything() if that is meant');
  }
  const some = <T>(values: T[], name: string, render: (value: T, at: Field) => JsonObject) =>
    requireSome(values, field.at(name), 'leave it out for any: Istio takes an empty list for none, and so would match everything')
      .map((value, i) => render(value, field.at(name).at(i)));
  if (sources !== undefined && sources.length > MAX_SOURCES) {
    throw field.problem(`${field.at('sources').path} has ${sources.length} elements; it must have at most ${MAX_SOURCES}`);
  }
  return defined({
    from: given(sources, (all) => some(all, 'sources', (source, at) => ({ source: renderSource(source, custom, at) }))),
    to: given(operations, (all) => some(all, 'operations', (operation, at) => ({ operation: renderOperation(operation, at) }))),
    when: given(conditions, (all) => some(all, 'conditions', (condition, at) => renderCondition(condition, custom, at))),
  });
}

function renderSource(source: AuthorizationSource, custom: boolean, field: Field): JsonObject {
  const account = ACCOUNTS.find((name) => source[name] !== undefined);
  const excluded = EXCLUDED_BY_ACCOUNTS.find((name) => source[name] !== undefined);
  if (account !== undefined && excluded !== undefined) {
    throw field.problem(`${field.at(account).path} and ${field.at(excluded).path} are given; it must be one of them`);
  }
  const unknown = NOT_CUSTOM.find((name) => source[name] !== undefined);
  if (custom && unknown !== undefined) { throw notCustom(field.at(unknown)); }
  return requireSomething(renderLists(source, SOURCE, field), field, 'leave sources out for any source');
}

/** The `operation` of a rule's `to`. */
export function renderOperation(operation: AuthorizationOperation, field: Field): JsonObject {
  const ports = (name: 'ports' | 'notPorts') => given(operation[name], (all) =>
    requireSome(all, field.at(name), 'leave it out for any').map((port, i) => String(requirePort(port, field.at(name).at(i)))));
  return requireSomething(
    defined({ ...renderLists(operation, OPERATION, field), ports: ports('ports'), notPorts: ports('notPorts') }),
    field, 'leave operations out for any operation');
}

function renderCondition(condition: AuthorizationCondition, custom: boolean, field: Field): JsonObject {
  if (custom && (NOT_CUSTOM_KEYS.includes(condition._key) || condition._key.startsWith('request.auth.'))) {
    throw notCustom(field, ` is about ${condition._key}`);
  }
  return condition._render(field);
}

function renderLists<L extends object>(lists: NoInfer<Partial<L>>, rules: Rules<L>, field: Field): { [list: string]: string[] } {
  const names = (Object.keys(rules) as (keyof L & string)[]).filter((name) => lists[name] !== undefined);
  return Object.fromEntries(names.map((name) =>
    [name, renderValues<unknown>(lists[name] as unknown[], rules[name] as ValueRule<unknown>, field.at(name))]));
}

function requireSomething(json: JsonObject, field: Field, fix: string): JsonObject {
  if (Object.keys(json).length > 0) { return json; }
  throw field.problem(`${field.path} says nothing; it must have at least one list`, fix);
}

function notCustom(field: Field, what: string = ' is given'): Error {
  return field.problem(
    `${field.path}${what} for action CUSTOM; it must be left out: Istio does not know identities and tokens where it asks a provider`);
}
