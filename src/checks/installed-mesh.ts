import type { JsonObject } from '../model/json';

/** A control plane that the app installs. */
export interface InstalledMesh {
  /** The path of the construct that installs it. */
  readonly construct: string;
  /** Its name; empty, if it has none. */
  readonly revision: string;
  /** Names that stand for it besides. */
  readonly tags: readonly string[];
  /** Its namespace. */
  readonly namespace: string;
  /** Its MeshConfig: what the installation says, merged with what its profile says. */
  readonly meshConfig: JsonObject;
  /** Whether that is all there is; not so with charts or a profile of one's own, which may add to it. */
  readonly complete: boolean;
}

/** Providers that each mesh has, whatever its MeshConfig says. */
const BUILT_IN = ['envoy', 'prometheus', 'stackdriver'];

/** The names of the providers that Telemetry and AuthorizationPolicies may name in a mesh. */
export function providerNames({ meshConfig }: Pick<InstalledMesh, 'meshConfig'>): string[] {
  const own = Array.isArray(meshConfig.extensionProviders) ? meshConfig.extensionProviders : [];
  return [...BUILT_IN, ...own.flatMap((provider) => {
    const name = typeof provider === 'object' && provider !== null && !Array.isArray(provider) ? provider.name : undefined;
    return typeof name === 'string' ? [name] : [];
  })];
}
