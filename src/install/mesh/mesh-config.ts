import type { Duration } from 'cdk8s';
import type { AccessLogEncoding, InboundTrafficMode, IngressControllerMode, OutboundTraffic, PathNormalization } from './mesh-choices';
import type { MeshProxySettings } from './mesh-proxy';
import type { MeshSelector, MeshServiceScope, MeshServiceSettings, ServiceEntryVisibility } from './mesh-selectors';
import type { MeshCa, MeshConfigSource, MeshMtls, MeshRoot, MeshTlsDefaults } from './mesh-trust';
import type { ConnectionPool, H2UpgradePolicy, TcpKeepalive } from '../../resources/connection-pool';
import type { ExtensionProvider } from '../../resources/extension-provider';
import type { LocalityLoadBalancing, ZoneAwareLoadBalancing } from '../../resources/locality';
import type { OutlierDetection } from '../../resources/outlier-detection';
import type { Retries } from '../../resources/retries';

/** The providers that are used where a Telemetry, or no Telemetry at all, names none: each by its name. */
export interface MeshDefaultProviders {
  /**
   * Those that get traces.
   *
   * @default - none
   */
  readonly tracing?: string[];

  /**
   * Those that get metrics.
   *
   * @default - `prometheus`
   */
  readonly metrics?: string[];

  /**
   * Those that get access logs: `envoy` for the standard output of proxies.
   *
   * @default - none
   */
  readonly accessLogging?: string[];
}

/** What holds for all destinations. A DestinationRule that says it replaces the whole block. */
export interface MeshTrafficPolicy {
  /**
   * Limits of connections and requests.
   *
   * @default - Istio's
   */
  readonly connectionPool?: ConnectionPool;

  /**
   * When endpoints that fail get no more traffic.
   *
   * @default - never
   */
  readonly outlierDetection?: OutlierDetection;
}

/**
 * What the whole mesh is told. Objects are merged with those of the profile, lists take their place.
 *
 * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#MeshConfig
 */
export interface MeshConfig {
  /**
   * The file of proxies' containers that access logs go to: `/dev/stdout`. Empty for none. Telemetries say more of logs.
   *
   * @default - none; `/dev/stdout` in the profile DEMO
   */
  readonly accessLogFile?: string;

  /**
   * What lines of access logs look like, in Envoy's words.
   *
   * @default - Istio's
   */
  readonly accessLogFormat?: string;

  /**
   * Whether lines of access logs are texts or JSON.
   *
   * @default AccessLogEncoding.TEXT
   */
  readonly accessLogEncoding?: AccessLogEncoding;

  /**
   * Whether access logs go to `envoyAccessLogService` of the proxies.
   *
   * @default false
   */
  readonly enableEnvoyAccessLogService?: boolean;

  /**
   * Whether connections that nothing is known about are left out of access logs.
   *
   * @default false
   */
  readonly disableEnvoyListenerLog?: boolean;

  /**
   * Whether proxies trace at all.
   *
   * @default true
   */
  readonly enableTracing?: boolean;

  /**
   * Services that proxies ask, or tell.
   *
   * @default - none besides `prometheus`, `stackdriver` and `envoy`, which each mesh has; four for traces and logs in the profile DEMO
   */
  readonly extensionProviders?: ExtensionProvider[];

  /**
   * The providers that are used where no Telemetry names one.
   *
   * @default - `prometheus` for metrics
   */
  readonly defaultProviders?: MeshDefaultProviders;

  /**
   * Whether what applications tell Prometheus comes together with what their proxies tell, at the same port.
   *
   * @default true
   */
  readonly enablePrometheusMerge?: boolean;

  /**
   * The names of measures of what comes in: `%SERVICE_FQDN%_%SERVICE_PORT%`.
   *
   * @default - `inbound|PORT|PORT NAME|HOST`
   */
  readonly inboundClusterStatName?: string;

  /**
   * The names of measures of what goes out: `%SERVICE_FQDN%_%SERVICE_PORT%`.
   *
   * @default - `outbound|PORT|SUBSET|HOST`
   */
  readonly outboundClusterStatName?: string;

  /**
   * Settings of all proxies.
   *
   * @default - Istio's, and what the profile says
   */
  readonly defaultConfig?: MeshProxySettings;

  /**
   * What becomes of traffic from sidecars to hosts that Istio does not know.
   *
   * @default OutboundTraffic.ALLOW_ANY
   */
  readonly outboundTrafficPolicy?: OutboundTraffic;

  /**
   * Where sidecars send what comes for their application.
   *
   * @default InboundTrafficMode.PASSTHROUGH
   */
  readonly inboundTrafficPolicy?: InboundTrafficMode;

  /**
   * Limits of connections, and ejection of endpoints that fail, for all destinations.
   *
   * @default - Istio's
   */
  readonly defaultTrafficPolicy?: MeshTrafficPolicy;

  /**
   * Retries of HTTP requests, where no route says otherwise. With 0 attempts there are none.
   *
   * @default - twice, on connect-failure, refused-stream, unavailable and cancelled
   */
  readonly defaultHttpRetryPolicy?: Retries;

  /**
   * Which localities traffic goes to. Failover needs outlier detection.
   *
   * @default - as near as healthy endpoints are
   */
  readonly localityLbSetting?: LocalityLoadBalancing;

  /**
   * Envoy's own preference for endpoints of the same zone. It goes before `localityLbSetting`.
   *
   * @default - not used
   */
  readonly zoneAwareLbSetting?: ZoneAwareLoadBalancing;

  /**
   * Whether HTTP/1.1 connections are made HTTP/2: DO_NOT_UPGRADE or UPGRADE.
   *
   * @default H2UpgradePolicy.DO_NOT_UPGRADE
   */
  readonly h2UpgradePolicy?: H2UpgradePolicy;

  /**
   * How paths are made alike before policies and routes look at them.
   *
   * @default PathNormalization.DEFAULT
   */
  readonly pathNormalization?: PathNormalization;

  /**
   * How long it may take to connect: 1 millisecond to 1 hour.
   *
   * @default - 10 seconds
   */
  readonly connectTimeout?: Duration;

  /**
   * Probes that keep idle connections open.
   *
   * @default - none
   */
  readonly tcpKeepalive?: TcpKeepalive;

  /**
   * How long the first bytes of a connection are waited for, to tell what is spoken. 0 for ever. Others break what speaks late.
   *
   * @default - no limit
   */
  readonly protocolDetectionTimeout?: Duration;

  /**
   * How often names are looked up that could not be found.
   *
   * @default - 60 seconds
   */
  readonly dnsRefreshRate?: Duration;

  /**
   * How long connections from proxies to ztunnels may be idle.
   *
   * @default - 1 hour
   */
  readonly hboneIdleTimeout?: Duration;

  /**
   * The root of all identities in the mesh.
   *
   * @default cluster.local
   */
  readonly trustDomain?: string;

  /**
   * Trust domains whose identities count as those of `trustDomain`.
   *
   * @default - none
   */
  readonly trustDomainAliases?: string[];

  /**
   * Whether callers use mutual TLS by themselves where the callee takes it.
   *
   * @default true
   */
  readonly enableAutoMtls?: boolean;

  /**
   * TLS within the mesh.
   *
   * @default - TLS 1.2 at least
   */
  readonly meshMtls?: MeshMtls;

  /**
   * TLS with what is outside the mesh, and of gateways.
   *
   * @default - TLS 1.2 at least
   */
  readonly tlsDefaults?: MeshTlsDefaults;

  /**
   * Root certificates that workloads trust besides that of the control plane.
   *
   * @default - none
   */
  readonly caCertificates?: MeshRoot[];

  /**
   * The authority that signs the certificates of workloads.
   *
   * @default - the control plane
   */
  readonly ca?: MeshCa;

  /**
   * The namespace whose policies hold for the whole mesh.
   *
   * @default - the one of the control plane
   */
  readonly rootNamespace?: string;

  /**
   * The namespaces that the control plane looks at: those that any of these chooses.
   *
   * @default - all
   */
  readonly discoverySelectors?: MeshSelector[];

  /**
   * Who sees Services and ServiceEntries that do not say it: namespaces, `.` for their own, `*` for all or `~` for none.
   *
   * @default - all namespaces
   */
  readonly defaultServiceExportTo?: string[];

  /**
   * Who sees VirtualServices that do not say it.
   *
   * @default - all namespaces
   */
  readonly defaultVirtualServiceExportTo?: string[];

  /**
   * Who sees DestinationRules that do not say it.
   *
   * @default - all namespaces
   */
  readonly defaultDestinationRuleExportTo?: string[];

  /**
   * How far ServiceEntries are seen, whatever they say.
   *
   * @default - as they say
   */
  readonly serviceEntryVisibility?: ServiceEntryVisibility;

  /**
   * Settings of some services.
   *
   * @default - those of kube-system, and the API server, are local to their cluster
   */
  readonly serviceSettings?: MeshServiceSettings[];

  /**
   * How far services of ambient mode are reached, where there are several clusters.
   *
   * @default - no further than their cluster; with the label `istio.io/global: "true"` everywhere, in AMBIENT and OPENSHIFT_AMBIENT
   */
  readonly serviceScopeConfigs?: MeshServiceScope[];

  /**
   * Where the control plane reads its configuration.
   *
   * @default - from the API server
   */
  readonly configSources?: MeshConfigSource[];

  /**
   * Which Ingresses Istio takes.
   *
   * @default IngressControllerMode.STRICT
   */
  readonly ingressControllerMode?: IngressControllerMode;

  /**
   * The class of the Ingresses that Istio takes.
   *
   * @default istio
   */
  readonly ingressClass?: string;

  /**
   * The Service whose address Ingresses get.
   *
   * @default istio-ingressgateway
   */
  readonly ingressService?: string;

  /**
   * The gateway that serves Ingresses, by its label `istio`.
   *
   * @default ingressgateway
   */
  readonly ingressSelector?: string;

  /**
   * The port on which proxies take what goes out.
   *
   * @default 15001
   */
  readonly proxyListenPort?: number;

  /**
   * The port on which proxies take what comes in.
   *
   * @default 15006
   */
  readonly proxyInboundListenPort?: number;

  /**
   * The port on which proxies are HTTP proxies.
   *
   * @default - none
   */
  readonly proxyHttpPort?: number;

  /**
   * More fields of Istio's MeshConfig, as Istio writes them: those that are deprecated.
   *
   * @default - none
   */
  readonly more?: { [field: string]: unknown };
}
