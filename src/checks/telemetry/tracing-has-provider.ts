import type { JsonObject } from '../../model/json';
import type { AppObject } from '../app-object';
import { eachObject } from '../check';
import { Severity } from '../finding';
import type { InstalledMesh } from '../installed-mesh';

/** See its title. */
export const tracingHasProvider = eachObject({
  code: 'CI0904',
  name: 'tracing-has-provider',
  title: 'Tracing goes to a provider: of its own, of a wider Telemetry or of the mesh.',
  severity: Severity.WARNING,
  kinds: ['Telemetry'],
  fields: ['tracing'],
  explanation: 'A Telemetry with tracing takes the place of what MeshConfig says of tracing in other ways. Where no provider is named, nothing is traced, '
    + 'whatever share is to be sampled. Without an installation in the app, nothing is checked.',
  fix: 'name the provider, or give the mesh defaultProviders.tracing',
  equivalents: [],
  *object(telemetry, view) {
    const entries = telemetry.spec.at('tracing').items();
    const { installations, rootNamespace } = view.context;
    if (entries.length === 0 || installations.length === 0 || installations.some((mesh) => !mesh.complete || hasDefault(mesh))) { return; }
    const wider = view.ofKind('Telemetry').filter((other) =>
      other === telemetry || (isGeneral(other) && (other.namespace === rootNamespace || other.namespace === telemetry.namespace)));
    if (wider.some((one) => one.spec.at('tracing').items().some((entry) => entry.at('providers').items().length > 0))) { return; }
    yield telemetry.spec.at('tracing').problem('names no provider, and neither do the mesh and a wider Telemetry; one of them must');
  },
});

function isGeneral({ spec }: AppObject): boolean {
  return Object.keys(spec.at('selector', 'matchLabels').labels()).length === 0 && spec.at('targetRefs').items().length === 0;
}

function hasDefault({ meshConfig }: InstalledMesh): boolean {
  const { tracing } = (meshConfig.defaultProviders ?? {}) as JsonObject;
  return Array.isArray(tracing) && tracing.length > 0;
}
