import type { AppObject } from './app-object';
import type { AppView } from './app-view';
import type { Cursor } from './cursor';
import { isForMesh } from './routes';
import { trafficPolicies } from './traffic-policies';
import { hasAmbient, isAmbient, servicesByName } from './waypoints';
import { parseServiceHost } from '../model/hosts';

/** A host of a VirtualService or DestinationRule that is about requests, and the service of the ambient mesh behind it. */
export interface AmbientHost {
  readonly place: Cursor;
  readonly service: AppObject;
}

/** The hosts of a VirtualService or DestinationRule that only a waypoint can do what is said for. */
export function ambientHosts(object: AppObject, view: AppView): AmbientHost[] {
  if (!hasAmbient(view) || !isAboutRequests(object)) { return []; }
  const places = object.kind === 'VirtualService' ? object.spec.at('hosts').items() : [object.spec.at('host')];
  return places.flatMap((place) => {
    const found = parseServiceHost(view.resolve(place.text ?? '', object), view.context.clusterDomain);
    const service = found === undefined ? undefined : servicesByName(view).get(`${found.namespace}/${found.name}`);
    return service === undefined || !isAmbient(service.namespace, view) ? [] : [{ place, service }];
  });
}

/** Whether it says something of requests for the mesh: routes for HTTP or TLS, or settings of the balancing of requests. */
function isAboutRequests(object: AppObject): boolean {
  const { kind, spec } = object;
  if (kind === 'VirtualService') { return isForMesh(object) && (spec.at('http').items().length > 0 || spec.at('tls').items().length > 0); }
  return kind === 'DestinationRule' && trafficPolicies(object).some(({ block }) => block.at('connectionPool', 'http').given || block.at('outlierDetection').given
    || block.at('loadBalancer', 'consistentHash', 'httpHeaderName').given || block.at('loadBalancer', 'consistentHash', 'httpCookie').given);
}
