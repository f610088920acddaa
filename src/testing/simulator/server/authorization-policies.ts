import type { ServingWorkload } from './arrival';
import { type AppliedRule, applyRule } from './authorization-rule';
import { policiesFor } from './policy-attachment';
import { workloadKey } from './workload-key';
import type { AppObject } from '../../../checks/app-object';
import type { AppView } from '../../../checks/app-view';
import { actionOf, rulesOf } from '../../../checks/authorization-rules';
import { byCodeUnit } from '../../../model/json';
import { meshTrustDomains } from '../mesh-identity';

/** A rule in a filter of Envoy. */
export interface FilterRule extends AppliedRule {
  readonly policy: AppObject;
  readonly index: number;
  /** What Envoy calls it: the first by name that matches is the one that Envoy tells. */
  readonly name: string;
  readonly isDryRun: boolean;
}

/** The policies of one action for a workload, as a filter of Envoy. */
export interface PolicyFilter {
  readonly policies: readonly AppObject[];
  /** The rules, as Envoy goes through them. Those that Istio leaves out are missing. */
  readonly rules: readonly FilterRule[];
}

/** Texts that Go reads as true. */
const TRUE: readonly string[] = ['1', 't', 'T', 'TRUE', 'true', 'True'];

/** The filter that istiod makes for a workload of its policies with an action. */
export function policyFilter(workload: ServingWorkload, action: 'CUSTOM' | 'DENY' | 'ALLOW' | 'AUDIT', tcp: boolean, view: AppView): PolicyFilter {
  const known = view.once(`${action} filters of ${tcp ? 'TCP' : 'HTTP'}`, () => new Map<string, PolicyFilter>());
  const key = workloadKey(workload, view);
  let filter = known.get(key);
  if (filter === undefined) {
    const policies = policiesFor(workload, 'AuthorizationPolicy', view).filter((policy) => actionOf(policy) === action);
    filter = { policies, rules: policies.flatMap((policy) => filterRules(policy, tcp, view)).sort((a, b) => byCodeUnit(a.name, b.name)) };
    known.set(key, filter);
  }
  return filter;
}

/** Whether a policy is only tried: what it would do is logged. */
export function isDryRun(policy: AppObject): boolean {
  return TRUE.includes(policy.annotations['istio.io/dry-run']);
}

function filterRules(policy: AppObject, tcp: boolean, view: AppView): readonly FilterRule[] {
  const known = view.once(`authorization rules of ${tcp ? 'TCP' : 'HTTP'}`, () => new WeakMap<AppObject, readonly FilterRule[]>());
  let found = known.get(policy);
  if (found === undefined) {
    const use = { allows: actionOf(policy) === 'ALLOW', tcp, namespace: policy.namespace, trustDomains: meshTrustDomains(view) };
    found = rulesOf(policy).flatMap((rule, index): FilterRule[] => {
      const applied = rule.given ? applyRule(rule, use) : undefined;
      return applied === undefined ? []
        : [{ ...applied, policy, index, name: `ns[${policy.namespace}]-policy[${policy.name}]-rule[${index}]`, isDryRun: isDryRun(policy) }];
    });
    known.set(policy, found);
  }
  return found;
}

/** A rule as sentences name it. */
export function ruleName({ policy, index }: FilterRule): string {
  return `rule ${index} of AuthorizationPolicy ${policy.id}`;
}
