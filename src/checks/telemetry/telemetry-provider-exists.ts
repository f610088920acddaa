import { eachObject } from '../check';
import { Severity } from '../finding';
import { meshProviders } from '../mesh-configs';

/** What a Telemetry is about; all of it goes to providers. */
const BLOCKS = ['tracing', 'accessLogging', 'metrics'] as const;

/** See its title. */
export const telemetryProviderExists = eachObject({
  code: 'CI0901',
  name: 'telemetry-provider-exists',
  title: 'Providers that a Telemetry names are in the MeshConfig.',
  severity: Severity.ERROR,
  kinds: ['Telemetry'],
  fields: ['providers'],
  explanation: 'Istio passes over a provider that it does not know: nothing is traced, logged or measured by it, and nobody is told. It always knows '
    + 'envoy, prometheus and stackdriver. Where the app shows no MeshConfig, others are a warning.',
  fix: 'add it to extensionProviders of the meshConfig of the installation',
  equivalents: ['GAP-21'],
  *object(telemetry, view) {
    const { names, known, source } = meshProviders(view);
    if (known === 'some') { return; }
    // Istio compares without case.
    const folded = new Set(names.map((name) => name.toLowerCase()));
    for (const block of BLOCKS) {
      for (const entry of telemetry.spec.at(block).items()) {
        for (const provider of entry.at('providers').items()) {
          const name = provider.at('name').text;
          if (name === undefined || folded.has(name.toLowerCase())) { continue; }
          yield known === 'all' ? provider.at('name').mustBe(`a provider that ${source} knows: ${names.join(', ')}`)
            : provider.at('name').mustBe('a provider of the MeshConfig', { severity: Severity.WARNING, fix: 'name it in knownProviders of the Mesh if the MeshConfig has it' });
        }
      }
    }
  },
});
