/** The identity of a kind of object. */
export interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
}

/** Istio's kinds, each in the newest version that the API server serves. */
export const ISTIO_KINDS = {
  VirtualService: { apiVersion: 'networking.istio.io/v1', kind: 'VirtualService' },
  DestinationRule: { apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule' },
  Gateway: { apiVersion: 'networking.istio.io/v1', kind: 'Gateway' },
  PeerAuthentication: { apiVersion: 'security.istio.io/v1', kind: 'PeerAuthentication' },
  IstioOperator: { apiVersion: 'install.istio.io/v1alpha1', kind: 'IstioOperator' },
} as const satisfies { [kind: string]: Kind };
