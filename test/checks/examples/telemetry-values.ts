import { type Examples, istio } from './example';

const telemetry = (spec: string) => istio('Telemetry', 'default', `{${spec}}`);

/** Examples for what Istio refuses of the values of Telemetries. */
export const TELEMETRY_VALUE_EXAMPLES: Examples = {
  CI0940: {
    wrong: telemetry('tracing: [{providers: [{name: a}, {name: b}]}, {randomSamplingPercentage: 1}]'),
    finds: [
      'warning app/default: spec.tracing has 2 entries; it must have one; join them into one that says what is meant [CI0940]',
      'warning app/default: spec.tracing[0].providers has 2 providers; it must have one; join them into one that says what is meant [CI0940]',
    ],
    right: telemetry('tracing: [{providers: [{name: a}], randomSamplingPercentage: 1}]'),
  },
  CI0941: {
    wrong: telemetry("accessLogging: [{filter: {expression: 'response.code >'}}, {filter: {}}]"),
    finds: [
      'error app/default: spec.accessLogging[0].filter.expression is "response.code >"; it must be an expression in CEL; correct it: it '
        + 'ends too early [CI0941]',
      'error app/default: spec.accessLogging[1].filter.expression is missing; it must be an expression in CEL; correct it: it ends too '
        + 'early [CI0941]',
    ],
    right: telemetry("accessLogging: [{filter: {expression: 'response.code >= 400 && has(request.headers)'}}, {disabled: true}]"),
  },
  CI0942: {
    wrong: telemetry("metrics: [{overrides: [{tagOverrides: {host: {}, path: {value: ''}}}]}]"),
    finds: [
      'error app/default: spec.metrics[0].overrides[0].tagOverrides.host.value is missing; it must be an expression, such as request.host; '
        + 'write an expression for the value, or operation: REMOVE [CI0942]',
      'error app/default: spec.metrics[0].overrides[0].tagOverrides.path.value is ""; it must be an expression, such as request.host; '
        + 'write an expression for the value, or operation: REMOVE [CI0942]',
    ],
    right: telemetry('metrics: [{overrides: [{tagOverrides: {host: {value: request.host}, path: {operation: REMOVE}}}]}]'),
  },
  CI0943: {
    wrong: telemetry("tracing: [{customTags: {'': {literal: {value: a}}}}], metrics: [{overrides: [{tagOverrides: {'': {operation: REMOVE}}}]}]"),
    finds: [
      'warning app/default: spec.metrics[0].overrides[0].tagOverrides has a tag without a name; each must have one; name the tag [CI0943]',
      'error app/default: spec.tracing[0].customTags has a tag without a name; each must have one; name the tag [CI0943]',
    ],
    right: telemetry('tracing: [{customTags: {team: {literal: {value: a}}}}], metrics: [{overrides: [{tagOverrides: {host: {operation: REMOVE}}}]}]'),
  },
};
