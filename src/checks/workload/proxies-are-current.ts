import type { Json } from '../../model/json';
import type { AppView } from '../app-view';
import { wholeApp } from '../check';
import { Severity } from '../finding';
import { namespaces } from '../waypoints';

/** See its title. */
export const proxiesAreCurrent = wholeApp({
  code: 'CI0823',
  name: 'proxies-are-current',
  title: 'Pods run the proxy that the injector would give them.',
  severity: Severity.INFO,
  kinds: ['*'],
  explanation: 'A pod keeps the proxy that it was made with. After an upgrade of Istio those that were not made anew run the old one, without the corrections and '
    + 'features of the new one. It is told of Pods with a proxy, as read from a cluster, beside the ConfigMap of the injector.',
  fix: 'restart the workloads of the namespace',
  equivalents: ['IST0158'],
  *run(view) {
    const images = injectedImages(view);
    if (images.size === 0) { return; }
    for (const { object, template, namespace } of view.workloads.all) {
      if (object.kind !== 'Pod' || template.at('metadata', 'annotations', 'sidecar.istio.io/proxyImage').given) { continue; }
      const labels = namespaces(view).get(namespace)?.labels ?? {};
      const revision = labels['istio.io/rev'] ?? (labels['istio-injection'] === 'enabled' ? 'default' : undefined);
      const image = revision === undefined ? undefined : images.get(revision === '' ? 'default' : revision);
      if (image === undefined) { continue; }
      for (const container of ['containers', 'initContainers'].flatMap((list) => template.at('spec', list).items())) {
        const has = container.at('image');
        // A variant, as ProxyConfigs choose it, is the same proxy.
        if (container.at('name').text !== 'istio-proxy' || has.text === undefined || has.text === image || has.text.startsWith(`${image}-`)) { continue; }
        yield has.mustBe(`${image}, as Namespace ${namespace} gets it`);
      }
    }
  },
});

/** The images of the injectors of the app by their revision. */
function injectedImages(view: AppView): ReadonlyMap<string, string> {
  return new Map(view.ofKind('ConfigMap').filter(({ name }) => /^istio-sidecar-injector(-|$)/.test(name)).flatMap((map): Array<[string, string]> => {
    const image = imageOf(map.root.at('data', 'values').text);
    return image === undefined ? [] : [[map.name.replace(/^istio-sidecar-injector-?/, '') || 'default', image]];
  }));
}

function imageOf(values: string | undefined): string | undefined {
  if (values === undefined) { return undefined; }
  let json: Json;
  try {
    json = JSON.parse(values) as Json;
  } catch {
    return undefined;
  }
  const text = (...keys: string[]) => {
    let at: Json | undefined = json;
    for (const key of keys) { at = typeof at === 'object' && at !== null && !Array.isArray(at) ? at[key] : undefined; }
    return typeof at === 'string' || typeof at === 'number' ? `${at}` : '';
  };
  const image = text('global', 'proxy', 'image');
  return image.includes('/') ? image : `${text('global', 'hub')}/${image}:${text('global', 'tag')}`;
}
