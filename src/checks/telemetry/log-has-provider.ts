import { eachObject } from '../check';
import { Severity } from '../finding';
import { meshConfigs } from '../mesh-configs';

/** See its title. */
export const logHasProvider = eachObject({
  code: 'CI0920',
  name: 'log-has-provider',
  title: 'Access logs go to a provider: of the Telemetry or of the mesh.',
  severity: Severity.WARNING,
  kinds: ['Telemetry'],
  fields: ['accessLogging'],
  explanation: 'A Telemetry that names no provider for its access log means the one of the mesh, defaultProviders.accessLogging. If the mesh has none either, nothing is '
    + 'written. Where the app shows no MeshConfig, it is an info.',
  fix: 'name the provider: envoy writes to the standard output of the proxy',
  equivalents: ['IST0157'],
  *object(telemetry, view) {
    const configs = meshConfigs(view);
    const hasDefault = configs.some(({ json: { defaultProviders } }) => typeof defaultProviders === 'object' && defaultProviders !== null && !Array.isArray(defaultProviders)
      && Array.isArray(defaultProviders.accessLogging) && defaultProviders.accessLogging.length > 0);
    if (hasDefault) { return; }
    for (const entry of telemetry.spec.at('accessLogging').items()) {
      // A filter without a provider is another check's.
      if (entry.at('disabled').isTrue || entry.at('providers').items().length > 0 || entry.at('filter', 'expression').given) { continue; }
      const isCertain = configs.length > 0 && configs.every(({ complete }) => complete);
      yield entry.problem('names no provider; it must name one, unless the mesh has defaultProviders.accessLogging', isCertain ? {} : { severity: Severity.INFO });
    }
  },
});
