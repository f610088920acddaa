import { type Examples, istio, yaml } from './example';

const annotated = (kind: string, annotation: string, spec: string, name = 'a') =>
  istio(kind, name, spec).replace('namespace: shop}', `namespace: shop, annotations: {${annotation}}}`);
const operator = (spec: string) => `apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nmetadata: {name: istio, namespace: istio-system}\nspec: ${spec}`;
const revised = (kind: string, spec: string, name: string, revision = 'default') =>
  istio(kind, name, spec).replace('namespace: shop}', `namespace: shop, labels: {istio.io/rev: ${revision}}}`);

/** Examples for the checks of what several kinds of Istio have: annotations, selectors, references; and of extensions. */
export const ISTIO_METADATA_EXAMPLES: Examples = {
  CI0045: {
    wrong: yaml(annotated('PeerAuthentication', 'istio.io/dry-run: "true"', '{}'), annotated('AuthorizationPolicy', 'istio.io/dry-run: maybe', '{}', 'b'),
      annotated('AuthorizationPolicy', 'istio.io/dry-run: "true"', '{action: AUDIT, rules: [{}]}', 'c')),
    finds: [
      'error app/a: metadata.annotations["istio.io/dry-run"] is given for a PeerAuthentication; it must be left out; leave the annotation out [CI0045]',
      'error app/b: metadata.annotations["istio.io/dry-run"] is "maybe"; it must be "true" or "false"; write "true" to try the policy out [CI0045]',
      'error app/c: metadata.annotations["istio.io/dry-run"] is given for action AUDIT; it must be left out, or the action must be ALLOW or DENY; leave the annotation out [CI0045]',
    ],
    right: yaml(annotated('AuthorizationPolicy', 'istio.io/dry-run: "true"', '{}'), annotated('AuthorizationPolicy', 'istio.io/dry-run: "F"', '{action: DENY, rules: [{}]}', 'b'),
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c, annotations: {istio.io/dry-run: "true"}}'),
  },
  CI0046: {
    wrong: yaml(annotated('VirtualService', 'internal.istio.io/parents: a', '{}'), annotated('Telemetry', 'internal.istio.io/webhook-always-reject: ""', '{}', 'b'),
      annotated('Gateway', 'internal.istio.io/parent-namespace: a', '{}', 'c')),
    finds: [
      'error app/a: metadata.annotations["internal.istio.io/parents"] is an annotation of Istio itself; it must be left out; leave the annotation out [CI0046]',
      'error app/b: metadata.annotations["internal.istio.io/webhook-always-reject"] is an annotation of Istio itself; it must be left out; leave the annotation out [CI0046]',
      'error app/c: metadata.annotations["internal.istio.io/parent-namespace"] is an annotation of Istio itself; it must be left out; leave the annotation out [CI0046]',
    ],
    right: yaml(annotated('VirtualService', 'istio.io/parents: a', '{}'), 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: b, annotations: {internal.istio.io/parents: a}}'),
  },
  CI0047: {
    wrong: yaml(istio('PeerAuthentication', 'a', '{selector: {}}'), istio('Telemetry', 'b', '{selector: {matchLabels: {}}}'), istio('EnvoyFilter', 'c', '{workloadSelector: {}}'),
      istio('DestinationRule', 'd', '{host: a, workloadSelector: {matchLabels: {}}}')),
    finds: [
      'warning app/a: spec.selector has no labels, and selects all workloads; it must have matchLabels; give it the labels of the pods, or leave the selector out for all workloads [CI0047]',
      'warning app/b: spec.selector has no labels, and selects all workloads; it must have matchLabels; give it the labels of the pods, or leave the selector out for all workloads [CI0047]',
      'warning app/c: spec.workloadSelector has no labels, and selects all workloads; it must have labels; give it the labels of the pods, or leave the selector out for all workloads [CI0047]',
      'warning app/d: spec.workloadSelector has no labels, and selects all workloads; it must have matchLabels; give it the labels of the pods, or leave the selector out for all workloads [CI0047]',
    ],
    right: yaml(istio('PeerAuthentication', 'a', '{}'), istio('Telemetry', 'b', '{selector: {matchLabels: {app: a}}}'), istio('Sidecar', 'c', '{workloadSelector: {labels: {app: a}}}'),
      istio('Telemetry', 'misspelt', '{selector: {labels: {app: a}}}')),
  },
  CI0048: {
    wrong: yaml(istio('Sidecar', 'a', '{workloadSelector: {labels: {"": a}}}'), istio('ServiceEntry', 'b', '{workloadSelector: {labels: {"app*": a}}}')),
    finds: [
      'error app/a: spec.workloadSelector.labels has the key ""; it must be the name of a label, without "*"; name the label [CI0048]',
      'error app/b: spec.workloadSelector.labels has the key "app*"; it must be the name of a label, without "*"; name the label [CI0048]',
    ],
    right: yaml(istio('Sidecar', 'a', '{workloadSelector: {labels: {app: a}}}'), istio('Gateway', 'b', '{selector: {"*": a}}')),
  },
  CI0049: {
    wrong: yaml(istio('AuthorizationPolicy', 'a', '{targetRefs: [{group: networking.istio.io, kind: Gateway, name: a}, {kind: Service, name: a}, {group: apps, kind: Deployment, name: a}]}'),
      istio('WasmPlugin', 'b', '{url: a, targetRef: {kind: Gateway, name: a}}'), istio('Telemetry', 'c', '{targetRef: {group: v1, kind: Service, name: a}}')),
    finds: [
      'error app/a: spec.targetRefs[0] is of kind Gateway of group networking.istio.io; it must be a Service, a ServiceEntry of networking.istio.io, or a Gateway or GatewayClass of gateway.networking.k8s.io; use a selector for the pods of the gateway [CI0049]',
      'error app/a: spec.targetRefs[2] is of kind Deployment of group apps; it must be a Service, a ServiceEntry of networking.istio.io, or a Gateway or GatewayClass of gateway.networking.k8s.io; refer to one of these kinds, or use a selector for workloads [CI0049]',
      'error app/b: spec.targetRef is of kind Gateway of the group without a name; it must be a Service, a ServiceEntry of networking.istio.io, or a Gateway or GatewayClass of gateway.networking.k8s.io; write group: gateway.networking.k8s.io [CI0049]',
      'error app/c: spec.targetRef is of kind Service of group v1; it must be a Service, a ServiceEntry of networking.istio.io, or a Gateway or GatewayClass of gateway.networking.k8s.io; leave group out [CI0049]',
    ],
    right: yaml(istio('AuthorizationPolicy', 'a', '{targetRefs: [{kind: Service, name: a}, {group: core, kind: Service, name: a}, {group: networking.istio.io, kind: ServiceEntry, name: a}]}'),
      istio('WasmPlugin', 'b', '{url: a, targetRef: {group: gateway.networking.k8s.io, kind: Gateway, name: a}}'),
      istio('EnvoyFilter', 'c', '{targetRefs: [{group: a, kind: B, name: c}]}')),
  },
  CI0050: {
    wrong: yaml(operator('{values: {experimental: {stableValidationPolicy: true}}}'), revised('EnvoyFilter', '{}', 'a'), revised('Telemetry', '{accessLogging: [{filter: {expression: a}}]}', 'b'),
      revised('AuthorizationPolicy', '{rules: [{from: [{source: {trustDomains: [a]}}]}]}', 'c')),
    finds: [
      'error app/a: kind is EnvoyFilter, which revision default refuses; it must be a kind whose features are stable; leave it out, or install Istio without experimental.stableValidationPolicy [CI0050]',
      'error app/b: spec.accessLogging[0].filter is given, which revision default refuses; it must be left out; leave it out, or install Istio without experimental.stableValidationPolicy [CI0050]',
      'error app/c: spec.rules[0].from[0].source.trustDomains is given, which revision default refuses; it must be left out; leave it out, or install Istio without experimental.stableValidationPolicy [CI0050]',
    ],
    right: yaml(operator('{revision: canary, values: {experimental: {stableValidationPolicy: true}}}'), revised('EnvoyFilter', '{}', 'a'), istio('WasmPlugin', 'b', '{url: a}'),
      revised('Telemetry', '{accessLogging: [{}]}', 'c', 'canary')),
  },
  CI1401: {
    wrong: yaml(istio('TrafficExtension', 'a', `{lua: {inlineCode: "${'ä'.repeat(32769)}"}}`), istio('WasmPlugin', 'b', `{url: a, imagePullSecret: ${'ä'.repeat(127)}, pluginName: ${'€'.repeat(86)}}`)),
    finds: [
      'error app/a: spec.lua.inlineCode has 65538 bytes; it must have at most 65536; shorten it; a letter beyond ASCII takes two to four bytes [CI1401]',
      'error app/b: spec.imagePullSecret has 254 bytes; it must have at most 253; shorten it; a letter beyond ASCII takes two to four bytes [CI1401]',
      'error app/b: spec.pluginName has 258 bytes; it must have at most 256; shorten it; a letter beyond ASCII takes two to four bytes [CI1401]',
    ],
    right: yaml(istio('TrafficExtension', 'a', `{lua: {inlineCode: "${'ä'.repeat(32768)}"}}`), istio('WasmPlugin', 'b', `{url: a, pluginName: ${'ä'.repeat(128)}}`)),
  },
};
