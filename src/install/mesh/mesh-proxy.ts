import type { Duration } from 'cdk8s';
import type { ConnectionSettings } from './connection-settings';
import type { PrivateKeyProvider } from './private-key-provider';
import type { GatewayTopology, ProxyHeaders } from './proxy-headers';
import type { ProxyTracer } from './proxy-tracer';
import type { ProxySettings } from '../../patterns/proxy-settings';
import type { InterceptionMode } from '../../patterns/sidecar-capture';
import type { ClientTls } from '../../resources/client-tls';
import type { TcpKeepalive } from '../../resources/connection-pool';
import type { ProxyImageType } from '../../resources/proxy-config';
import type { ReadinessProbe } from '../../resources/readiness-probe';
import type { TracingTag } from '../../resources/telemetry-tracing';

/** A service that all proxies send to. */
export interface ProxyService {
  /** Its host and port: `accesslog.observability.svc.cluster.local:15000`. */
  readonly address: string;

  /**
   * How it is connected to.
   *
   * @default - in plain text
   */
  readonly tlsSettings?: ClientTls;

  /**
   * Probes that keep idle connections open.
   *
   * @default - none
   */
  readonly tcpKeepalive?: TcpKeepalive;
}

/** How proxies know the control plane. */
export enum ControlPlaneAuthentication {
  /** They do not. */
  NONE = 'NONE',
  /** Both show certificates. */
  MUTUAL_TLS = 'MUTUAL_TLS',
}

/**
 * Settings of all proxies. They are read when pods start; a ProxyConfig, or the settings of a pod, win.
 *
 * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#ProxyConfig
 */
export interface MeshProxySettings extends ProxySettings {
  /**
   * Where traces go of which no Telemetry names a provider.
   *
   * @default - nowhere
   */
  readonly tracer?: ProxyTracer;

  /**
   * Tags that spans get, by name. A tag with a format is for Telemetries only.
   *
   * @default - none but Istio's
   */
  readonly tracingTags?: { [name: string]: TracingTag };

  /**
   * Whether spans get Istio's own tags.
   *
   * @default true
   */
  readonly tracingIstioTags?: boolean;

  /**
   * How the tracer is connected to.
   *
   * @default - in plain text
   */
  readonly tracingTls?: ClientTls;

  /**
   * What the connections that proxies take are like.
   *
   * @default - as Envoy and Istio say
   */
  readonly connectionSettings?: ConnectionSettings;

  /**
   * Headers that proxies add.
   *
   * @default - all that Istio adds
   */
  readonly proxyHeaders?: ProxyHeaders;

  /**
   * What is before the gateways.
   *
   * @default - nothing that is trusted
   */
  readonly gatewayTopology?: GatewayTopology;

  /**
   * The kind of the proxy's image.
   *
   * @default ProxyImageType.DEFAULT
   */
  readonly imageType?: ProxyImageType;

  /**
   * How connections get to sidecars.
   *
   * @default InterceptionMode.REDIRECT
   */
  readonly interceptionMode?: InterceptionMode;

  /**
   * What handshakes of TLS are computed by.
   *
   * @default - the common code
   */
  readonly privateKeyProvider?: PrivateKeyProvider;

  /**
   * Root certificates that proxies trust besides, as text.
   *
   * @default - none
   */
  readonly caCertificatesPem?: string[];

  /**
   * The service that gets access logs, where `enableEnvoyAccessLogService` of the mesh is true.
   *
   * @default - none
   */
  readonly envoyAccessLogService?: ProxyService;

  /**
   * The service that gets Envoy's own measures.
   *
   * @default - none
   */
  readonly envoyMetricsService?: ProxyService;

  /**
   * The IP address and UDP port of a statsd that gets Envoy's own measures.
   *
   * @default - none
   */
  readonly statsdUdpAddress?: string;

  /**
   * How long the names of measures may be.
   *
   * @default 189
   */
  readonly statNameLength?: number;

  /**
   * Whether measures are compressed when they are asked for.
   *
   * @default true
   */
  readonly statsCompression?: boolean;

  /**
   * How often access logs are written to their files, at least.
   *
   * @default - every second
   */
  readonly fileFlushInterval?: Duration;

  /**
   * Kilobytes of an access log that are written at once.
   *
   * @default 64
   */
  readonly fileFlushMinSizeKb?: number;

  /**
   * The mesh in telemetry, where there are several.
   *
   * @default - the trust domain
   */
  readonly meshId?: string;

  /**
   * How agents on virtual machines find out whether their workload can take traffic.
   *
   * @default - not at all
   */
  readonly readinessProbe?: ReadinessProbe;

  /**
   * The host and port of the control plane.
   *
   * @default - the one that injects the proxy: `istiod.istio-system.svc:15012`
   */
  readonly discoveryAddress?: string;

  /**
   * How proxies know the control plane.
   *
   * @default ControlPlaneAuthentication.MUTUAL_TLS
   */
  readonly controlPlaneAuthPolicy?: ControlPlaneAuthentication;

  /**
   * The name of the caller that all proxies give. Excludes `tracingServiceName`.
   *
   * @default - istio-proxy
   */
  readonly serviceCluster?: string;

  /**
   * The port of Envoy's administration, on localhost.
   *
   * @default 15000
   */
  readonly proxyAdminPort?: number;

  /**
   * The port that tells whether proxies are ready.
   *
   * @default 15020
   */
  readonly statusPort?: number;

  /**
   * The file of Envoy in the container.
   *
   * @default /usr/local/bin/envoy
   */
  readonly binaryPath?: string;

  /**
   * The folder in the container that Envoy's configuration is written to.
   *
   * @default ./etc/istio/proxy
   */
  readonly configPath?: string;

  /**
   * A file in the container with Envoy's configuration, in place of Istio's.
   *
   * @default - none
   */
  readonly customConfigFile?: string;

  /**
   * A file in the container with the template of Envoy's bootstrap, in place of Istio's.
   *
   * @default - none
   */
  readonly proxyBootstrapTemplatePath?: string;
}
