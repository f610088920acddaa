import type { AppObject } from './app-object';
import type { AppView } from './app-view';
import { selects } from './labels';
import type { ServicePort } from './service-index';

/** The ports of the services in front of the workloads that a policy selects; none, if it selects a whole namespace or they are not known. */
export function portsOfPolicy(policy: AppObject, view: AppView): readonly ServicePort[] {
  const selector = policy.spec.at('selector', 'matchLabels').labels();
  if (Object.keys(selector).length === 0) { return []; }
  const hosts = new Set([
    ...view.ofKind('Service').filter(({ namespace }) => namespace === policy.namespace).map(({ name }) => view.resolve(name, policy)),
    ...view.context.knownServices.map(({ host }) => view.resolve(host, policy)),
  ]);
  return [...hosts].flatMap((host) => view.services.exact(host))
    .filter(({ namespace, selector: own }) => namespace === policy.namespace && own !== undefined
      && (selects(own, selector) || selects(selector, own)))
    .flatMap(({ ports }) => ports ?? []);
}
