/** The identity of a kind of object. */
export interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
}

/** Istio's kinds, each in the newest version that the API server serves. */
export const ISTIO_KINDS = {
  VirtualService: { apiVersion: 'networking.istio.io/v1', kind: 'VirtualService' },
  DestinationRule: { apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule' },
  EnvoyFilter: { apiVersion: 'networking.istio.io/v1alpha3', kind: 'EnvoyFilter' },
  Gateway: { apiVersion: 'networking.istio.io/v1', kind: 'Gateway' },
  ServiceEntry: { apiVersion: 'networking.istio.io/v1', kind: 'ServiceEntry' },
  Sidecar: { apiVersion: 'networking.istio.io/v1', kind: 'Sidecar' },
  WorkloadEntry: { apiVersion: 'networking.istio.io/v1', kind: 'WorkloadEntry' },
  WorkloadGroup: { apiVersion: 'networking.istio.io/v1', kind: 'WorkloadGroup' },
  PeerAuthentication: { apiVersion: 'security.istio.io/v1', kind: 'PeerAuthentication' },
  AuthorizationPolicy: { apiVersion: 'security.istio.io/v1', kind: 'AuthorizationPolicy' },
  RequestAuthentication: { apiVersion: 'security.istio.io/v1', kind: 'RequestAuthentication' },
  Telemetry: { apiVersion: 'telemetry.istio.io/v1', kind: 'Telemetry' },
  WasmPlugin: { apiVersion: 'extensions.istio.io/v1alpha1', kind: 'WasmPlugin' },
  TrafficExtension: { apiVersion: 'extensions.istio.io/v1alpha1', kind: 'TrafficExtension' },
  ProxyConfig: { apiVersion: 'networking.istio.io/v1beta1', kind: 'ProxyConfig' },
  IstioOperator: { apiVersion: 'install.istio.io/v1alpha1', kind: 'IstioOperator' },
} as const satisfies { [kind: string]: Kind };
