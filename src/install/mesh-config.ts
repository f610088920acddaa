import type { Field } from '../model/field';

/** The members of Istio's MeshConfig, release 1.31. */
const MEMBERS = `
  proxyListenPort proxyInboundListenPort proxyHttpPort connectTimeout hboneIdleTimeout protocolDetectionTimeout tcpKeepalive
  ingressClass ingressService ingressControllerMode ingressSelector enableTracing accessLogFile accessLogFormat
  accessLogEncoding enableEnvoyAccessLogService disableEnvoyListenerLog defaultConfig outboundTrafficPolicy
  inboundTrafficPolicy configSources enableAutoMtls trustDomain trustDomainAliases caCertificates defaultServiceExportTo
  defaultVirtualServiceExportTo defaultDestinationRuleExportTo rootNamespace localityLbSetting zoneAwareLbSetting
  dnsRefreshRate h2UpgradePolicy inboundClusterStatName outboundClusterStatName certificates serviceSettings
  serviceScopeConfigs enablePrometheusMerge verifyCertificateAtClient ca extensionProviders defaultProviders
  discoverySelectors pathNormalization defaultHttpRetryPolicy meshMTLS tlsDefaults defaultTrafficPolicy
  serviceEntryVisibility
`.trim().split(/\s+/);

/** Neither istioctl nor istiod tells of a member that MeshConfig does not have: it does nothing, silently. */
export function requireMeshConfig(meshConfig: { [key: string]: unknown }, field: Field): void {
  for (const member of Object.keys(meshConfig)) {
    if (!MEMBERS.includes(member)) {
      const near = MEMBERS.find((known) => plain(known) === plain(member));
      throw field.problem(`${field.at(member).path} is given; it must be a member of Istio's MeshConfig`,
        near === undefined ? 'a member that only another release has goes to values.meshConfig' : `write ${near}`);
    }
  }
}

/** A name without what people write differently. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
