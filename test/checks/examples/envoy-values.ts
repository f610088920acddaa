import { type Examples, istio } from './example';

const filter = (applyTo: string, value: string, operation = 'MERGE') =>
  istio('EnvoyFilter', 'a', `{configPatches: [{applyTo: ${applyTo}, patch: {operation: ${operation}, value: ${value}}}]}`, 'shop')
    .replace('networking.istio.io/v1\n', 'networking.istio.io/v1alpha3\n');
const hcm = 'type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager';
const lua = 'type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua';
const wrapper = 'type.googleapis.com/google.protobuf.UInt32Value';

/** Examples for what EnvoyFilters write. */
export const ENVOY_VALUE_EXAMPLES: Examples = {
  CI1180: {
    wrong: filter('NETWORK_FILTER', `{name: a, typed_config: {"@type": ${hcm}, stream_idle_timeout: 5m30, codec_type: HTTP9, access_log: {}, via: 3, add_user_agent: "yes",
      max_request_headers_kb: -1, http_filters: [{name: b, typed_config: {"@type": ${wrapper}}}, {name: c, typed_config: {}}]}}`),
    finds: [
      'error app/a: spec.configPatches[0].patch.value.typed_config.access_log is {}; it must be a list; write it as Envoy\'s API has it [CI1180]',
      'error app/a: spec.configPatches[0].patch.value.typed_config.add_user_agent is "yes"; it must be true or false; write it as Envoy\'s API has it [CI1180]',
      'error app/a: spec.configPatches[0].patch.value.typed_config.codec_type is "HTTP9"; it must be one of AUTO, HTTP1, HTTP2, HTTP3; write it as Envoy\'s API has it [CI1180]',
      'error app/a: spec.configPatches[0].patch.value.typed_config.http_filters[0].typed_config.value is missing; it must be given, for google.protobuf.UInt32Value; write it as Envoy\'s API has it [CI1180]',
      'error app/a: spec.configPatches[0].patch.value.typed_config.http_filters[1].typed_config["@type"] is missing; it must be the type of the object, such as "type.googleapis.com/envoy.…"; write it as Envoy\'s API has it [CI1180]',
      'error app/a: spec.configPatches[0].patch.value.typed_config.max_request_headers_kb is -1; it must be a whole number between 0 and 4294967295; write it as Envoy\'s API has it [CI1180]',
      'error app/a: spec.configPatches[0].patch.value.typed_config.stream_idle_timeout is "5m30"; it must be a duration, such as "1.5s"; write it as Envoy\'s API has it [CI1180]',
      'error app/a: spec.configPatches[0].patch.value.typed_config.via is 3; it must be a text; write it as Envoy\'s API has it [CI1180]',
    ],
    right: filter('NETWORK_FILTER', `{name: a, typedConfig: {"@type": ${hcm}, streamIdleTimeout: 5m30s, codec_type: HTTP2, access_log: [], add_user_agent: true,
      max_request_headers_kb: "96", http_filters: [{name: b, typed_config: {"@type": ${wrapper}, value: 3}}]}}`),
  },
  CI1181: {
    wrong: filter('HTTP_FILTER', `{name: a, typed_config: {"@type": ${lua}, inline_cod: "", nothing_like_it: 3}}`, 'INSERT_BEFORE'),
    finds: [
      'warning app/a: spec.configPatches[0].patch.value.typed_config.inline_cod is no field of envoy.extensions.filters.http.lua.v3.Lua; it must be one of inline_code, source_codes, default_source_code, stat_prefix, clear_route_cache, filter_context, package_paths, package_cpaths, shared_vm_id; write inline_code [CI1181]',
      'warning app/a: spec.configPatches[0].patch.value.typed_config.nothing_like_it is no field of envoy.extensions.filters.http.lua.v3.Lua; it must be one of inline_code, source_codes, default_source_code, stat_prefix, clear_route_cache, filter_context, package_paths, package_cpaths, shared_vm_id; take a field that is there, or leave it out [CI1181]',
    ],
    right: filter('HTTP_FILTER', `{name: a, typed_config: {"@type": ${lua}, inline_code: "", default_source_code: {inline_string: ""}, "[of.an.extension]": 3}}`, 'INSERT_BEFORE'),
  },
  CI1182: {
    wrong: filter('HTTP_FILTER', '{name: envoy.filters.http.lua}', 'INSERT_BEFORE'),
    finds: [
      'warning app/a: spec.configPatches[0].patch.value.typed_config is missing; it must be given: the name alone does not tell the type; write typed_config with the @type of the filter [CI1182]',
    ],
    right: filter('HTTP_FILTER', '{name: a, config_discovery: {config_source: {ads: {}}, type_urls: [a]}}', 'INSERT_BEFORE'),
  },
};
