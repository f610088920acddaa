import type { Check } from './check';
import type { InstalledMesh } from './installed-mesh';

/** Which proxies carry the traffic of workloads. */
export enum DataPlaneMode {
  /** A proxy in each pod. */
  SIDECAR = 'sidecar',
  /** A proxy on each node (ztunnel), and waypoints where asked for. */
  AMBIENT = 'ambient',
}

/** A service that is there although no object of the app says so. */
export interface KnownService {
  /** The fully qualified host. */
  readonly host: string;
  /** Its ports; unknown, if missing. */
  readonly ports?: ReadonlyArray<{ readonly number: number; readonly name?: string; readonly protocol?: string }>;
  /** The labels of its pods; unknown, if missing. */
  readonly labels?: { readonly [label: string]: string };
}

/** What the checks know about the mesh besides the objects of the app. */
export interface MeshContext {
  readonly clusterDomain: string;
  readonly rootNamespace: string;
  readonly trustDomain: string;
  readonly dataPlane: DataPlaneMode;
  /** Hosts that exist elsewhere; `*.example.com` stands for all below. */
  readonly knownHosts: readonly string[];
  /** Services that exist elsewhere, with what is known of them. */
  readonly knownServices: readonly KnownService[];
  /** Gateways that exist elsewhere, as `namespace/name`. */
  readonly knownGateways: readonly string[];
  /** Labels of gateway pods that run elsewhere. */
  readonly knownGatewayLabels: ReadonlyArray<{ readonly [label: string]: string }>;
  /** Namespaces that others own: what an object refers to in them is taken to exist. */
  readonly knownNamespaces: readonly string[];
  /** Secrets that exist elsewhere, as `namespace/name`. */
  readonly knownSecrets: readonly string[];
  /** Extension providers that the mesh has although no object of the app says so. */
  readonly knownProviders: readonly string[];
  /** Control planes that the app installs; none, if the mesh is installed elsewhere. */
  readonly installations: readonly InstalledMesh[];
  /** Checks of policy packs, which run beside those of the library. */
  readonly policies: readonly Check[];
  /** The time, in milliseconds since 1970, where it may count: not where the same program is to write the same. */
  readonly now?: number;
}

/** The context of a mesh that is installed as it comes. */
export const DEFAULT_CONTEXT: MeshContext = {
  clusterDomain: 'cluster.local',
  rootNamespace: 'istio-system',
  trustDomain: 'cluster.local',
  dataPlane: DataPlaneMode.SIDECAR,
  knownHosts: [],
  knownServices: [],
  knownGateways: [],
  knownGatewayLabels: [],
  knownNamespaces: [],
  knownSecrets: [],
  knownProviders: [],
  installations: [],
  policies: [],
};
