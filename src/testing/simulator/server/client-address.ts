import type { Arriving, ServingWorkload } from './arrival';
import { podsOf } from './inbound-ports';
import { type Known, UNKNOWN } from './truth';
import type { AppView } from '../../../checks/app-view';
import { meshConfigs, yamlObject } from '../../../checks/mesh-configs';
import { isIpAddress } from '../../../model/go/addresses';
import type { Json, JsonObject } from '../../../model/json';

/**
 * The address that a proxy takes for the client's. Sidecars believe the last one in `x-forwarded-for`; gateways believe none but the
 * connection's own, unless they are told that proxies stand in front of them.
 */
export function clientAddress(workload: ServingWorkload, { request, remoteIp, sourceIp }: Arriving, view: AppView): Known<string> {
  if (remoteIp !== undefined) { return remoteIp; }
  const forwarded = Object.entries(request?.headers ?? {}).filter(([name]) => name.toLowerCase() === 'x-forwarded-for')
    .flatMap(([, value]) => value.split(',')).map((address) => address.trim());
  const hops = workload.isGateway === true ? trustedProxies(workload, view) : 1;
  const address = hops === 0 ? undefined : forwarded[forwarded.length - hops];
  return address !== undefined && isIpAddress(address) ? address : sourceIp ?? UNKNOWN;
}

/** How many proxies stand in front of a gateway. */
function trustedProxies(workload: ServingWorkload, view: AppView): number {
  const annotations = workload.annotations ?? podsOf(workload, view)?.template.at('metadata', 'annotations').labels() ?? {};
  const own = yamlObject(annotations['proxy.istio.io/config']);
  const configs = [own, ...meshConfigs(view).map(({ json }) => objectOf(json.defaultConfig))];
  const counts = configs.map((config) => objectOf(config?.gatewayTopology)?.numTrustedProxies).filter((count) => typeof count === 'number');
  return counts[0] ?? 0;
}

function objectOf(json: Json | undefined): JsonObject | undefined {
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? json : undefined;
}
