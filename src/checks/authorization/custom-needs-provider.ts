import { actionOf } from '../authorization-rules';
import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const customNeedsProvider = eachObject({
  code: 'CI1040',
  name: 'custom-needs-provider',
  title: 'An AuthorizationPolicy names a provider if its action is CUSTOM, and only then.',
  severity: Severity.ERROR,
  kinds: ['AuthorizationPolicy'],
  fields: ['action', 'provider'],
  explanation: 'With CUSTOM a provider of the MeshConfig decides (extensionProviders), so there must be one. With any other action nobody asks it. '
    + 'Istio refuses either policy.',
  fix: 'write action: CUSTOM and provider: {name: …}, or neither',
  equivalents: ['IV-AP-004', 'IV-AP-020'],
  *object(policy) {
    const [action, provider] = [actionOf(policy), policy.spec.at('provider')];
    if (action !== 'CUSTOM') {
      if (provider.fields !== undefined) { yield provider.problem(`is given for action ${action}; it must be left out, or the action must be CUSTOM`); }
    } else if (!provider.at('name').given || provider.at('name').text === '') {
      yield provider.at('name').mustBe('the name of a provider for action CUSTOM');
    }
  },
});
