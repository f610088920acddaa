import type { Target } from './cluster';
import type { MeshService } from './mesh-service';
import { portOfDestination } from './sidecar-scope';
import type { JsonObject } from '../../../model/json';
import { numberAt, textAt } from '../read';

/** Finds the service that a destination names, as the proxy knows it where the route is made. */
export type ServiceLookup = (host: string) => { readonly service: MeshService; readonly onlyPort?: number } | undefined;

/** Where a destination leads (`GetDestinationCluster`): without a port to the only one of the service, else to that of the route. */
export function targetOf(destination: JsonObject | undefined, routePort: number, lookup: ServiceLookup): Target | undefined {
  const host = textAt(destination, 'host');
  if (host === undefined) { return undefined; }
  const found = lookup(host);
  const subset = textAt(destination, 'subset');
  return {
    host: found?.service.aliasOf ?? host,
    port: portOfDestination(destination) ?? found?.onlyPort ?? routePort,
    ...(subset === undefined ? {} : { subset }),
  };
}

/** The destinations of a route with their shares in percent. Of several those without weight get nothing. */
export function shares(routes: readonly JsonObject[]): Array<{ readonly json: JsonObject; readonly weight: number }> {
  if (routes.length === 1) { return [{ json: routes[0], weight: 100 }]; }
  const weights = routes.map((json) => numberAt(json, 'weight') ?? 0);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return routes.map((json, i) => ({ json, weight: all === 0 ? 0 : 100 * weights[i] / all })).filter(({ weight }) => weight > 0);
}

/** Looks services up as routes of sidecars do: each has the port of the listener alone. */
export function lookupAtListener(services: ReadonlyMap<string, MeshService>, port: number): ServiceLookup {
  return (host) => {
    const service = services.get(host.toLowerCase());
    return service === undefined ? undefined : { service, onlyPort: port };
  };
}

/** Looks services up as gateways and routes of connections do. */
export function lookupInScope(services: ReadonlyMap<string, MeshService>): ServiceLookup {
  return (host) => {
    const service = services.get(host.toLowerCase());
    return service === undefined ? undefined : { service, onlyPort: service.ports?.length === 1 ? service.ports[0].number : undefined };
  };
}
