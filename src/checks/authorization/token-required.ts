import type { AppObject } from '../app-object';
import type { AppView } from '../app-view';
import { eachObject } from '../check';
import { Severity } from '../finding';
import { type Labels, selects } from '../labels';

/** See its title. */
export const tokenRequired = eachObject({
  code: 'CI1003',
  name: 'token-required',
  title: 'Where tokens are checked, an AuthorizationPolicy asks for one.',
  severity: Severity.WARNING,
  kinds: ['RequestAuthentication', 'AuthorizationPolicy'],
  fields: ['jwtRules'],
  explanation: 'A RequestAuthentication refuses tokens that are wrong. A request without a token has none that is wrong, and is let in.',
  fix: 'add an AuthorizationPolicy for the same workloads that denies notRequestPrincipals: ["*"]; JwtAuthentication with required: true writes both',
  equivalents: ['GAP-11'],
  *object(authentication, view) {
    const rules = authentication.spec.at('jwtRules');
    if (rules.items().length === 0) { return; }
    if (view.ofKind('AuthorizationPolicy').some((policy) => asksForToken(policy) && isFor(policy, authentication, view))) { return; }
    yield rules.problem('checks tokens, and lets requests without a token in; an AuthorizationPolicy must ask for one');
  },
});

function asksForToken({ spec }: AppObject): boolean {
  return spec.at('rules').items().some((rule) =>
    rule.at('from').items().some((from) => from.at('source', 'requestPrincipals').given || from.at('source', 'notRequestPrincipals').given)
    || rule.at('when').items().some((when) => when.at('key').text?.startsWith('request.auth.') === true));
}

/** Whether the policy is for some of the workloads. What is attached by reference may be anywhere. */
function isFor(policy: AppObject, authentication: AppObject, view: AppView): boolean {
  const namespaces = [policy.namespace, authentication.namespace];
  if (policy.namespace !== authentication.namespace && !namespaces.includes(view.context.rootNamespace)) { return false; }
  const [theirs, own] = [policy, authentication].map(({ spec }): Labels => spec.at('selector', 'matchLabels').labels());
  return selects(theirs, own) || selects(own, theirs);
}
