/**
 * What of Envoy's configuration a patch is applied to.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-ApplyTo
 */
export enum EnvoyApplyTo {
  /** A listener. */
  LISTENER = 'LISTENER',
  /** A filter of a listener. */
  LISTENER_FILTER = 'LISTENER_FILTER',
  /** A filter chain of a listener. */
  FILTER_CHAIN = 'FILTER_CHAIN',
  /** A network filter of a filter chain. */
  NETWORK_FILTER = 'NETWORK_FILTER',
  /** An HTTP filter of an HTTP connection manager. */
  HTTP_FILTER = 'HTTP_FILTER',
  /** A route configuration, apart from its virtual hosts. It can only be merged with. */
  ROUTE_CONFIGURATION = 'ROUTE_CONFIGURATION',
  /** A virtual host of a route configuration. */
  VIRTUAL_HOST = 'VIRTUAL_HOST',
  /** A route of a virtual host. */
  HTTP_ROUTE = 'HTTP_ROUTE',
  /** A cluster. */
  CLUSTER = 'CLUSTER',
  /** The configuration of an HTTP filter that the filter itself only refers to. It can only be added. */
  EXTENSION_CONFIG = 'EXTENSION_CONFIG',
}

/**
 * The direction of the traffic, and the proxies, that a patch is for. Those for waypoints have `EnvoyMatch.waypoint`.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-PatchContext
 */
export enum EnvoyPatchContext {
  /** Sidecars and gateways, both directions. What is added as a listener or cluster goes to outbound traffic and gateways. */
  ANY = 'ANY',
  /** What comes to a sidecar's workload. */
  SIDECAR_INBOUND = 'SIDECAR_INBOUND',
  /** What a sidecar's workload sends. */
  SIDECAR_OUTBOUND = 'SIDECAR_OUTBOUND',
  /** Gateways. */
  GATEWAY = 'GATEWAY',
}

/**
 * What a patch does.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-Patch-Operation
 */
export enum EnvoyPatchOperation {
  /** Merges the value into the object; lists are appended to. */
  MERGE = 'MERGE',
  /** Merges the value into the object; lists are replaced. */
  MERGE_AND_REPLACE_LIST = 'MERGE_AND_REPLACE_LIST',
  /** Adds the value at the end. */
  ADD = 'ADD',
  /** Removes the object. */
  REMOVE = 'REMOVE',
  /** Inserts the value before the filter or route that is matched; at the front, if the match names none. */
  INSERT_BEFORE = 'INSERT_BEFORE',
  /** Inserts the value after the filter or route that is matched; at the end, if the match names none. */
  INSERT_AFTER = 'INSERT_AFTER',
  /** Inserts the value at the front. */
  INSERT_FIRST = 'INSERT_FIRST',
  /** Puts the value in the place of the object. */
  REPLACE = 'REPLACE',
}

/**
 * Where an added filter goes, in relation to Istio's own.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-Patch-FilterClass
 */
export enum EnvoyFilterClass {
  /** Where Istio likes. */
  UNSPECIFIED = 'UNSPECIFIED',
  /** After authentication. */
  AUTHN = 'AUTHN',
  /** After authorization. */
  AUTHZ = 'AUTHZ',
  /** Before statistics. */
  STATS = 'STATS',
}
