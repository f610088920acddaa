import { eachObject } from '../check';
import { envoyPatches } from '../envoy-patches';
import { Severity } from '../finding';

/** Filters by the names that they had in former times. */
const CURRENT: { readonly [former: string]: string } = {
  ...inFolder('envoy.filters.http.', 'envoy.', ['buffer', 'cors', 'csrf', 'fault', 'grpc_http1_bridge', 'grpc_json_transcoder', 'grpc_web', 'gzip', 'health_check',
    'ip_tagging', 'lua', 'router', 'squash']),
  ...inFolder('envoy.filters.listener.', 'envoy.listener.', ['http_inspector', 'original_dst', 'original_src', 'proxy_protocol', 'tls_inspector']),
  ...inFolder('envoy.filters.network.', 'envoy.', ['client_ssl_auth', 'http_connection_manager', 'mongo_proxy', 'ratelimit', 'redis_proxy', 'tcp_proxy']),
  'envoy.http_dynamo_filter': 'envoy.filters.http.dynamo',
  'envoy.rate_limit': 'envoy.filters.http.ratelimit',
  'envoy.ext_authz': 'envoy.filters.http.ext_authz',
};

/** See its title. */
export const filterNameCurrent = eachObject({
  code: 'CI1145',
  name: 'filter-name-current',
  title: 'Filters are matched by the names that they have today.',
  severity: Severity.WARNING,
  kinds: ['EnvoyFilter'],
  fields: ['filter'],
  explanation: 'Istio writes the filters with today\'s names. It still knows those from the past, which Envoy itself has given up.',
  fix: 'write today\'s name',
  equivalents: ['IV-EF-015'],
  *object(object) {
    for (const { match } of envoyPatches(object)) {
      const filter = match.at('listener', 'filterChain', 'filter');
      for (const name of [filter.at('name'), filter.at('subFilter', 'name')]) {
        if (name.text !== undefined && Object.hasOwn(CURRENT, name.text)) {
          const today = name.text === 'envoy.ext_authz' && name.path.endsWith('filter.name') ? 'envoy.filters.network.ext_authz' : CURRENT[name.text];
          yield name.mustBe(`${today}, as it is called today`);
        }
      }
    }
  },
});

function inFolder(today: string, former: string, names: readonly string[]): { [former: string]: string } {
  return Object.fromEntries(names.map((name) => [`${former}${name}`, `${today}${name}`]));
}
