import type { ServerAuthorization, ServingWorkload } from './arrival';
import { type FilterRule, type PolicyFilter, isDryRun, policyFilter, ruleName } from './authorization-policies';
import type { Facts } from './facts';
import type { AppView } from '../../../checks/app-view';
import { rulesOf } from '../../../checks/authorization-rules';

/** What the policies with action DENY, ALLOW and AUDIT make of a request. */
export interface Authorized {
  readonly verdict: ServerAuthorization;
  readonly audited: readonly string[];
  readonly explanation: readonly string[];
  readonly undecided: readonly string[];
}

/** What becomes of a request in a filter: the first rule that is known to match, and those before it of which that is not known. */
export interface Filtered {
  readonly match?: FilterRule;
  readonly unknown: readonly FilterRule[];
}

/** The first rule that matches, as Envoy goes through them. */
export function firstMatch(rules: readonly FilterRule[], facts: Facts): Filtered {
  const unknown: FilterRule[] = [];
  for (const rule of rules) {
    const matches = rule.matches(facts);
    if (matches === true) { return { match: rule, unknown }; }
    if (matches === undefined) { unknown.push(rule); }
  }
  return { unknown };
}

/** Why rules cannot be decided. */
export function unknownOf(rules: readonly FilterRule[], facts: Facts): string[] {
  return rules.map((rule) => `${ruleName(rule)} asks for what is not known of the request: ${rule.failing(facts).join(', ')}`);
}

/** DENY goes before ALLOW; with no ALLOW policy, what is not denied is allowed; with one, only what one of them allows. */
export function authorize(workload: ServingWorkload, facts: Facts, tcp: boolean, view: AppView): Authorized {
  const audited = enforced(policyFilter(workload, 'AUDIT', tcp, view)).rules.filter((rule) => rule.matches(facts) === true).map(({ name }) => name);
  const deny = enforced(policyFilter(workload, 'DENY', tcp, view));
  const denied = firstMatch(deny.rules, facts);
  // It is denied all the same; by which rule, the ones before that may match leave open.
  const perhaps = denied.unknown.map((rule) => `${ruleName(rule)} may deny it before: it asks for what is not known of the request: ${rule.failing(facts).join(', ')}`);
  if (denied.match !== undefined) {
    return { ...decidedBy(denied.match, false, `${ruleName(denied.match)} denies it`), audited, undecided: perhaps };
  }

  const allow = enforced(policyFilter(workload, 'ALLOW', tcp, view));
  const allowed = firstMatch(allow.rules, facts);
  if (allow.policies.length > 0 && allowed.match === undefined && allowed.unknown.length === 0) {
    const reason = `no rule of the ALLOW policies matches it: ${allow.policies.map(({ id }) => id).join(', ')}`;
    return { verdict: { allowed: false, reason }, audited, explanation: [reason, ...whyNot(allow, facts, tcp)], undecided: perhaps };
  }
  const undecided = [...unknownOf(denied.unknown, facts), ...(allowed.match === undefined ? unknownOf(allowed.unknown, facts) : [])];
  if (undecided.length > 0) { return { verdict: { reason: undecided[0] }, audited, explanation: undecided, undecided }; }
  if (allowed.match !== undefined) { return { ...decidedBy(allowed.match, true, `${ruleName(allowed.match)} allows it`), audited }; }
  const reason = deny.policies.length > 0
    ? `no rule of the DENY policies matches it: ${deny.policies.map(({ id }) => id).join(', ')}`
    : `no AuthorizationPolicy is enforced for ${workload.namespace}/${workload.name}`;
  return { verdict: { allowed: true, reason }, audited, explanation: [reason], undecided: [] };
}

function enforced(filter: PolicyFilter): PolicyFilter {
  const policies = filter.policies.filter((policy) => !isDryRun(policy));
  return { policies, rules: filter.rules.filter((rule) => !rule.isDryRun) };
}

function decidedBy({ policy, index }: FilterRule, allowed: boolean, reason: string): Omit<Authorized, 'audited'> {
  return { verdict: { allowed, policy: policy.id, rule: index, action: allowed ? 'ALLOW' : 'DENY', reason }, explanation: [reason], undecided: [] };
}

/** Of each ALLOW rule: what of it the request does not have. */
function* whyNot({ policies, rules }: PolicyFilter, facts: Facts, tcp: boolean): Iterable<string> {
  for (const policy of policies) {
    const count = rulesOf(policy).length;
    if (count === 0) { yield `AuthorizationPolicy ${policy.id} has no rules, so it allows nothing`; }
    for (let i = 0; i < count; i++) {
      const rule = rules.find((one) => one.policy === policy && one.index === i);
      if (rule !== undefined) {
        yield `${ruleName(rule)} does not match: ${rule.failing(facts).join(', ')}`;
      } else if (tcp) {
        yield `rule ${i} of AuthorizationPolicy ${policy.id} asks for what only HTTP has, so it is left out for TCP`;
      }
    }
  }
}
