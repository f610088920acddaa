import { Chart, Testing } from 'cdk8s';
import { authorizationPolicies } from './programs/authorization-policy';
import { destinationRules } from './programs/destination-rule';
import { envoyFilters } from './programs/envoy-filter';
import { trafficExtensions, wasmPlugins } from './programs/extensions';
import { gateways } from './programs/gateway';
import { istioOperators } from './programs/istio-operator';
import { peerAuthentications } from './programs/peer-authentication';
import { proxyConfigs } from './programs/proxy-config';
import { requestAuthentications } from './programs/request-authentication';
import { serviceEntries } from './programs/service-entry';
import { sidecars } from './programs/sidecar';
import type { Program } from './programs/support';
import { telemetries } from './programs/telemetry';
import { virtualServices } from './programs/virtual-service';
import { workloadEntries, workloadGroups } from './programs/workloads';

/** For each kind, the program whose objects say all that the kind can say. */
export const PROGRAMS: { readonly [kind: string]: Program } = {
  AuthorizationPolicy: authorizationPolicies,
  DestinationRule: destinationRules,
  EnvoyFilter: envoyFilters,
  Gateway: gateways,
  IstioOperator: istioOperators,
  PeerAuthentication: peerAuthentications,
  ProxyConfig: proxyConfigs,
  RequestAuthentication: requestAuthentications,
  ServiceEntry: serviceEntries,
  Sidecar: sidecars,
  Telemetry: telemetries,
  TrafficExtension: trafficExtensions,
  VirtualService: virtualServices,
  WasmPlugin: wasmPlugins,
  WorkloadEntry: workloadEntries,
  WorkloadGroup: workloadGroups,
};

/** An object as it is rendered. */
export interface Rendered {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: unknown;
}

/** What the program of a kind renders to. The checks of whole apps are not asked: Istio is (`scripts/proofs.sh --istio`). */
export function maximalObjects(kind: string): Rendered[] {
  const chart = new Chart(Testing.app(), 'shop', { namespace: 'shop' });
  PROGRAMS[kind](chart);
  return chart.toJson() as Rendered[];
}
