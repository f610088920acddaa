import { type Build, refuses, rendered, renderedSpec, without } from './support';
import {
  EnvoyApplyTo, type EnvoyClusterMatch, EnvoyFilter, type EnvoyFilterChainMatch, EnvoyFilterClass, type EnvoyFilterProps,
  type EnvoyListenerMatch, EnvoyMatch, type EnvoyPatch, EnvoyPatchContext, EnvoyPatchOperation, type EnvoyProxyMatch, EnvoyRouteAction,
  type EnvoyRouteConfigurationMatch, type EnvoyRouteMatch, EnvoyTransportProtocol, type EnvoyVirtualHostMatch, type EnvoyWaypointMatch,
  PolicyTarget, WorkloadSelector,
} from 'cdk8s-istio';

const lua = {
  name: 'envoy.filters.http.lua',
  typed_config: {
    '@type': 'type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua',
    'default_source_code': { inline_string: 'function envoy_on_request(handle) end' },
  },
};

const filterChain: Required<EnvoyFilterChainMatch> = {
  name: 'default',
  sni: 'shop.example.com',
  transportProtocol: EnvoyTransportProtocol.TLS,
  applicationProtocols: ['h2', 'http/1.1'],
  destinationPort: 8443,
  filter: 'envoy.filters.network.http_connection_manager',
  subFilter: 'envoy.filters.http.router',
};

/** Every property; some exclude others. */
const listener: Required<EnvoyListenerMatch> = {
  portNumber: 443,
  filterChain,
  listenerFilter: 'envoy.filters.listener.tls_inspector',
  name: '0.0.0.0_443',
};

const route: Required<EnvoyRouteMatch> = { name: 'default', action: EnvoyRouteAction.ROUTE };

const vhost: Required<EnvoyVirtualHostMatch> = { name: 'shop.example.com:443', domainName: 'shop.example.com', route };

const routes: Required<EnvoyRouteConfigurationMatch> = {
  portNumber: 443,
  portName: 'https',
  gateway: 'shop/edge',
  vhost,
  name: 'https.443.https.edge.shop',
};

/** Every property; some exclude others. */
const cluster: Required<EnvoyClusterMatch> = {
  service: 'reviews.shop.svc.cluster.local',
  subset: 'v1',
  portNumber: 9080,
  name: 'PassthroughCluster',
};

const waypoint: Required<EnvoyWaypointMatch> = {
  portNumber: 80,
  route: 'default',
  filter: filterChain.filter,
  subFilter: filterChain.subFilter,
};

const proxy: Required<EnvoyProxyMatch> = { version: '^1\\.31\\.', metadata: { CLUSTER_ID: 'east' } };

const patch: Required<EnvoyPatch> = {
  applyTo: EnvoyApplyTo.HTTP_FILTER,
  context: EnvoyPatchContext.GATEWAY,
  proxy,
  match: EnvoyMatch.listener(without(listener, 'listenerFilter')),
  operation: EnvoyPatchOperation.ADD,
  value: lua,
  filterClass: EnvoyFilterClass.AUTHZ,
};

const everything: Required<EnvoyFilterProps> = {
  metadata: { name: 'lua', namespace: 'istio-system' },
  target: PolicyTarget.workloads(WorkloadSelector.labels({ istio: 'ingressgateway' })),
  configPatches: [patch],
  priority: -10,
};

const smallest: EnvoyPatch = { applyTo: EnvoyApplyTo.CLUSTER, operation: EnvoyPatchOperation.MERGE, value: { connect_timeout: '1s' } };

function make(props: Partial<EnvoyFilterProps>): Build {
  return (scope) => new EnvoyFilter(scope, 'filter', { configPatches: [smallest], ...props });
}

/** An EnvoyFilter with one patch. */
function patching(applyTo: EnvoyApplyTo, operation: EnvoyPatchOperation, change: Partial<EnvoyPatch> = {}): Build {
  const value = operation === EnvoyPatchOperation.REMOVE ? undefined : { name: 'x' };
  return make({ configPatches: [{ applyTo, operation, value, ...change }] });
}

/** An EnvoyFilter with one patch that merges. */
function merging(applyTo: EnvoyApplyTo, change: Partial<EnvoyPatch>): Build {
  return patching(applyTo, EnvoyPatchOperation.MERGE, change);
}

function patches(build: Build): unknown[] {
  return renderedSpec(build).configPatches as unknown[];
}

test('smallest', () => {
  expect(rendered(make({}))).toEqual({
    apiVersion: 'networking.istio.io/v1alpha3',
    kind: 'EnvoyFilter',
    metadata: { name: 'filter', namespace: 'shop' },
    spec: { configPatches: [{ applyTo: 'CLUSTER', patch: { operation: 'MERGE', value: { connect_timeout: '1s' } } }] },
  });
});

test('every property', () => {
  expect(rendered(make(everything))).toEqual({
    apiVersion: 'networking.istio.io/v1alpha3',
    kind: 'EnvoyFilter',
    metadata: { name: 'lua', namespace: 'istio-system' },
    spec: {
      configPatches: [
        {
          applyTo: 'HTTP_FILTER',
          match: {
            context: 'GATEWAY',
            listener: {
              filterChain: {
                applicationProtocols: 'h2,http/1.1',
                destinationPort: 8443,
                filter: {
                  name: 'envoy.filters.network.http_connection_manager',
                  subFilter: { name: 'envoy.filters.http.router' },
                },
                name: 'default',
                sni: 'shop.example.com',
                transportProtocol: 'tls',
              },
              name: '0.0.0.0_443',
              portNumber: 443,
            },
            proxy: { metadata: { CLUSTER_ID: 'east' }, proxyVersion: '^1\\.31\\.' },
          },
          patch: { filterClass: 'AUTHZ', operation: 'ADD', value: lua },
        },
      ],
      priority: -10,
      workloadSelector: { labels: { istio: 'ingressgateway' } },
    },
  });
});

test('a target by name', () => {
  expect(renderedSpec(make({ target: PolicyTarget.gateway('waypoint') })).targetRefs)
    .toEqual([{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'waypoint' }]);
});

test('matches of every kind', () => {
  const { GATEWAY } = EnvoyPatchContext;
  const matches = [
    merging(EnvoyApplyTo.LISTENER_FILTER, { match: EnvoyMatch.listener(without(listener, 'filterChain')) }),
    merging(EnvoyApplyTo.NETWORK_FILTER, { match: EnvoyMatch.listener({ filterChain: { filter: 'envoy.filters.network.tcp_proxy' } }) }),
    merging(EnvoyApplyTo.HTTP_FILTER, { match: EnvoyMatch.listener({ filterChain: { subFilter: 'envoy.filters.http.router' } }) }),
    merging(EnvoyApplyTo.HTTP_ROUTE, { context: GATEWAY, match: EnvoyMatch.routeConfiguration(routes) }),
    merging(EnvoyApplyTo.VIRTUAL_HOST, { context: GATEWAY, match: EnvoyMatch.routeConfiguration({ vhost: { name: 'a.com:80' } }) }),
    merging(EnvoyApplyTo.CLUSTER, { match: EnvoyMatch.cluster(without(cluster, 'name')) }),
    merging(EnvoyApplyTo.CLUSTER, { match: EnvoyMatch.cluster({ name: 'PassthroughCluster' }) }),
  ];
  expect(matches.map((build) => (patches(build)[0] as { match: unknown }).match)).toEqual([
    { listener: { listenerFilter: 'envoy.filters.listener.tls_inspector', name: '0.0.0.0_443', portNumber: 443 } },
    { listener: { filterChain: { filter: { name: 'envoy.filters.network.tcp_proxy' } } } },
    {
      listener: {
        filterChain: {
          filter: { name: 'envoy.filters.network.http_connection_manager', subFilter: { name: 'envoy.filters.http.router' } },
        },
      },
    },
    {
      context: 'GATEWAY',
      routeConfiguration: {
        gateway: 'shop/edge',
        name: 'https.443.https.edge.shop',
        portName: 'https',
        portNumber: 443,
        vhost: { domainName: 'shop.example.com', name: 'shop.example.com:443', route: { action: 'ROUTE', name: 'default' } },
      },
    },
    { context: 'GATEWAY', routeConfiguration: { vhost: { name: 'a.com:80' } } },
    { cluster: { portNumber: 9080, service: 'reviews.shop.svc.cluster.local', subset: 'v1' } },
    { cluster: { name: 'PassthroughCluster' } },
  ]);
});

test('matches for waypoints say so', () => {
  const { HTTP_FILTER, HTTP_ROUTE, CLUSTER } = EnvoyApplyTo;
  const target = PolicyTarget.gateway('waypoint');
  const configPatches: EnvoyPatch[] = [
    { ...smallest, applyTo: HTTP_FILTER, match: EnvoyMatch.waypoint(without(waypoint, 'route')) },
    { ...smallest, applyTo: HTTP_ROUTE, match: EnvoyMatch.waypoint({ route: waypoint.route }) },
    { ...smallest, applyTo: CLUSTER, match: EnvoyMatch.waypoint() },
  ];
  expect(patches(make({ target, configPatches })).map((one) => (one as { match: unknown }).match)).toEqual([
    {
      context: 'WAYPOINT',
      waypoint: {
        filter: { name: 'envoy.filters.network.http_connection_manager', subFilter: { name: 'envoy.filters.http.router' } },
        portNumber: 80,
      },
    },
    { context: 'WAYPOINT', waypoint: { route: { name: 'default' } } },
    { context: 'WAYPOINT', waypoint: {} },
  ]);
});

test('only what Istio does can be asked for', () => {
  // By name, what REMOVE, REPLACE and some merges need.
  const named: { [applyTo: string]: EnvoyMatch } = {
    LISTENER_FILTER: EnvoyMatch.listener({ listenerFilter: 'x' }),
    NETWORK_FILTER: EnvoyMatch.listener({ filterChain: { filter: 'x' } }),
    HTTP_FILTER: EnvoyMatch.listener({ filterChain: { subFilter: 'x' } }),
  };
  const taken = Object.values(EnvoyApplyTo).map((applyTo) => [applyTo, Object.values(EnvoyPatchOperation).filter((operation) => {
    try {
      return patches(patching(applyTo, operation, { match: named[applyTo] })).length === 1;
    } catch {
      return false;
    }
  }).join(' ')]);
  expect(Object.fromEntries(taken)).toEqual({
    CLUSTER: 'MERGE MERGE_AND_REPLACE_LIST ADD REMOVE INSERT_BEFORE INSERT_AFTER INSERT_FIRST',
    EXTENSION_CONFIG: 'ADD INSERT_BEFORE INSERT_AFTER INSERT_FIRST',
    FILTER_CHAIN: 'MERGE MERGE_AND_REPLACE_LIST ADD REMOVE INSERT_BEFORE INSERT_AFTER INSERT_FIRST',
    HTTP_FILTER: 'MERGE ADD REMOVE INSERT_BEFORE INSERT_AFTER INSERT_FIRST REPLACE',
    HTTP_ROUTE: 'MERGE MERGE_AND_REPLACE_LIST INSERT_BEFORE INSERT_AFTER INSERT_FIRST',
    LISTENER: 'MERGE MERGE_AND_REPLACE_LIST ADD REMOVE INSERT_BEFORE INSERT_AFTER INSERT_FIRST',
    LISTENER_FILTER: 'MERGE ADD REMOVE INSERT_BEFORE INSERT_AFTER INSERT_FIRST',
    NETWORK_FILTER: 'MERGE ADD REMOVE INSERT_BEFORE INSERT_AFTER INSERT_FIRST REPLACE',
    ROUTE_CONFIGURATION: 'MERGE MERGE_AND_REPLACE_LIST',
    VIRTUAL_HOST: 'MERGE MERGE_AND_REPLACE_LIST ADD REMOVE INSERT_BEFORE INSERT_AFTER INSERT_FIRST REPLACE',
  });
});

test('the construct knows its name and object', () => {
  rendered((scope) => {
    const filter = new EnvoyFilter(scope, 'filter', everything);
    expect([filter.name, filter.apiObject.kind]).toEqual(['lua', 'EnvoyFilter']);
  });
});

describe('what can never be right', () => {
  const { LISTENER, LISTENER_FILTER, FILTER_CHAIN, NETWORK_FILTER, HTTP_FILTER } = EnvoyApplyTo;
  const { ROUTE_CONFIGURATION, VIRTUAL_HOST, HTTP_ROUTE, CLUSTER, EXTENSION_CONFIG } = EnvoyApplyTo;
  const { ADD, MERGE, REMOVE, REPLACE } = EnvoyPatchOperation;
  const at = 'shop/filter: configPatches[0]';
  const chain = (change: EnvoyFilterChainMatch) => ({ match: EnvoyMatch.listener({ filterChain: change }) });
  const routing = (match: EnvoyRouteConfigurationMatch) => ({ context: EnvoyPatchContext.GATEWAY, match: EnvoyMatch.routeConfiguration(match) });
  const clusters = (match: EnvoyClusterMatch) => merging(CLUSTER, { match: EnvoyMatch.cluster(match) });
  const proxies = (match: EnvoyProxyMatch) => merging(CLUSTER, { proxy: match });
  refuses({
    'no patch': [make({ configPatches: [] }), 'shop/filter: configPatches is []; it must be a list of at least one element'],
    'a priority that is no integer': [make({ priority: 0.5 }), 'shop/filter: priority is 0.5; it must be an integer between -2147483648 and 2147483647'],
    'a patch of nothing': [merging('BOOTSTRAP' as EnvoyApplyTo, {}), `${at}.applyTo is "BOOTSTRAP"; it must be one of LISTENER, LISTENER_FILTER, FILTER_CHAIN, NETWORK_FILTER, HTTP_FILTER, ROUTE_CONFIGURATION, VIRTUAL_HOST, HTTP_ROUTE, CLUSTER, EXTENSION_CONFIG`],
    'a patch that does nothing': [patching(CLUSTER, 'INVALID' as EnvoyPatchOperation), `${at}.operation is "INVALID"; it must be one of MERGE, MERGE_AND_REPLACE_LIST, ADD, REMOVE, INSERT_BEFORE, INSERT_AFTER, INSERT_FIRST, REPLACE`],
    'an operation that is passed over': [patching(ROUTE_CONFIGURATION, ADD), `${at}.operation is "ADD"; it must be one of MERGE, MERGE_AND_REPLACE_LIST for ROUTE_CONFIGURATION: Istio passes over others`],
    'a removal of no filter': [patching(HTTP_FILTER, REMOVE, chain({ filter: filterChain.filter })), `${at}.match names no filter; it must, for REMOVE of HTTP_FILTER: Istio passes over it else`],
    'a replacement of no filter': [patching(NETWORK_FILTER, REPLACE), `${at}.match names no filter; it must, for REPLACE of NETWORK_FILTER: Istio passes over it else`],
    'a merge with no filter': [patching(LISTENER_FILTER, MERGE, { match: EnvoyMatch.listener({}) }), `${at}.match names no filter; it must, for MERGE of LISTENER_FILTER: Istio passes over it else`],
    'a removal of no filter of a waypoint': [patching(HTTP_FILTER, REMOVE, { match: EnvoyMatch.waypoint() }), `${at}.match names no filter; it must, for REMOVE of HTTP_FILTER: Istio passes over it else`],
    'no value': [merging(CLUSTER, { value: undefined }), `${at}.value is missing; it must be an object that is not empty, for MERGE`],
    'a value of nothing': [merging(CLUSTER, { value: {} }), `${at}.value is {}; it must be an object that is not empty, for MERGE`],
    'a value that is a list': [merging(CLUSTER, { value: [] as unknown as { [key: string]: unknown } }), `${at}.value is []; it must be an object that is not empty, for MERGE`],
    'a value to remove': [patching(CLUSTER, REMOVE, { value: { name: 'x' } }), `${at}.value is given for REMOVE; it must be left out`],
    'a class of what is merged': [merging(HTTP_FILTER, { filterClass: EnvoyFilterClass.AUTHN }), `${at}.filterClass is given for MERGE of HTTP_FILTER; it must be left out: it is for filters that are added`],
    'a class of clusters': [patching(CLUSTER, ADD, { filterClass: EnvoyFilterClass.AUTHN }), `${at}.filterClass is given for ADD of CLUSTER; it must be left out: it is for filters that are added`],
    'clusters among listeners': [merging(LISTENER, { match: EnvoyMatch.cluster({}) }), `${at}.match is EnvoyMatch.cluster; it must be EnvoyMatch.listener for LISTENER`],
    'listeners among routes': [merging(HTTP_ROUTE, { match: EnvoyMatch.listener({}) }), `${at}.match is EnvoyMatch.listener; it must be EnvoyMatch.routeConfiguration for HTTP_ROUTE`],
    'routes among clusters': [merging(CLUSTER, { match: EnvoyMatch.routeConfiguration({}) }), `${at}.match is EnvoyMatch.routeConfiguration; it must be EnvoyMatch.cluster for CLUSTER`],
    'a match of configurations': [patching(EXTENSION_CONFIG, ADD, { match: EnvoyMatch.listener({}) }), `${at}.match is given for EXTENSION_CONFIG; it must be left out: it has no effect there`],
    'a context next to a waypoint': [merging(CLUSTER, { context: EnvoyPatchContext.GATEWAY, match: EnvoyMatch.waypoint() }), `${at}.context is given next to EnvoyMatch.waypoint; it must be left out: the match says it`],
    'proxies of no kind': [proxies({}), `${at}.proxy says nothing; it must give version, metadata or both; leave it out for all proxies`],
    'a version that is no expression': [proxies({ version: '(' }), `${at}.proxy.version is "("; it must be an RE2 expression (error parsing regexp: missing closing ): \`(\`)`],
    'a version without text': [proxies({ version: '' }), `${at}.proxy.version is ""; it must be a text that is not empty`],
    'a long version': [proxies({ version: '1'.repeat(1025) }), `${at}.proxy.version is "${'1'.repeat(116)}...; it must be at most 1024 characters long (it has 1025)`],
    'filter chains of listeners': [merging(LISTENER, chain({ name: 'x' })), `${at}.match.filterChain is given for LISTENER; it must be left out: it has an effect for FILTER_CHAIN, NETWORK_FILTER, HTTP_FILTER only`],
    'filters of filter chains': [merging(FILTER_CHAIN, chain({ filter: 'x' })), `${at}.match.filterChain.filter is given for FILTER_CHAIN; it must be left out: it has an effect for NETWORK_FILTER, HTTP_FILTER only`],
    'HTTP filters of network filters': [merging(NETWORK_FILTER, chain({ subFilter: 'x' })), `${at}.match.filterChain.subFilter is given for NETWORK_FILTER; it must be left out: it has an effect for HTTP_FILTER only`],
    'HTTP filters of something else': [merging(HTTP_FILTER, chain({ filter: 'envoy.http_connection_manager' })), `${at}.match.filterChain.filter is "envoy.http_connection_manager"; it must be "envoy.filters.network.http_connection_manager" for HTTP_FILTER; or leave it out`],
    'a filter of a listener elsewhere': [merging(NETWORK_FILTER, { match: EnvoyMatch.listener({ listenerFilter: 'x' }) }), `${at}.match.listenerFilter is given for NETWORK_FILTER; it must be left out: it has an effect for LISTENER_FILTER only`],
    'a filter without a name': [merging(NETWORK_FILTER, chain({ filter: '' })), `${at}.match.filterChain.filter is ""; it must be a text that is not empty`],
    'an HTTP filter without a name': [merging(HTTP_FILTER, chain({ subFilter: '' })), `${at}.match.filterChain.subFilter is ""; it must be a text that is not empty`],
    'no protocol, said so': [merging(FILTER_CHAIN, chain({ applicationProtocols: [] })), `${at}.match.filterChain.applicationProtocols is []; it must be a list of at least one element`],
    'protocols in one text': [merging(FILTER_CHAIN, chain({ applicationProtocols: ['h2,http/1.1'] })), `${at}.match.filterChain.applicationProtocols[0] is "h2,http/1.1"; it must be a protocol without commas and blanks`],
    'a filter chain without a name': [merging(FILTER_CHAIN, chain({ name: '' })), `${at}.match.filterChain.name is ""; it must be a text that is not empty`],
    'a filter chain of no SNI': [merging(FILTER_CHAIN, chain({ sni: '' })), `${at}.match.filterChain.sni is ""; it must be a text that is not empty`],
    'a filter chain of no port': [merging(FILTER_CHAIN, chain({ destinationPort: 0 })), `${at}.match.filterChain.destinationPort is 0; it must be between 1 and 65535`],
    'a listener without a name': [merging(LISTENER, { match: EnvoyMatch.listener({ name: '' }) }), `${at}.match.name is ""; it must be a text that is not empty`],
    'a listener of no port': [merging(LISTENER, { match: EnvoyMatch.listener({ portNumber: 0 }) }), `${at}.match.portNumber is 0; it must be between 1 and 65535`],
    'a filter of a listener without a name': [merging(LISTENER_FILTER, { match: EnvoyMatch.listener({ listenerFilter: '' }) }), `${at}.match.listenerFilter is ""; it must be a text that is not empty`],
    'a gateway of sidecars': [merging(HTTP_ROUTE, { ...routing({ gateway: 'shop/edge' }), context: undefined }), `${at}.match.gateway is given for the context ANY; it must be left out: sidecars do not look at it; give the context GATEWAY`],
    'a name of a port of sidecars': [merging(HTTP_ROUTE, { ...routing({ portName: 'http' }), context: EnvoyPatchContext.SIDECAR_INBOUND }), `${at}.match.portName is given for the context SIDECAR_INBOUND; it must be left out: sidecars do not look at it; give the context GATEWAY`],
    'a gateway without a namespace': [merging(HTTP_ROUTE, routing({ gateway: 'edge' })), `${at}.match.gateway is "edge"; it must be namespace/name`],
    'virtual hosts of route configurations': [merging(ROUTE_CONFIGURATION, routing({ vhost: {} })), `${at}.match.vhost is given for ROUTE_CONFIGURATION; it must be left out: it has an effect for VIRTUAL_HOST, HTTP_ROUTE only`],
    'routes of virtual hosts': [merging(VIRTUAL_HOST, routing({ vhost })), `${at}.match.vhost.route is given for VIRTUAL_HOST; it must be left out: it has an effect for HTTP_ROUTE only`],
    'a virtual host without a name': [merging(VIRTUAL_HOST, routing({ vhost: { name: '' } })), `${at}.match.vhost.name is ""; it must be a text that is not empty`],
    'a virtual host without a domain': [merging(VIRTUAL_HOST, routing({ vhost: { domainName: '' } })), `${at}.match.vhost.domainName is ""; it must be a text that is not empty`],
    'a route without a name': [merging(HTTP_ROUTE, routing({ vhost: { route: { name: '' } } })), `${at}.match.vhost.route.name is ""; it must be a text that is not empty`],
    'a route configuration without a name': [merging(HTTP_ROUTE, routing({ name: '' })), `${at}.match.name is ""; it must be a text that is not empty`],
    'a route configuration of no port': [merging(HTTP_ROUTE, routing({ portNumber: 0 })), `${at}.match.portNumber is 0; it must be between 1 and 65535`],
    'a port without a name': [merging(HTTP_ROUTE, routing({ portName: '' })), `${at}.match.portName is ""; it must be a text that is not empty`],
    'a cluster by name and service': [clusters(cluster), `${at}.match.name and ${at.split(': ')[1]}.match.service are given; it must be one of them: a name says all`],
    'a cluster of a service that is none': [clusters({ service: 'a_b' }), `${at}.match.service is "a_b"; it must be a DNS name, with a wildcard at most in its first label (reviews, *.example.com), or an IP address`],
    'a cluster of a subset that is none': [clusters({ subset: 'a_b' }), `${at}.match.subset is "a_b"; it must be letters, digits and "-", with a letter or digit at both ends, at most 63 characters`],
    'a cluster of no port': [clusters({ portNumber: 0 }), `${at}.match.portNumber is 0; it must be between 1 and 65535`],
    'a cluster without a name': [clusters({ name: '' }), `${at}.match.name is ""; it must be a text that is not empty`],
    'a route of a waypoint without a name': [merging(HTTP_ROUTE, { match: EnvoyMatch.waypoint({ route: '' }) }), `${at}.match.route is ""; it must be a text that is not empty`],
    'a route of a waypoint elsewhere': [merging(CLUSTER, { match: EnvoyMatch.waypoint({ route: 'a' }) }), `${at}.match.route is given for CLUSTER; it must be left out: it has an effect for HTTP_ROUTE only`],
    'a waypoint of no port': [merging(CLUSTER, { match: EnvoyMatch.waypoint({ portNumber: 0 }) }), `${at}.match.portNumber is 0; it must be between 1 and 65535`],
  });
});
