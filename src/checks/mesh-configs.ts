import type { AppView } from './app-view';
import { providerNames } from './installed-mesh';
import type { Json, JsonObject } from '../model/json';
import { parseYaml } from '../model/parse-yaml';

/** A MeshConfig that the app shows. */
export interface SeenMeshConfig {
  readonly json: JsonObject;
  /** Whether that is all there is. */
  readonly complete: boolean;
  /** Whose it is, as texts name it. */
  readonly source: string;
}

/** Profiles that add nothing to MeshConfig which checks look at. */
const PLAIN_PROFILES: readonly string[] = ['', 'default', 'minimal', 'ambient', 'empty'];

/** The MeshConfigs of the app: of its installations, or else of IstioOperators and of the ConfigMap that istiod reads. None, if Istio is installed elsewhere. */
export function meshConfigs(view: AppView): readonly SeenMeshConfig[] {
  return view.once('mesh-configs', () => {
    const { installations, rootNamespace } = view.context;
    if (installations.length > 0) {
      return installations.map(({ meshConfig, complete, construct }) => ({ json: meshConfig, complete, source: construct }));
    }
    const operators = view.ofKind('IstioOperator').map(({ spec, fullId }) => ({
      json: spec.at('meshConfig').fields ?? {},
      complete: PLAIN_PROFILES.includes(spec.at('profile').text ?? '') && !spec.at('values', 'meshConfig').given,
      source: fullId,
    }));
    const maps = view.ofKind('ConfigMap').filter(({ name, namespace }) => namespace === rootNamespace && /^istio(-|$)/.test(name)).flatMap((map) => {
      const json = yamlObject(map.root.at('data', 'mesh').text);
      return json === undefined ? [] : [{ json, complete: true, source: map.fullId }];
    });
    return [...operators, ...maps];
  });
}

/** Whether the proxies of the mesh take to mutual TLS by themselves where the servers have it; that is so unless a MeshConfig says otherwise. */
export function hasAutoMtls(view: AppView): boolean {
  return meshConfigs(view).every(({ json }) => json.enableAutoMtls !== false);
}

/** The trust domains of the mesh, aliases included. */
export function trustDomains(view: AppView): readonly string[] {
  return [...new Set([view.context.trustDomain, ...meshConfigs(view).flatMap(({ json }) => [json.trustDomain, ...listOf(json.trustDomainAliases)])])]
    .filter((domain): domain is string => typeof domain === 'string');
}

/** What is known of the extension providers of the mesh. */
export interface KnownProviders {
  /** Their names, built-in ones included. */
  readonly names: readonly string[];
  /** The names of those among them that can authorize requests. */
  readonly authorizers: readonly string[];
  /** Whether these are all, or some of a MeshConfig that may add to them, or all that is known of a mesh that is installed elsewhere. */
  readonly known: 'all' | 'some' | 'none';
  /** Who says so, as texts name it. */
  readonly source: string;
}

/** The providers that objects may name. */
export function meshProviders(view: AppView): KnownProviders {
  return view.once('mesh-providers', () => {
    const configs = meshConfigs(view);
    const own = [{}, ...configs.map(({ json }) => json)].flatMap((meshConfig) => providerNames({ meshConfig }));
    return {
      names: [...new Set([...own, ...view.context.knownProviders])],
      authorizers: [...configs.flatMap(({ json }) => listOf(json.extensionProviders)).flatMap(authorizerName), ...view.context.knownProviders],
      known: configs.length === 0 ? 'none' : configs.every(({ complete }) => complete) ? 'all' : 'some',
      source: configs.map(({ source }) => source).join(' or '),
    };
  });
}

function authorizerName(provider: Json): string[] {
  if (typeof provider !== 'object' || provider === null || Array.isArray(provider)) { return []; }
  const isAuthorizer = provider.envoyExtAuthzHttp !== undefined || provider.envoyExtAuthzGrpc !== undefined;
  return isAuthorizer && typeof provider.name === 'string' ? [provider.name] : [];
}

function listOf(json: Json | undefined): Json[] {
  return Array.isArray(json) ? json : [];
}

/** The object that a text says in YAML; `undefined`, if it says none. */
export function yamlObject(text: string | undefined): JsonObject | undefined {
  if (text === undefined) { return undefined; }
  try {
    const json = parseYaml(text);
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? json : undefined;
  } catch {
    return undefined;
  }
}
