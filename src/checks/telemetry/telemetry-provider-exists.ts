import { eachObject } from '../check';
import { Severity } from '../finding';
import { providerNames } from '../installed-mesh';

/** What a Telemetry is about; all of it goes to providers. */
const BLOCKS = ['tracing', 'accessLogging', 'metrics'] as const;

/** See its title. */
export const telemetryProviderExists = eachObject({
  code: 'CI0901',
  name: 'telemetry-provider-exists',
  title: 'Providers that a Telemetry names are in the MeshConfig that the app installs.',
  severity: Severity.ERROR,
  kinds: ['Telemetry'],
  explanation: 'Istio passes over a provider that it does not know: nothing is traced, logged or measured by it, and nobody is told. It always knows '
    + 'envoy, prometheus and stackdriver. Without an installation in the app, nothing is checked.',
  fix: 'add it to extensionProviders of the meshConfig of the installation',
  equivalents: ['GAP-21'],
  *object(telemetry, view) {
    const { installations } = view.context;
    if (installations.length === 0 || installations.some(({ complete }) => !complete)) { return; }
    const known = [...new Set(installations.flatMap(providerNames))];
    // Istio compares without case.
    const folded = new Set(known.map((name) => name.toLowerCase()));
    for (const block of BLOCKS) {
      for (const entry of telemetry.spec.at(block).items()) {
        for (const provider of entry.at('providers').items()) {
          const name = provider.at('name').text;
          if (name === undefined || folded.has(name.toLowerCase())) { continue; }
          yield provider.at('name').mustBe(`a provider that ${installations.map(({ construct }) => construct).join(' or ')} knows: ${known.join(', ')}`);
        }
      }
    }
  },
});
