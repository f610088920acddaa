import { ANY, eachObject } from '../check';
import { Severity } from '../finding';
import { MESH_CONFIG_FIELDS, meshConfigsIn } from '../mesh-places';

/** See its title. */
export const providerNamed = eachObject({
  code: 'CI1316',
  name: 'provider-named',
  title: 'An extension provider has a name of its own and says what it is.',
  severity: Severity.WARNING,
  kinds: [ANY],
  fields: MESH_CONFIG_FIELDS,
  explanation: 'The control plane writes the mistake to its log and goes on: of two providers with one name the later counts, and one without a type does nothing for those who name it.',
  fix: 'give it a name of its own, and one of the types that providers have',
  equivalents: ['IV-MC-048', 'IV-MC-049', 'IV-MC-050'],
  *object(object, view) {
    for (const { at } of meshConfigsIn(object, view)) {
      const seen = new Set<string>();
      for (const provider of at.at('extensionProviders').items()) {
        const name = provider.at('name');
        if ((name.text ?? '') === '') { yield name.mustBe('given'); } else if (seen.has(name.text ?? '')) { yield name.problem(`is ${JSON.stringify(name.text)} as before; it must be a name of its own`); }
        seen.add(name.text ?? '');
        const types = provider.entries().filter(([key]) => key !== 'name');
        if (provider.fields !== undefined && types.length !== 1) {
          yield provider.problem(`has ${types.length === 0 ? 'no type' : types.map(([key]) => key).join(' and ')}; it must have one type, such as opentelemetry or envoyExtAuthzGrpc`);
        }
      }
    }
  },
});
