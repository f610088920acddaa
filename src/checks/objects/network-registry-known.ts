import { parseYaml } from '../../model/parse-yaml';
import { eachObject } from '../check';
import { Severity } from '../finding';

/** What every control plane has. */
const BUILT_IN = ['Kubernetes', 'External', 'Mock'];

/** See its title. */
export const networkRegistryKnown = eachObject({
  code: 'CI0039',
  name: 'network-registry-known',
  title: 'The clusters that the networks of the mesh name are known to the control plane.',
  severity: Severity.INFO,
  kinds: ['ConfigMap', 'Secret'],
  fields: ['meshNetworks'],
  explanation: 'A network has the endpoints of the clusters that fromRegistry names: Kubernetes for the cluster itself, others by the key of a Secret with the label '
    + 'istio/multiCluster=true. One that is not there has no endpoints, and what its pods send is taken for traffic within the network. The Secrets are often made outside of '
    + 'the app, so it is an info.',
  fix: 'correct the name, or add the Secret of the cluster',
  equivalents: ['IST0126'],
  *object(map, view) {
    const place = map.root.at('data', 'meshNetworks');
    if (map.kind !== 'ConfigMap' || !/^istio(-|$)/.test(map.name) || place.text === undefined) { return; }
    const known = new Set([...BUILT_IN, ...view.ofKind('Secret').filter(({ labels }) => labels['istio/multiCluster'] === 'true')
      .flatMap(({ root }) => ['data', 'stringData'].flatMap((field) => root.at(field).entries().map(([key]) => key)))]);
    for (const registry of registriesOf(place.text)) {
      if (known.has(registry)) { continue; }
      yield place.problem(`names the registry ${JSON.stringify(registry)}; it must be ${[...known].join(' or ')}`);
    }
  },
});

/** What the networks name; nothing, if the text is no such list. */
function registriesOf(text: string): string[] {
  const found: string[] = [];
  const walk = (json: unknown): void => {
    if (typeof json !== 'object' || json === null) { return; }
    for (const [key, value] of Object.entries(json)) {
      if (key === 'fromRegistry' && typeof value === 'string') { found.push(value); } else { walk(value); }
    }
  };
  try {
    walk(parseYaml(text));
  } catch {
    return [];
  }
  return [...new Set(found)];
}
