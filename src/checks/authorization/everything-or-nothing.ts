import type { AppObject } from '../app-object';
import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const everythingOrNothing = eachObject({
  code: 'CI1001',
  name: 'everything-or-nothing',
  title: 'An AuthorizationPolicy that matches everything or nothing is meant to.',
  severity: Severity.ERROR,
  kinds: ['AuthorizationPolicy'],
  explanation: 'No rules match nothing, so an ALLOW policy without rules lets nobody in. One rule that is empty ({}) matches everything. An empty list '
    + 'in a rule is left out on its way to Istio, which then takes it for everything.',
  fix: 'leave rules out for nothing; write rules: [{}] for everything',
  equivalents: ['GAP-33', 'GAP-02', 'IV-AP-022'],
  *object(policy) {
    const action = policy.spec.at('action').text ?? 'ALLOW';
    const rules = policy.spec.at('rules');
    const list = rules.items();
    if (list.length === 0) {
      if (action !== 'ALLOW') {
        yield rules.problem(`has no rule for action ${action}, and so does nothing; it must have one`, { fix: 'write rules: [{}] for every request' });
      } else if (promises(policy, 'allow')) {
        yield rules.problem(`has no rule, so that ${policy.fullId} lets nobody in; it must be [{}] to let everybody in`, { fix: 'write rules: [{}], or call it deny-all' });
      } else if (isWritten(policy) && !promises(policy, 'deny')) {
        yield rules.problem(`is written without a rule, so that ${policy.fullId} lets nobody in; it must be left out if that is meant`, {
          severity: Severity.WARNING, fix: 'write rules: [{}] for everybody, or leave rules out for nobody',
        });
      }
      return;
    }
    for (const rule of list) {
      for (const name of ['from', 'to', 'when']) {
        if (Array.isArray(rule.at(name).json) && rule.at(name).items().length === 0) {
          yield rule.at(name).problem('is [], which Istio takes for everything; it must have at least one element', { fix: `leave ${name} out for everything, and the rule for nothing` });
        }
      }
    }
    const everything = list.find((rule) => rule.json === null || rule.fields !== undefined && rule.entries().length === 0);
    if (everything !== undefined && action === 'ALLOW' && promises(policy, 'deny')) {
      yield everything.problem(`is {}, so that ${policy.fullId} lets everybody in; it must be left out, with rules, to let nobody in`, { fix: 'write spec: {}, or call it allow-all' });
    } else if (everything !== undefined && list.length > 1) {
      yield everything.problem('is {}, which matches everything, so that the other rules have no effect; it must be the only rule or none', {
        severity: Severity.WARNING, fix: 'leave it out, or the other rules',
      });
    }
  },
});

/** Whether there are rules that are `[]` or `null`: they were computed, perhaps, and came out empty. */
function isWritten({ spec }: AppObject): boolean {
  return spec.fields?.rules === null || Array.isArray(spec.fields?.rules);
}

/** What the name of a policy says that it does with all. */
function promises({ name }: AppObject, what: 'allow' | 'deny'): boolean {
  const all = /(^|-)(allow|permit)-?(all|any|everything|everybody)(-|$)/;
  const none = /(^|-)((deny|block)-?(all|any|everything|everybody)|(allow|permit)-?(nothing|none|nobody))(-|$)/;
  return (what === 'allow' ? all : none).test(name);
}
