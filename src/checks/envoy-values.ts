import type { AppObject } from './app-object';
import type { AppView } from './app-view';
import type { Cursor } from './cursor';
import { type EnvoyProblem, problemsOfMessage } from '../model/envoy/read';

/** What a patch is of, by what it is applied to. */
const ROOTS: { readonly [applyTo: string]: string } = {
  CLUSTER: 'envoy.config.cluster.v3.Cluster',
  LISTENER: 'envoy.config.listener.v3.Listener',
  ROUTE_CONFIGURATION: 'envoy.config.route.v3.RouteConfiguration',
  FILTER_CHAIN: 'envoy.config.listener.v3.FilterChain',
  HTTP_FILTER: 'envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter',
  NETWORK_FILTER: 'envoy.config.listener.v3.Filter',
  VIRTUAL_HOST: 'envoy.config.route.v3.VirtualHost',
  HTTP_ROUTE: 'envoy.config.route.v3.Route',
  EXTENSION_CONFIG: 'envoy.config.core.v3.TypedExtensionConfig',
  BOOTSTRAP: 'envoy.config.bootstrap.v3.Bootstrap',
  LISTENER_FILTER: 'envoy.config.listener.v3.ListenerFilter',
};

/** Something wrong with the value of a patch, and where. */
export interface ValueProblem {
  readonly wrong: EnvoyProblem['wrong'];
  readonly place: Cursor;
  readonly text: string;
  readonly fields: readonly string[];
}

/** What is wrong with the values that an EnvoyFilter writes. Several checks ask; the values are read once. */
export function valueProblems(object: AppObject, view: AppView): readonly ValueProblem[] {
  const known = view.once('envoy-values', () => new WeakMap<AppObject, readonly ValueProblem[]>());
  const found = known.get(object) ?? object.spec.at('configPatches').items().flatMap(problemsOfPatch);
  known.set(object, found);
  return found;
}

function problemsOfPatch(patch: Cursor): ValueProblem[] {
  const value = patch.at('patch', 'value');
  const root = ROOTS[patch.at('applyTo').text ?? ''];
  // Istio does not look at patches of waypoints.
  if (root === undefined || value.json === undefined || patch.at('match', 'context').text === 'WAYPOINT') { return []; }
  return problemsOfMessage(value.json, root).map(({ wrong, path, text, fields = [] }) => ({ wrong, place: value.at(...path), text, fields }));
}
