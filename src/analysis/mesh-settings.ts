import type { InstalledMesh } from '../checks/installed-mesh';
import { DEFAULT_CONTEXT, type DataPlaneMode, type KnownService, type MeshContext } from '../checks/mesh-context';
import type { PolicyPack } from '../checks/policy-pack';

/** What is known of a mesh, defaults included. */
export interface MeshSettings {
  /** The domain of the cluster: services are `name.namespace.svc.<domain>`. */
  readonly clusterDomain: string;
  /** The namespace whose policies hold for the whole mesh. */
  readonly rootNamespace: string;
  /** The domain of the identities of workloads. */
  readonly trustDomain: string;
  /** The version of Istio, major and minor. */
  readonly istioVersion: string;
  /** Which proxies carry the traffic of workloads. */
  readonly dataPlaneMode: DataPlaneMode;
  /** Hosts that exist elsewhere. */
  readonly knownHosts: string[];
  /** Gateways that exist elsewhere, as `namespace/name`. */
  readonly knownGateways: string[];
  /** Labels of gateway pods that run elsewhere. */
  readonly knownGatewayLabels: Array<{ [label: string]: string }>;
  /** Namespaces that others own. */
  readonly knownNamespaces: string[];
  /** Secrets that exist elsewhere, as `namespace/name`. */
  readonly knownSecrets: string[];
  /** Extension providers that the mesh has. */
  readonly knownProviders: string[];
  /** Checks of the company's own. */
  readonly policyPacks: PolicyPack[];
  /** Whether warnings stop the synth as errors do. */
  readonly failOnWarnings: boolean;
  /** Whether errors stop the synth. */
  readonly failOnErrors: boolean;
}

/** A mesh that is installed as it comes. */
export const DEFAULT_SETTINGS: MeshSettings = {
  clusterDomain: DEFAULT_CONTEXT.clusterDomain,
  rootNamespace: DEFAULT_CONTEXT.rootNamespace,
  trustDomain: DEFAULT_CONTEXT.trustDomain,
  istioVersion: '1.31',
  dataPlaneMode: DEFAULT_CONTEXT.dataPlane,
  knownHosts: [],
  knownGateways: [],
  knownGatewayLabels: [],
  knownNamespaces: [],
  knownSecrets: [],
  knownProviders: [],
  policyPacks: [],
  failOnWarnings: false,
  failOnErrors: true,
};

/** What the checks know of a mesh with these settings. */
export function contextOf(settings: MeshSettings, services: readonly KnownService[], installations: readonly InstalledMesh[]): MeshContext {
  const policies = settings.policyPacks.flatMap((pack) => pack._checks());
  return { ...settings, dataPlane: settings.dataPlaneMode, knownServices: services, installations, policies };
}
