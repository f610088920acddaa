import type { AppView } from '../../checks/app-view';
import { meshConfigs } from '../../checks/mesh-configs';
import type { Json } from '../../model/json';

/** The trust domains of the mesh: its own, then those that its policies take for it. A MeshConfig of the app says them; else the settings do. */
export function meshTrustDomains(view: AppView): readonly string[] {
  return view.once('mesh trust domains', () => {
    const configs = meshConfigs(view).map(({ json }) => json);
    const own = texts(configs.map(({ trustDomain }) => trustDomain))[0] ?? view.context.trustDomain;
    return [...new Set([own, ...configs.flatMap(({ trustDomainAliases }) => texts(trustDomainAliases))])];
  });
}

/** The trust domains whose certificates proxies take: those of the mesh, and those of CAs that its MeshConfig adds. */
export function acceptedTrustDomains(view: AppView): readonly string[] {
  const more = meshConfigs(view).flatMap(({ json }) => (Array.isArray(json.caCertificates) ? json.caCertificates : []))
    .flatMap((ca) => (typeof ca === 'object' && ca !== null && !Array.isArray(ca) ? texts(ca.trustDomains) : []));
  return [...meshTrustDomains(view), ...more];
}

function texts(json: Json | undefined | ReadonlyArray<Json | undefined>): string[] {
  return Array.isArray(json) ? json.filter((one): one is string => typeof one === 'string' && one !== '') : [];
}
