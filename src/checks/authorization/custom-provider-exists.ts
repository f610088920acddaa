import { eachObject } from '../check';
import { Severity } from '../finding';
import { meshProviders } from '../mesh-configs';

/** See its title. */
export const customProviderExists = eachObject({
  code: 'CI1080',
  name: 'custom-provider-exists',
  title: 'The provider of a CUSTOM policy is an external authorizer of the MeshConfig.',
  severity: Severity.ERROR,
  kinds: ['AuthorizationPolicy'],
  fields: ['provider'],
  explanation: 'Where Istio does not know the provider, it denies every request that the policy matches. Where the app shows no MeshConfig, it is a warning.',
  fix: 'add it to extensionProviders of the meshConfig of the installation',
  equivalents: ['GAP-20'],
  *object({ spec }, view) {
    const place = spec.at('provider', 'name');
    if (spec.at('action').text !== 'CUSTOM' || place.text === undefined) { return; }
    const { authorizers, known, source } = meshProviders(view);
    if (known === 'some' || authorizers.includes(place.text)) { return; }
    yield known === 'all' ? place.mustBe(`an external authorizer of ${source}${authorizers.length === 0 ? ', which has none' : `: ${authorizers.join(', ')}`}`)
      : place.mustBe('an external authorizer of the MeshConfig', { severity: Severity.WARNING, fix: 'name it in knownProviders of the Mesh if the MeshConfig has it' });
  },
});
