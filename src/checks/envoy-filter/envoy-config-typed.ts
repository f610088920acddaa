import { isFormerConfig } from './envoy-types-exist';
import { eachObject } from '../check';
import { valueProblems } from '../envoy-values';
import { Severity } from '../finding';

/** See its title. */
export const envoyConfigTyped = eachObject({
  code: 'CI1182',
  name: 'envoy-config-typed',
  title: 'A filter that an EnvoyFilter writes says its type.',
  severity: Severity.WARNING,
  kinds: ['EnvoyFilter'],
  fields: ['value'],
  explanation: 'Without typed_config the filter is looked up by its name, which Envoy gives up: names are for people and statistics, and the proxies refuse ' +
    'a filter that they do not find.',
  fix: 'write typed_config with the @type of the filter',
  equivalents: [],
  *object(object, view) {
    for (const { wrong, place, text } of valueProblems(object, view)) {
      if (wrong === 'untyped' && (place.holder === undefined || !isFormerConfig(place.holder.at('config')))) { yield place.problem(text); }
    }
  },
});
