import { renderConnectionSettings } from './connection-settings';
import { ControlPlaneAuthentication, type MeshProxySettings, type ProxyService } from './mesh-proxy';
import { requireCertificate, requireHostPort } from './mesh-trust';
import { renderProxyHeaders, renderTopology } from './proxy-headers';
import type { Field } from '../../model/field';
import { defined, given, type JsonObject } from '../../model/json';
import { requireAmong, requireInteger, requirePort, requireText } from '../../model/require';
import { proxyFields, withMore } from '../../patterns/proxy-settings';
import { InterceptionMode } from '../../patterns/sidecar-capture';
import { renderClientTls } from '../../resources/client-tls';
import { renderKeepalive } from '../../resources/connection-pool';
import { renderDuration } from '../../resources/duration';
import type { TracingTag } from '../../resources/telemetry-tracing';

const MAX_INT32 = 2147483647;
const TEXTS = ['meshId', 'serviceCluster', 'binaryPath', 'configPath', 'customConfigFile', 'proxyBootstrapTemplatePath'] as const;
const PORTS = ['proxyAdminPort', 'statusPort'] as const;
const ADDRESSES = ['discoveryAddress', 'statsdUdpAddress'] as const;

/** The `defaultConfig`. */
export function renderMeshProxy(settings: MeshProxySettings, field: Field): JsonObject {
  if (settings.serviceCluster !== undefined && settings.tracingServiceName !== undefined) {
    throw field.problem(`${field.at('serviceCluster').path} and ${field.at('tracingServiceName').path} are given; it must be one of them`);
  }
  const common = proxyFields(settings, field);
  const tracing = { ...common.tracing as JsonObject | undefined, ...renderTracing(settings, field) };
  const each = <K extends keyof MeshProxySettings>(names: readonly K[], render: (value: string & number, at: Field) => string | number) =>
    Object.fromEntries(names.map((name) => [name, given(settings[name], (value) => render(value as string & number, field.at(name)))]));
  const { connectionSettings, proxyHeaders, gatewayTopology, interceptionMode, fileFlushInterval, controlPlaneAuthPolicy } = settings;
  return withMore(defined({
    ...common,
    tracing: Object.keys(tracing).length === 0 ? undefined : tracing,
    connectionSettings: given(connectionSettings, (connections) => renderConnectionSettings(connections, field.at('connectionSettings'))),
    proxyHeaders: given(proxyHeaders, (headers) => renderProxyHeaders(headers, field.at('proxyHeaders'))),
    gatewayTopology: given(gatewayTopology, (topology) => renderTopology(topology, field.at('gatewayTopology'))),
    image: given(settings.imageType, (type) => ({ imageType: type._text })),
    interceptionMode: given(interceptionMode, (mode) => requireAmong(mode, Object.values(InterceptionMode), field.at('interceptionMode'))),
    privateKeyProvider: settings.privateKeyProvider?._render(),
    caCertificatesPem: settings.caCertificatesPem?.map((pem, i) => requireCertificate(pem, field.at('caCertificatesPem').at(i))),
    envoyAccessLogService: given(settings.envoyAccessLogService, (service) => renderService(service, field.at('envoyAccessLogService'))),
    envoyMetricsService: given(settings.envoyMetricsService, (service) => renderService(service, field.at('envoyMetricsService'))),
    statNameLength: given(settings.statNameLength, (length) => requireInteger(length, field.at('statNameLength'), 1, MAX_INT32)),
    statsCompression: settings.statsCompression,
    fileFlushInterval: given(fileFlushInterval, (interval) => renderDuration(interval, field.at('fileFlushInterval'))),
    fileFlushMinSizeKb: given(settings.fileFlushMinSizeKb, (size) => requireInteger(size, field.at('fileFlushMinSizeKb'), 1, MAX_INT32)),
    readinessProbe: settings.readinessProbe?._render(field.at('readinessProbe')),
    controlPlaneAuthPolicy: given(controlPlaneAuthPolicy, (policy) =>
      requireAmong(policy, Object.values(ControlPlaneAuthentication), field.at('controlPlaneAuthPolicy'))),
    ...each(TEXTS, requireText),
    ...each(PORTS, requirePort),
    ...each(ADDRESSES, requireHostPort),
  }), settings.more, field.at('more'));
}

function renderTracing({ tracer, tracingTags, tracingIstioTags, tracingTls }: MeshProxySettings, field: Field): JsonObject {
  return defined({
    ...tracer?._render(),
    customTags: given(tracingTags, (tags) => renderTags(tags, field.at('tracingTags'))),
    enableIstioTags: tracingIstioTags,
    tlsSettings: given(tracingTls, (tls) => renderClientTls(tls, field.at('tracingTls'))),
  });
}

function renderTags(tags: { [name: string]: TracingTag }, field: Field): JsonObject {
  return Object.fromEntries(Object.entries(tags).map(([name, tag]) => {
    const json = tag._render();
    if (json.formatter !== undefined) { throw field.at(name).problem(`${field.at(name).path} has a format; it must be a literal, a variable or a header`, 'say it in a Telemetry'); }
    return [name, json];
  }));
}

function renderService({ address, tlsSettings, tcpKeepalive }: ProxyService, field: Field): JsonObject {
  return defined({
    address: requireHostPort(address, field.at('address')),
    tlsSettings: given(tlsSettings, (tls) => renderClientTls(tls, field.at('tlsSettings'))),
    tcpKeepalive: given(tcpKeepalive, (keepalive) => renderKeepalive(keepalive, field.at('tcpKeepalive'))),
  });
}
