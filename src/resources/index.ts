// What is public of the resources: constructs, their properties and values, but not how they are rendered.
export { ApplicationEndpoint } from './application-endpoint';
export { AuthorizationCondition, type ConditionIdentities, type ConditionPorts, type ConditionValues } from './authorization-condition';
export { AuthorizationAction, AuthorizationPolicy, type AuthorizationPolicyProps } from './authorization-policy';
export {
  type AuthorizationOperation, type AuthorizationRule, AuthorizationRules, type AuthorizationSource,
} from './authorization-rules';
export type { ICallee } from './callee';
export { type ClientTls, ClientTlsMode } from './client-tls';
export { type ConnectionPool, H2UpgradePolicy, type Http2Keepalive, type HttpPool, type TcpKeepalive, type TcpPool } from './connection-pool';
export { Credential } from './credential';
export { type Cors, UnmatchedPreflights } from './cors';
export { Destination, type DestinationOptions, type HttpDestination, type IDestination, type Mirror, type WeightedDestination } from './destination';
export { DestinationRule, type DestinationRuleProps, type Subset } from './destination-rule';
export { type DirectResponse, ResponseBody } from './direct-response';
export { EgressHost } from './egress-host';
export { type EnvoyClusterMatch } from './envoy-cluster-match';
export { EnvoyFilter, type EnvoyFilterProps } from './envoy-filter';
export {
  type EnvoyFilterChainMatch, type EnvoyFilterSelection, type EnvoyListenerMatch, EnvoyTransportProtocol,
} from './envoy-listener-match';
export { EnvoyMatch } from './envoy-match';
export { type EnvoyPatch, type EnvoyProxyMatch } from './envoy-patch';
export { EnvoyApplyTo, EnvoyFilterClass, EnvoyPatchContext, EnvoyPatchOperation } from './envoy-patch-kinds';
export { EnvoyRouteAction, type EnvoyRouteConfigurationMatch, type EnvoyRouteMatch, type EnvoyVirtualHostMatch } from './envoy-route-match';
export { type EnvoyWaypointMatch } from './envoy-waypoint-match';
export { ExtensionProvider } from './extension-provider';
export { type ExtensionOptions, ExtensionPhase, type ExtensionTraffic } from './extension-options';
export { type Fault, FaultAbort, type FaultAbortOptions, type FaultDelay } from './fault';
export { Gateway, type GatewayProps } from './gateway';
export { type IGatewayReference } from './gateway-reference';
export { type CookieAttribute, type HashCookieOptions, HashKey, HashRing } from './hashing';
export { type HeaderChanges, type HeaderOperations } from './headers';
export { type HttpMatch } from './http-match';
export { type HttpRoute } from './http-route';
export { Identity } from './identity';
export { IstioOperator, type IstioOperatorProps } from './istio-operator';
export { Jwks } from './jwks';
export { type JwtClaimHeader, type JwtHeader, type JwtRule } from './jwt-rule';
export { type TcpMatch, type TlsMatch } from './l4-match';
export { type TcpRoute, type TlsRoute } from './l4-route';
export {
  type ConsistentHashOptions, LoadBalancing, type LoadBalancingOptions, type WarmLoadBalancingOptions, type Warmup,
} from './load-balancing';
export { type LocalityDistribution, type LocalityFailover, type LocalityLoadBalancing, type ZoneAwareLoadBalancing } from './locality';
export { type OperatorBaseComponent, type OperatorComponent, type OperatorComponents, type OperatorGatewayComponent } from './operator-components';
export {
  type OperatorEnvVar, OperatorImagePullPolicy, type OperatorKubernetes, type OperatorToleration,
} from './operator-kubernetes';
export { type OperatorOverlay, type OperatorPatch } from './operator-overlay';
export {
  CountOrPercent, type OperatorAutoscaling, type OperatorPodDisruptionBudget, type OperatorResourceClaim, type OperatorResources,
  type OperatorStrategy,
  OperatorStrategyType,
} from './operator-resources';
export {
  type OperatorService, type OperatorServicePort, OperatorServiceType, OperatorTrafficScope, OperatorTransport,
} from './operator-service';
export { type OutlierDetection } from './outlier-detection';
export { MtlsMode, PeerAuthentication, type PeerAuthenticationProps } from './peer-authentication';
export { PolicyTarget, type PolicyTargetReference } from './policy-target';
export {
  type HttpProbeOptions, type ProbeHeader, ProbeScheme, ReadinessProbe, type ReadinessProbeOptions, type TcpProbeOptions,
} from './readiness-probe';
export { ProxyConfig, type ProxyConfigProps, ProxyImageType } from './proxy-config';
export { type Redirect, RedirectPort, RedirectScheme } from './redirect';
export { type CheckedBody, type GrpcAuthorizer, type HttpAuthorizer } from './provider-authorizers';
export {
  AccessLogFormat, type FileAccessLog, type HttpAccessLogService, type OpenTelemetryAccessLog, type TcpAccessLogService,
} from './provider-logs';
export { type ProviderHeader, type ProviderService } from './provider-service';
export {
  type DynatraceApi, type DynatraceSampler, type OpenTelemetryProvider, type ProviderGrpc, type ProviderHttp, ServiceAttributes,
  type SkyWalkingProvider, type StackdriverProvider, type TracingProvider, ZipkinContext, type ZipkinProvider,
} from './provider-tracers';
export { RequestAuthentication, type RequestAuthenticationProps } from './request-authentication';
export { type Retries, RetryOn } from './retries';
export { type RegexRewrite, type Rewrite } from './rewrite';
export { type Server, type ServerPort } from './server';
export { CipherSuite, type ServerTls, ServerTlsMode, type ServerTlsSettings, type TlsCertificateFiles, TlsVersion } from './server-tls';
export { ServiceEntry, type ServiceEntryProps } from './service-entry';
export { type ServiceEntryPort } from './service-entry-port';
export { ServiceLocation } from './service-location';
export { ServiceResolution } from './service-resolution';
export { OutboundTrafficMode, Sidecar, type SidecarProps } from './sidecar';
export { CaptureMode, type SidecarEgressListener, type SidecarIngressListener, type SidecarPort } from './sidecar-listener';
export { type SidecarTls, SidecarTlsMode } from './sidecar-tls';
export { Telemetry, type TelemetryAccessLogging, type TelemetryProps } from './telemetry';
export { Metric, type MetricsOverride, MetricTag, type TelemetryMetrics } from './telemetry-metrics';
export { type TelemetryTracing, TracingTag } from './telemetry-tracing';
export { ExtensionFilter, TrafficExtension, type TrafficExtensionProps } from './traffic-extension';
export {
  type PortTrafficPolicy, ProxyProtocolVersion, type RetryBudget, type TrafficPolicy, type TrafficSettings, type Tunnel,
  TunnelProtocol,
} from './traffic-policy';
export { VirtualService, type VirtualServiceProps } from './virtual-service';
export { type IVirtualServiceReference } from './virtual-service-reference';
export { WasmEnv, WasmFailStrategy, type WasmModule, WasmPluginType, WasmPullPolicy } from './wasm-module';
export { WasmPlugin, type WasmPluginProps } from './wasm-plugin';
export { type WorkloadEndpoint, type WorkloadTemplate } from './workload-endpoint';
export { WorkloadEntry, type WorkloadEntryProps } from './workload-entry';
export { WorkloadGroup, type WorkloadGroupProps, type WorkloadGroupTemplate } from './workload-group';
export { WorkloadMode } from './workload-mode';
export { WorkloadSelector } from './workload-selector';
