import { eachObject, type Report } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';

/** A type of an Envoy API that is gone: v2 and what came before it. */
const GONE = /^type\.googleapis\.com\/envoy\.([a-z0-9_]+\.)*v[12]([a-z][a-z0-9]*)?\./;
/** Types of today's Envoy for what people patch most. */
const TODAY: ReadonlyArray<readonly [RegExp, string]> = [
  [/http_connection_manager/, 'type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager'],
  [/\.lua\./, 'type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua'],
  [/local_rate_limit/, 'type.googleapis.com/envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit'],
  [/rate_limit|ratelimit/, 'type.googleapis.com/envoy.extensions.filters.http.ratelimit.v3.RateLimit'],
  [/ext_authz/, 'type.googleapis.com/envoy.extensions.filters.http.ext_authz.v3.ExtAuthz'],
  [/\.router\./, 'type.googleapis.com/envoy.extensions.filters.http.router.v3.Router'],
  [/\.Listener$/, 'type.googleapis.com/envoy.config.listener.v3.Listener'],
  [/\.Cluster$/, 'type.googleapis.com/envoy.config.cluster.v3.Cluster'],
];

/** See its title. */
export const envoyTypesExist = eachObject({
  code: 'CI1101',
  name: 'envoy-types-exist',
  title: 'What an EnvoyFilter writes is of the Envoy API that there is: v3.',
  severity: Severity.ERROR,
  kinds: ['EnvoyFilter'],
  fields: ['@type', 'config'],
  explanation: 'Envoy has no v2 API any more. Istio leaves a patch with such a type out, or the proxies refuse the whole configuration and keep the old one.',
  fix: 'write the type of Envoy\'s v3 API, with the fields that it has there',
  equivalents: [],
  *object({ spec }) {
    for (const patch of spec.at('configPatches').items()) { yield* inValue(patch.at('patch', 'value')); }
  },
});

/** Whether a value is a type of the v2 API. */
export function isFormerType(type: Cursor): boolean {
  return type.text !== undefined && GONE.test(type.text);
}

/** Whether a value is the settings of a filter as the v2 API had them. */
export function isFormerConfig(config: Cursor): boolean {
  return config.path.endsWith('.config') && config.fields !== undefined && config.holder?.at('name').text?.startsWith('envoy.') === true;
}

function* inValue(value: Cursor): Iterable<Report> {
  const type = value.at('@type');
  if (isFormerType(type)) {
    const today = TODAY.find(([old]) => old.test(type.text ?? ''))?.[1];
    yield type.mustBe('a type of Envoy\'s v3 API', today === undefined ? {} : { fix: `write ${today}, with the fields that it has` });
  }
  // Filters of the v2 API had their settings there, without a type.
  if (isFormerConfig(value.at('config'))) {
    yield value.at('config').problem('is of the v2 API; it must be typed_config, with its @type', { fix: 'write typed_config' });
  }
  for (const item of value.items()) { yield* inValue(item); }
  for (const [, member] of value.entries()) { yield* inValue(member); }
}
