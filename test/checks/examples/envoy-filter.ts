import { type Examples, istio } from './example';

const filter = (...patches: string[]) => istio('EnvoyFilter', 'patches', `{configPatches: [${patches.join(', ')}]}`).replace('istio.io/v1', 'istio.io/v1alpha3');
const remove = (applyTo: string, match: string) => `{applyTo: ${applyTo}, match: ${match}, patch: {operation: REMOVE}}`;
const inFilter = (applyTo: string, match: string) => remove(applyTo, `{listener: {filterChain: {filter: ${match}}}}`);
const MANAGER = 'name: envoy.filters.network.http_connection_manager';

/** Examples for what Istio refuses of EnvoyFilters. */
export const ENVOY_FILTER_EXAMPLES: Examples = {
  CI1140: {
    wrong: filter(remove('CLUSTER', '{}')),
    finds: [
      'info app/patches: kind is EnvoyFilter, which depends on the version of Istio; it must be tried with each one; use another kind if '
        + 'one can say it, and try the patches again with each version of Istio [CI1140]',
    ],
    right: istio('VirtualService', 'reviews', '{hosts: [reviews]}'),
  },
  CI1141: {
    wrong: filter('{patch: {operation: REMOVE}}', '{applyTo: CLUSTER}', '{applyTo: CLUSTER, patch: {value: {}}}', '{applyTo: CLUSTER, patch: {operation: MERGE}}',
      '{applyTo: INVALID, patch: {operation: REMOVE}}'),
    finds: [
      'error app/patches: spec.configPatches[0].applyTo is missing; it must be what the patch is for, such as HTTP_FILTER or CLUSTER; set '
        + 'applyTo [CI1141]',
      'error app/patches: spec.configPatches[1].patch is missing; it must be given, with operation and value; write the patch [CI1141]',
      'error app/patches: spec.configPatches[2].patch.operation is missing; it must be what the patch does, such as MERGE or '
        + 'INSERT_BEFORE; set operation [CI1141]',
      'error app/patches: spec.configPatches[3].patch.value is missing; it must be given for MERGE; write the value [CI1141]',
      'error app/patches: spec.configPatches[4].applyTo is "INVALID"; it must be what the patch is for, such as HTTP_FILTER or CLUSTER; '
        + 'set applyTo [CI1141]',
    ],
    right: filter(remove('CLUSTER', '{}'), '{applyTo: CLUSTER, patch: {operation: MERGE, value: {}}}', '{match: {context: WAYPOINT, waypoint: {}}}'),
  },
  CI1142: {
    wrong: filter(remove('CLUSTER', '{proxy: {proxyVersion: "1.31.("}}'), remove('CLUSTER', `{proxy: {proxyVersion: "${'1'.repeat(1025)}"}}`)),
    finds: [
      'error app/patches: spec.configPatches[0].match.proxy.proxyVersion is "1.31.("; it must be a regular expression (RE2); correct it: '
        + 'error parsing regexp: missing closing ): `1.31.(` [CI1142]',
      'warning app/patches: spec.configPatches[1].match.proxy.proxyVersion is '
        + '"11111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111...; it must '
        + 'be at most 1024 characters long; shorten it [CI1142]',
    ],
    right: filter(remove('CLUSTER', '{proxy: {proxyVersion: "^1[.]31.*"}}')),
  },
  CI1143: {
    wrong: filter(remove('HTTP_FILTER', '{cluster: {}}'), remove('VIRTUAL_HOST', '{listener: {}}'), remove('CLUSTER', '{routeConfiguration: {}}')),
    finds: [
      'error app/patches: spec.configPatches[0].match.cluster is given with applyTo HTTP_FILTER; it must be listener; describe the place '
        + 'in the block that belongs to applyTo [CI1143]',
      'error app/patches: spec.configPatches[1].match.listener is given with applyTo VIRTUAL_HOST; it must be routeConfiguration; describe '
        + 'the place in the block that belongs to applyTo [CI1143]',
      'error app/patches: spec.configPatches[2].match.routeConfiguration is given with applyTo CLUSTER; it must be cluster; describe the '
        + 'place in the block that belongs to applyTo [CI1143]',
    ],
    right: filter(remove('HTTP_FILTER', '{listener: {}}'), remove('VIRTUAL_HOST', '{routeConfiguration: {}}'), remove('CLUSTER', '{cluster: {}}'), remove('BOOTSTRAP', '{cluster: {}}')),
  },
  CI1144: {
    wrong: filter(inFilter('NETWORK_FILTER', '{}'), inFilter('NETWORK_FILTER', `{${MANAGER}, subFilter: {name: a}}`), inFilter('HTTP_FILTER', '{name: a, subFilter: {name: b}}'),
      inFilter('HTTP_FILTER', `{${MANAGER}, subFilter: {}}`), inFilter('LISTENER', '{name: a}')),
    finds: [
      'error app/patches: spec.configPatches[0].match.listener.filterChain.filter.name is missing; it must be the name of a filter; name '
        + 'it, for example envoy.filters.network.http_connection_manager [CI1144]',
      'error app/patches: spec.configPatches[1].match.listener.filterChain.filter.subFilter is given with applyTo NETWORK_FILTER; it must '
        + 'be left out, or applyTo must be HTTP_FILTER; leave it out, or write applyTo: HTTP_FILTER [CI1144]',
      'error app/patches: spec.configPatches[2].match.listener.filterChain.filter.name is "a"; it must be '
        + 'envoy.filters.network.http_connection_manager beside subFilter; write it, or leave subFilter out [CI1144]',
      'error app/patches: spec.configPatches[3].match.listener.filterChain.filter.subFilter.name is missing; it must be the name of a '
        + 'filter for HTTP; name it, for example envoy.filters.http.router [CI1144]',
      'warning app/patches: spec.configPatches[4].match.listener.filterChain.filter has no effect with applyTo LISTENER; it must be left '
        + 'out; leave it out, or name the chain [CI1144]',
    ],
    right: filter(inFilter('NETWORK_FILTER', '{name: a}'), inFilter('HTTP_FILTER', `{${MANAGER}, subFilter: {name: a}}`), remove('LISTENER', '{listener: {name: a}}')),
  },
  CI1145: {
    wrong: filter(inFilter('HTTP_FILTER', '{name: envoy.http_connection_manager, subFilter: {name: envoy.router}}'), inFilter('NETWORK_FILTER', '{name: envoy.ext_authz}')),
    finds: [
      'warning app/patches: spec.configPatches[0].match.listener.filterChain.filter.name is "envoy.http_connection_manager"; it must be '
        + 'envoy.filters.network.http_connection_manager, as it is called today; write today\'s name [CI1145]',
      'warning app/patches: spec.configPatches[0].match.listener.filterChain.filter.subFilter.name is "envoy.router"; it must be '
        + 'envoy.filters.http.router, as it is called today; write today\'s name [CI1145]',
      'warning app/patches: spec.configPatches[1].match.listener.filterChain.filter.name is "envoy.ext_authz"; it must be '
        + 'envoy.filters.network.ext_authz, as it is called today; write today\'s name [CI1145]',
    ],
    right: filter(inFilter('HTTP_FILTER', `{${MANAGER}, subFilter: {name: envoy.filters.http.router}}`)),
  },
};
