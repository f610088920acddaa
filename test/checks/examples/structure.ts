import { type Examples, istio, yaml } from './example';

/** Examples for the checks of the structure of Istio's objects. */
export const STRUCTURE_EXAMPLES: Examples = {
  CI1201: {
    wrong: istio('Telemetry', 'a', `{tracing: [{randomSamplingPercentage: 101}], targetRefs: [{kind: "", name: a}],
      metrics: [{overrides: [{match: {customMetric: ""}}]}]}`),
    finds: [
      'error app/a: spec.metrics[0].overrides[0].match.customMetric is ""; it must be a text that is not empty; write a value within the bounds [CI1201]',
      'error app/a: spec.targetRefs[0].kind is ""; it must be a text that is not empty; write a value within the bounds [CI1201]',
      'error app/a: spec.tracing[0].randomSamplingPercentage is 101; it must be between 0 and 100; write a value within the bounds [CI1201]',
    ],
    right: istio('Telemetry', 'a', `{tracing: [{randomSamplingPercentage: 100}], targetRefs: [{kind: Service, name: a}],
      metrics: [{overrides: [{match: {customMetric: a}}]}]}`),
  },
  CI1202: {
    wrong: istio('VirtualService', 'a', '{hosts: [a], http: [{match: [{uri: {exact: /a, prefix: /b}}]}]}'),
    finds: [
      'error app/a: spec.http[0].match[0].uri has "exact", "prefix"; it must have one at most of "exact", "prefix", "regex"; keep one of them [CI1202]',
    ],
    right: istio('VirtualService', 'a', '{hosts: [a], http: [{match: [{uri: {exact: /a}}, {uri: {prefix: /b}}]}]}'),
  },
  CI1203: {
    wrong: yaml(
      istio('VirtualService', 'a', '{hosts: [a], http: [{timeout: 5 seconds}]}'),
      istio('Telemetry', 'b', '{selector: {matchLabels: {app: b}}, targetRefs: [{kind: Service, name: b}]}'),
      istio('ServiceEntry', 'c', '{hosts: [c.example.com], resolution: STATIC, ports: [{name: http, number: 80}, {name: http, number: 81}]}'),
    ),
    finds: [
      'error app/a: spec.http[0].timeout is "5 seconds"; it must keep to the rule "must be a valid duration greater than 1ms"; change the object so that the rule holds [CI1203]',
      'error app/b: spec breaks a rule; it must keep to the rule "only one of targetRefs or selector can be set"; change the object so that the rule holds [CI1203]',
      'error app/c: spec.ports[1] has the name of element 0; it must have one of its own; change the object so that the rule holds [CI1203]',
    ],
    right: yaml(
      istio('VirtualService', 'a', '{hosts: [a], http: [{timeout: 5s}]}'),
      istio('Telemetry', 'b', '{targetRefs: [{kind: Service, name: b}]}'),
      istio('ServiceEntry', 'c', '{hosts: [c.example.com], resolution: STATIC, ports: [{name: http, number: 80}, {name: http-1, number: 81}]}'),
    ),
  },
};
