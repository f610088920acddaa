/** What is public of the patterns. */
export { CanaryRelease, type CanaryReleaseProps } from './canary-release';
export type { IDestination } from './destination';
export { ExposedService, type ExposedServiceProps } from './exposed-service';
export { FaultInjection, type FaultInjectionProps } from './fault-injection';
export type { GatewayListener, ListenerTls } from './gateway-listener';
export { type IIngressGateway, IngressGateway, type IngressGatewayProps } from './ingress-gateway';
export { Injection } from './injection';
export { MeshService, type MeshServiceOptions, type MeshServiceProps, type ServiceVersionOptions } from './mesh-service';
export { MirroredService, type MirroredServiceProps, type MirrorTarget } from './mirrored-service';
export type { MtlsException } from './mtls-exception';
export type { RequestScope } from './requests';
export { type CircuitBreaker, ResilientService, type ResilientServiceProps } from './resilient-service';
export type { ServicePort } from './service-port';
export { ServiceVersion } from './service-version';
export { StrictMtlsMesh, type StrictMtlsMeshProps } from './strict-mtls-mesh';
export { StrictMtlsNamespace, type StrictMtlsNamespaceProps } from './strict-mtls-namespace';
