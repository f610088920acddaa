import { type Program, TARGETS } from './support';
import {
  EnvoyApplyTo, EnvoyFilter, EnvoyFilterClass, EnvoyMatch, type EnvoyPatch, EnvoyPatchContext, EnvoyPatchOperation, EnvoyRouteAction,
  EnvoyTransportProtocol,
} from 'cdk8s-istio';

const MANAGER = 'envoy.filters.network.http_connection_manager';
const HTTP_FILTER = { name: 'envoy.filters.http.grpc_stats', typed_config: { '@type': 'type.googleapis.com/envoy.extensions.filters.http.grpc_stats.v3.FilterConfig' } };
const TCP_PROXY = {
  name: 'envoy.filters.network.tcp_proxy',
  typed_config: { '@type': 'type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy', 'stat_prefix': 'shop', 'cluster': 'BlackHoleCluster' },
};
const SNIFFER = {
  name: 'envoy.filters.listener.http_inspector',
  typed_config: { '@type': 'type.googleapis.com/envoy.extensions.filters.listener.http_inspector.v3.HttpInspector' },
};
const chain = { name: 'default', sni: 'cart.example.com', transportProtocol: EnvoyTransportProtocol.TLS, applicationProtocols: ['h2', 'http/1.1'], destinationPort: 8080 };

const PATCHES: readonly EnvoyPatch[] = [
  {
    applyTo: EnvoyApplyTo.LISTENER,
    context: EnvoyPatchContext.ANY,
    proxy: { version: '^1\\.31\\.', metadata: { CLUSTER_ID: 'Kubernetes' } },
    match: EnvoyMatch.listener({ portNumber: 8080, name: 'virtualInbound' }),
    operation: EnvoyPatchOperation.MERGE,
    value: { per_connection_buffer_limit_bytes: 32768 },
  },
  {
    applyTo: EnvoyApplyTo.LISTENER_FILTER,
    match: EnvoyMatch.listener({ listenerFilter: 'envoy.filters.listener.tls_inspector' }),
    operation: EnvoyPatchOperation.INSERT_BEFORE,
    value: SNIFFER,
  },
  {
    applyTo: EnvoyApplyTo.FILTER_CHAIN,
    context: EnvoyPatchContext.SIDECAR_INBOUND,
    match: EnvoyMatch.listener({ filterChain: chain }),
    operation: EnvoyPatchOperation.MERGE_AND_REPLACE_LIST,
    value: { transport_socket_connect_timeout: '5s' },
  },
  {
    applyTo: EnvoyApplyTo.NETWORK_FILTER,
    match: EnvoyMatch.listener({ filterChain: { filter: TCP_PROXY.name } }),
    operation: EnvoyPatchOperation.REPLACE,
    value: TCP_PROXY,
  },
  {
    applyTo: EnvoyApplyTo.HTTP_FILTER,
    context: EnvoyPatchContext.SIDECAR_OUTBOUND,
    match: EnvoyMatch.listener({ filterChain: { filter: MANAGER, subFilter: 'envoy.filters.http.router' } }),
    operation: EnvoyPatchOperation.INSERT_AFTER,
    value: HTTP_FILTER,
  },
  ...Object.values(EnvoyFilterClass).map((filterClass) => ({
    applyTo: EnvoyApplyTo.HTTP_FILTER, operation: EnvoyPatchOperation.ADD, value: HTTP_FILTER, filterClass,
  })),
  {
    applyTo: EnvoyApplyTo.ROUTE_CONFIGURATION,
    context: EnvoyPatchContext.GATEWAY,
    match: EnvoyMatch.routeConfiguration({ portNumber: 443, portName: 'https', gateway: 'istio-system/edge', name: 'http.443' }),
    operation: EnvoyPatchOperation.MERGE,
    value: { max_direct_response_body_size_bytes: 8192 },
  },
  {
    applyTo: EnvoyApplyTo.VIRTUAL_HOST,
    match: EnvoyMatch.routeConfiguration({ vhost: { name: 'cart.example.com:443', domainName: 'cart.example.com' } }),
    operation: EnvoyPatchOperation.REMOVE,
  },
  ...Object.values(EnvoyRouteAction).map((action) => ({
    applyTo: EnvoyApplyTo.HTTP_ROUTE,
    match: EnvoyMatch.routeConfiguration({ vhost: { route: { name: 'default', action } } }),
    operation: EnvoyPatchOperation.INSERT_FIRST,
    value: { match: { prefix: '/health' }, direct_response: { status: 200 } },
  })),
  {
    applyTo: EnvoyApplyTo.CLUSTER,
    match: EnvoyMatch.cluster({ service: 'cart.shop.svc.cluster.local', subset: 'v1', portNumber: 8080 }),
    operation: EnvoyPatchOperation.MERGE,
    value: { connect_timeout: '2s' },
  },
  {
    applyTo: EnvoyApplyTo.CLUSTER, match: EnvoyMatch.cluster({ name: 'PassthroughCluster' }), operation: EnvoyPatchOperation.MERGE, value: { connect_timeout: '3s' },
  },
  { applyTo: EnvoyApplyTo.EXTENSION_CONFIG, operation: EnvoyPatchOperation.ADD, value: HTTP_FILTER },
];

const WAYPOINT: readonly EnvoyPatch[] = [
  {
    applyTo: EnvoyApplyTo.HTTP_FILTER,
    match: EnvoyMatch.waypoint({ portNumber: 8080, filter: MANAGER, subFilter: 'envoy.filters.http.router' }),
    operation: EnvoyPatchOperation.INSERT_BEFORE,
    value: HTTP_FILTER,
  },
  {
    applyTo: EnvoyApplyTo.HTTP_ROUTE,
    match: EnvoyMatch.waypoint({ route: 'default' }),
    operation: EnvoyPatchOperation.MERGE,
    value: { decorator: { operation: 'shop' } },
  },
];

/** EnvoyFilters: for sidecars and gateways, and for waypoints. */
export const envoyFilters: Program = (chart) => {
  new EnvoyFilter(chart, 'proxies', { target: TARGETS['for-workloads'], configPatches: [...PATCHES], priority: 10 });
  new EnvoyFilter(chart, 'waypoints', { target: TARGETS['for-objects'], configPatches: [...WAYPOINT] });
};
