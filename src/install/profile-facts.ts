import { InstallProfile } from './install-profile';
import type { JsonObject } from '../model/json';

/** What a profile of Istio says. */
export interface ProfileFacts {
  /** What it installs. */
  readonly installs: {
    readonly base: boolean;
    readonly pilot: boolean;
    readonly ingressGateway: boolean;
    readonly egressGateway: boolean;
    readonly cni: boolean;
    readonly ztunnel: boolean;
  };
  /** The namespace of what runs on nodes, if it is not the control plane's. */
  readonly agentNamespace?: string;
  /** The values that choose the same profile within the charts. */
  readonly values: JsonObject;
  /** What it adds to MeshConfig. */
  readonly meshConfig: JsonObject;
}

const CONTROL_PLANE = { base: true, pilot: true, ingressGateway: false, egressGateway: false, cni: false, ztunnel: false };
const WITH_GATEWAY = { ...CONTROL_PLANE, ingressGateway: true };
const AMBIENT = { ...CONTROL_PLANE, cni: true, ztunnel: true };

const AMBIENT_MESH: JsonObject = {
  defaultConfig: { proxyMetadata: { ISTIO_META_ENABLE_HBONE: 'true' } },
  serviceScopeConfigs: [
    { servicesSelector: { matchExpressions: [{ key: 'istio.io/global', operator: 'In', values: ['true'] }] }, scope: 'GLOBAL' },
  ],
};
const COLLECTOR = { service: 'opentelemetry-collector.observability.svc.cluster.local', port: 4317 };
const DEMO_MESH: JsonObject = {
  accessLogFile: '/dev/stdout',
  extensionProviders: [
    { name: 'otel', envoyOtelAls: COLLECTOR },
    { name: 'skywalking', skywalking: { service: 'tracing.istio-system.svc.cluster.local', port: 11800 } },
    { name: 'otel-tracing', opentelemetry: COLLECTOR },
    { name: 'jaeger', opentelemetry: { service: 'jaeger-collector.istio-system.svc.cluster.local', port: 4317 } },
  ],
};

const FACTS = new Map<InstallProfile, ProfileFacts>([
  [InstallProfile.DEFAULT, { installs: WITH_GATEWAY, values: {}, meshConfig: {} }],
  [InstallProfile.DEMO, { installs: { ...WITH_GATEWAY, egressGateway: true }, values: { profile: 'demo' }, meshConfig: DEMO_MESH }],
  [InstallProfile.MINIMAL, { installs: CONTROL_PLANE, values: {}, meshConfig: {} }],
  [InstallProfile.EMPTY, { installs: { ...CONTROL_PLANE, base: false, pilot: false }, values: {}, meshConfig: {} }],
  [InstallProfile.PREVIEW, {
    installs: WITH_GATEWAY, values: { profile: 'preview' }, meshConfig: { defaultConfig: { proxyMetadata: { ISTIO_META_DNS_CAPTURE: 'true' } } },
  }],
  [InstallProfile.STABLE, { installs: WITH_GATEWAY, values: { profile: 'stable' }, meshConfig: {} }],
  [InstallProfile.AMBIENT, { installs: AMBIENT, values: { profile: 'ambient' }, meshConfig: AMBIENT_MESH }],
  [InstallProfile.OPENSHIFT, {
    installs: { ...WITH_GATEWAY, cni: true }, agentNamespace: 'kube-system', values: { global: { platform: 'openshift' } }, meshConfig: {},
  }],
  [InstallProfile.OPENSHIFT_AMBIENT, {
    installs: AMBIENT, agentNamespace: 'kube-system', values: { profile: 'ambient', global: { platform: 'openshift' } }, meshConfig: AMBIENT_MESH,
  }],
  [InstallProfile.REMOTE, { installs: CONTROL_PLANE, values: { profile: 'remote' }, meshConfig: {} }],
]);

/** What a profile of Istio's says; `undefined` for one of one's own. */
export function factsOf(profile: InstallProfile | undefined): ProfileFacts | undefined {
  return FACTS.get(profile ?? InstallProfile.DEFAULT);
}
