import type { AppObject } from './app-object';
import type { AppView } from './app-view';
import type { Cursor } from './cursor';
import { httpRoutes, isDelegate } from './http-routes';
import { readExportTo } from './service-index';

/** An HTTP route that leaves its requests to another VirtualService, as Istio reads it (`mergeVirtualServices`). */
export interface Delegation {
  readonly root: AppObject;
  readonly route: Cursor;
  /** The field that names the other. */
  readonly place: Cursor;
  readonly namespace: string;
  /** `namespace/name` of the other. */
  readonly id: string;
  /** The other, if the app has it; it may be one that has hosts and is no delegate. */
  readonly named?: AppObject;
}

/** Whether Flagger makes the delegate: for a Canary that delegates, one with the name of its service. */
export function isMadeByFlagger(id: string, view: AppView): boolean {
  const ids = view.once('flagger-delegates', () => new Set(view.ofKind('Canary.flagger.app').flatMap(({ namespace, spec }) => {
    const name = spec.at('service', 'name').text ?? spec.at('targetRef', 'name').text;
    return spec.at('service', 'delegation').isTrue && name !== undefined ? [`${namespace}/${name}`] : [];
  })));
  return ids.has(id);
}

/** The routes of a VirtualService that leave their requests to others. */
export function delegationsOf(root: AppObject, view: AppView): Delegation[] {
  if (isDelegate(root)) { return []; }
  return httpRoutes(root).flatMap((route): Delegation[] => {
    const place = route.at('delegate');
    if (place.fields === undefined) { return []; }
    const named = place.at('namespace').text;
    const namespace = named === undefined || named === '' ? root.namespace : named;
    const id = `${namespace}/${place.at('name').text ?? ''}`;
    return [{ root, route, place, namespace, id, named: virtualServices(view).get(id) }];
  });
}

/** Whether the proxies may merge a delegate into a VirtualService of that namespace. */
export function isExportedTo(namespace: string, delegate: AppObject, view: AppView): boolean {
  const own = delegate.spec.at('exportTo').texts();
  const seen = readExportTo(own.length > 0 ? own : defaultExportTo(view), delegate.namespace);
  return seen.includes('*') || seen.includes(namespace);
}

/** All delegations of the app. */
export function delegations(view: AppView): readonly Delegation[] {
  return view.once('delegations', () => view.ofKind('VirtualService').flatMap((root) => delegationsOf(root, view)));
}

function virtualServices(view: AppView): ReadonlyMap<string, AppObject> {
  return view.once('virtual-services', () => new Map(view.ofKind('VirtualService').map((object) => [object.id, object])));
}

/** What the mesh says of VirtualServices that say nothing, if the app installs one mesh. */
function defaultExportTo(view: AppView): string[] {
  const [mesh, ...more] = view.context.installations;
  const said = mesh === undefined || more.length > 0 ? undefined : mesh.meshConfig.defaultVirtualServiceExportTo;
  return Array.isArray(said) ? said.filter((one): one is string => typeof one === 'string') : [];
}
