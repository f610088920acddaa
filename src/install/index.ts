/** What is public of the installation. */
export {
  type InstallAutoscaling, type InstallComponent, type InstallControlPlane, type InstallNodeAgent, type InstallPods, type InstallWorkload,
} from './install-component';
export { ArgoCdInstall, type ArgoCdInstallProps } from './argo-cd-install';
export { HelmInstall, type HelmInstallProps } from './helm-install';
export type { HelmRelease } from './helm-release';
export { type InstallGateway, type InstallServicePort } from './install-gateway';
export { InstallProfile } from './install-profile';
export { IstioInstall } from './istio-install';
export { type CertManagerCa, type ExternalSecretCa, OwnCa, type OwnCaProps, OwnCaSource } from './own-ca';
export type { IstioInstallProps } from './props';
export { RevisionTag, type RevisionTagProps } from './revision-tag';
export { SailInstall, type SailInstallProps, SailUpdateStrategy } from './sail-install';
export {
  AccessLogEncoding, InboundTrafficMode, IngressControllerMode, OutboundTraffic, PathNormalization,
} from './mesh/mesh-choices';
export {
  ConnectionProfile, type ConnectionSettings, EscapedSlashes, UnderscoreHeaders,
} from './mesh/connection-settings';
export { type MeshConfig, type MeshDefaultProviders, type MeshTrafficPolicy } from './mesh/mesh-config';
export { ControlPlaneAuthentication, type MeshProxySettings, type ProxyService } from './mesh/mesh-proxy';
export {
  type MeshSelector, type MeshSelectorExpression, MeshSelectorOperator, MeshServiceReach, type MeshServiceScope, type MeshServiceSettings,
  type ServiceEntryPolicy, ServiceEntryReach, type ServiceEntryVisibility,
} from './mesh/mesh-selectors';
export {
  type MeshCa, type MeshConfigSource, type MeshMtls, MeshRoot, type MeshRootOptions, type MeshTlsDefaults,
} from './mesh/mesh-trust';
export { PrivateKeyProvider } from './mesh/private-key-provider';
export { type ClientCertDetails, ForwardedClientCert, type GatewayTopology, type ProxyHeaders } from './mesh/proxy-headers';
export { ProxyTracer, TraceContext } from './mesh/proxy-tracer';
