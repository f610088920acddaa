import { type Attribute, type Matcher, HOSTS, METHODS, PATHS, attribute } from './attributes';
import type { Facts } from './facts';
import { domainsWithAliases, withAliases } from './trust-domains';
import { type Truth, all, any, not } from './truth';
import type { Cursor } from '../../../checks/cursor';

/** The lists of a source that ask for an attribute, and those that exclude it. */
const SOURCE_FIELDS = [
  ['principals', 'notPrincipals', 'source.principal'],
  ['requestPrincipals', 'notRequestPrincipals', 'request.auth.principal'],
  ['serviceAccounts', 'notServiceAccounts', 'source.serviceAccount'],
  ['trustDomains', 'notTrustDomains', 'source.trustDomain'],
  ['namespaces', 'notNamespaces', 'source.namespace'],
  ['remoteIpBlocks', 'notRemoteIpBlocks', 'remote.ip'],
  ['ipBlocks', 'notIpBlocks', 'source.ip'],
] as const;

const OPERATION_FIELDS = [['hosts', 'notHosts', HOSTS], ['methods', 'notMethods', METHODS], ['paths', 'notPaths', PATHS]] as const;

/** What of a rule depends on where it is used. */
export interface RuleUse {
  /** Whether the policy lets requests through: then Istio leaves out a rule that it cannot apply in full. Of others it drops only the part. */
  readonly allows: boolean;
  /** Whether the proxy looks at connections only. */
  readonly tcp: boolean;
  /** The namespace of the policy. */
  readonly namespace: string;
  /** The trust domains of the mesh, its own first. */
  readonly trustDomains: readonly string[];
}

/** One thing that a rule asks, under the name that the rule has for it. */
interface Condition {
  readonly name: string;
  readonly test: Matcher;
}

/** A rule of an AuthorizationPolicy, as a proxy applies it. */
export interface AppliedRule {
  readonly matches: (facts: Facts) => Truth;
  /** The names of what does not match, or is not known to: of each alternative the first. */
  readonly failing: (facts: Facts) => readonly string[];
}

/** Of all fields that ask for something, those of a source are alternatives to those of the other sources; operations likewise. */
export function applyRule(rule: Cursor, use: RuleUse): AppliedRule | undefined {
  const reader = new RuleReader(use);
  const shared: Record<'operation' | 'source', Condition[]> = { operation: [], source: [] };
  for (const when of rule.at('when').items()) {
    const key = when.at('key').text ?? '';
    const found = attribute(key, use.namespace);
    if (found === undefined) { return undefined; }
    shared[found.ofOperation === true ? 'operation' : 'source']
      .push(...reader.conditions(found, key, when.at('values'), when.at('notValues'), [`when ${key}`, `when ${key}`]));
  }
  const sources = rule.at('from').items().map((from) => from.at('source')).map((source) => [
    ...SOURCE_FIELDS.flatMap(([wanted, unwanted, key]) => {
      const found = attribute(key, use.namespace);
      return found === undefined ? [] : reader.conditions(found, key, source.at(wanted), source.at(unwanted), [wanted, unwanted]);
    }),
    ...shared.source,
  ]);
  const port = attribute('destination.port', use.namespace);
  const operations = rule.at('to').items().map((to) => to.at('operation')).map((operation) => [
    ...OPERATION_FIELDS.flatMap(([wanted, unwanted, found]) =>
      reader.conditions(found, wanted, operation.at(wanted), operation.at(unwanted), [wanted, unwanted])),
    ...(port === undefined ? [] : reader.conditions(port, 'ports', operation.at('ports'), operation.at('notPorts'), ['ports', 'notPorts'])),
    ...shared.operation,
  ]);
  if (reader.isLeftOut) { return undefined; }
  const parts = [operations.length === 0 ? [shared.operation] : operations, sources.length === 0 ? [shared.source] : sources];
  return {
    matches: (facts) => all(parts.map((alternatives) => any(alternatives.map((conditions) => holds(conditions, facts))))),
    failing: (facts) => [...new Set(parts.flatMap((alternatives) => failingOf(alternatives, facts)))],
  };
}

class RuleReader {
  /** Whether Istio leaves the whole rule out. */
  public isLeftOut = false;

  constructor(private readonly use: RuleUse) { }

  /** What two lists of values ask: that one of the first is there, and none of the second. */
  public conditions(of: Attribute, key: string, values: Cursor, notValues: Cursor, [wanted, unwanted]: readonly [string, string]): Condition[] {
    const some = this.matchers(of, key, values.texts());
    const none = this.matchers(of, key, notValues.texts());
    return [
      ...(some.length === 0 ? [] : [{ name: wanted, test: (facts: Facts) => any(some.map((matcher) => matcher(facts))) }]),
      ...(none.length === 0 ? [] : [{ name: unwanted, test: (facts: Facts) => not(any(none.map((matcher) => matcher(facts)))) }]),
    ];
  }

  private matchers(of: Attribute, key: string, values: readonly string[]): Matcher[] {
    return this.migrated(key, values).flatMap((value) => {
      const matcher = of.httpOnly && this.use.tcp ? undefined : of.matcher(value);
      if (matcher !== undefined) { return [matcher]; }
      this.isLeftOut ||= this.use.allows;
      return [];
    });
  }

  /** Values that name a trust domain also stand for its aliases. */
  private migrated(key: string, values: readonly string[]): readonly string[] {
    if (key === 'source.principal') { return values.flatMap((value) => withAliases(value, this.use.trustDomains)); }
    return key === 'source.trustDomain' ? domainsWithAliases(values, this.use.trustDomains) : values;
  }
}

function holds(conditions: readonly Condition[], facts: Facts): Truth {
  return all(conditions.map(({ test }) => test(facts)));
}

function failingOf(alternatives: ReadonlyArray<readonly Condition[]>, facts: Facts): string[] {
  if (any(alternatives.map((conditions) => holds(conditions, facts))) === true) { return []; }
  return alternatives.flatMap((conditions) => conditions.find(({ test }) => test(facts) !== true)?.name ?? []);
}
