import type { Duration } from 'cdk8s';
import { AccessLogEncoding, InboundTrafficMode, IngressControllerMode, PathNormalization } from './mesh-choices';
import type { MeshConfig, MeshDefaultProviders, MeshTrafficPolicy } from './mesh-config';
import { requireMembers } from './mesh-members';
import { renderMeshProxy } from './mesh-proxy-json';
import { renderMeshSelector, renderServiceScope, renderVisibility } from './mesh-selectors';
import { renderCa, renderConfigSource, renderMeshTls, requireTrustDomain } from './mesh-trust';
import type { Field } from '../../model/field';
import { exportToProblem, wildcardDomainProblem } from '../../model/go/host-names';
import { defined, given, type Json, type JsonObject } from '../../model/json';
import { requireDnsLabel } from '../../model/names';
import { requireAmong, requirePort, requireSome, requireText } from '../../model/require';
import { withMore } from '../../patterns/proxy-settings';
import { H2UpgradePolicy, renderConnectionPool, renderKeepalive } from '../../resources/connection-pool';
import { renderDuration } from '../../resources/duration';
import { ExtensionProvider } from '../../resources/extension-provider';
import { renderLocality, renderZoneAware } from '../../resources/locality';
import { renderOutlierDetection } from '../../resources/outlier-detection';
import { renderRetries } from '../../resources/retries';

type Named = Omit<MeshConfig, 'more'>;
type Render<T> = (value: T, field: Field) => Json;

const as: Render<Json> = (value) => value;
const list = <T>(render: Render<T>): Render<T[]> => (all, field) => all.map((one, i) => render(one, field.at(i)));
const among = <T extends string>(values: readonly T[]): Render<T> => (value, field) => requireAmong(value, values, field);
const duration = (least: number): Render<Duration> => (value, field) => renderDuration(value, field, least);

/** How each property is written. */
const FIELDS: { readonly [name in keyof Named]-?: Render<NonNullable<Named[name]>> } = {
  accessLogFile: as,
  accessLogFormat: as,
  accessLogEncoding: among(Object.values(AccessLogEncoding)),
  enableEnvoyAccessLogService: as,
  disableEnvoyListenerLog: as,
  enableTracing: as,
  extensionProviders: renderProviders,
  defaultProviders: renderDefaults,
  enablePrometheusMerge: as,
  inboundClusterStatName: requireText,
  outboundClusterStatName: requireText,
  defaultConfig: renderMeshProxy,
  outboundTrafficPolicy: (traffic, field) => traffic._render(field),
  inboundTrafficPolicy: (mode, field) => ({ mode: requireAmong(mode, Object.values(InboundTrafficMode), field) }),
  defaultTrafficPolicy: renderTrafficPolicy,
  defaultHttpRetryPolicy: renderRetries,
  localityLbSetting: renderLocality,
  zoneAwareLbSetting: renderZoneAware,
  h2UpgradePolicy: among<H2UpgradePolicy>([H2UpgradePolicy.DO_NOT_UPGRADE, H2UpgradePolicy.UPGRADE]),
  pathNormalization: (type, field) => ({ normalization: requireAmong(type, Object.values(PathNormalization), field) }),
  connectTimeout: renderConnectTimeout,
  tcpKeepalive: renderKeepalive,
  protocolDetectionTimeout: duration(0),
  dnsRefreshRate: duration(1),
  hboneIdleTimeout: duration(1),
  trustDomain: requireTrustDomain,
  trustDomainAliases: list(requireTrustDomain),
  enableAutoMtls: as,
  meshMtls: renderMeshTls,
  tlsDefaults: renderMeshTls,
  caCertificates: list((root, field) => root._render(field)),
  ca: renderCa,
  rootNamespace: requireDnsLabel,
  discoverySelectors: list(renderMeshSelector),
  defaultServiceExportTo: renderExportTo,
  defaultVirtualServiceExportTo: renderExportTo,
  defaultDestinationRuleExportTo: renderExportTo,
  serviceEntryVisibility: renderVisibility,
  serviceSettings: list(({ hosts, clusterLocal }, field) => ({
    settings: { clusterLocal }, hosts: list(requireServiceHost)(requireSome(hosts, field.at('hosts')), field.at('hosts')),
  })),
  serviceScopeConfigs: list(renderServiceScope),
  configSources: list(renderConfigSource),
  ingressControllerMode: among(Object.values(IngressControllerMode)),
  ingressClass: requireText,
  ingressService: requireText,
  ingressSelector: requireText,
  proxyListenPort: requirePort,
  proxyInboundListenPort: requirePort,
  proxyHttpPort: requirePort,
};

/** Istio's MeshConfig. */
export function renderMeshConfig({ more, ...named }: MeshConfig, field: Field): JsonObject {
  requireMembers(named, Object.keys(FIELDS), more, field);
  const rendered = (Object.keys(FIELDS) as Array<keyof Named>).map((name) =>
    [name === 'meshMtls' ? 'meshMTLS' : name, given(named[name], (value) => (FIELDS[name] as Render<unknown>)(value, field.at(name)))]);
  return withMore(defined(Object.fromEntries(rendered) as JsonObject), more, field.at('more'));
}

function renderProviders(providers: ExtensionProvider[], field: Field): Json {
  return providers.map((provider, i) => {
    if (!(provider instanceof ExtensionProvider)) {
      throw field.at(i).error(provider, 'an ExtensionProvider', 'make it by ExtensionProvider.opentelemetry, or whatever it is');
    }
    if (providers.findIndex(({ name }) => name === provider.name) < i) {
      throw field.at(i).error(provider.name, 'a name of its own');
    }
    return provider._render();
  });
}

function renderDefaults({ tracing, metrics, accessLogging }: MeshDefaultProviders, field: Field): Json {
  const names = (all: string[] | undefined, at: Field) => all?.map((name, i) => requireText(name, at.at(i)));
  return defined({
    tracing: names(tracing, field.at('tracing')),
    metrics: names(metrics, field.at('metrics')),
    accessLogging: names(accessLogging, field.at('accessLogging')),
  });
}

function renderTrafficPolicy({ connectionPool, outlierDetection }: MeshTrafficPolicy, field: Field): Json {
  return defined({
    connectionPool: given(connectionPool, (pool) => renderConnectionPool(pool, field.at('connectionPool'))),
    outlierDetection: given(outlierDetection, (outlier) => renderOutlierDetection(outlier, field.at('outlierDetection'))),
  });
}

function renderConnectTimeout(timeout: Duration, field: Field): string {
  if (timeout.toMilliseconds({ integral: false }) > 3600000) { throw field.error(`${timeout.toSeconds({ integral: false })}s`, 'at most 1 hour'); }
  return renderDuration(timeout, field);
}

function renderExportTo(exportTo: string[], field: Field): Json {
  return requireSome(exportTo, field, 'leave it out for all namespaces').map((entry, i) => {
    if (entry === '~' || exportToProblem(entry) === undefined) { return entry; }
    throw field.at(i).error(entry, '"*", ".", "~" or a namespace');
  });
}

function requireServiceHost(host: string, field: Field): string {
  const problem = wildcardDomainProblem(host);
  if (problem !== undefined) { throw field.error(host, problem); }
  return host;
}
