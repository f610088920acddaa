import { type Examples, yaml } from './example';

const deployment = (template: string, own = '{}') => `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop, annotations: ${own}}
spec: {template: {metadata: {${template}}, spec: {containers: [{name: web}]}}}`;
const service = (annotations: string) => `apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop, annotations: ${annotations}}\nspec: {ports: [{name: http, port: 80}]}`;

/** Examples for the checks of annotations that Istio reads, and of the labels of pods. */
export const ANNOTATION_EXAMPLES: Examples = {
  CI0055: {
    wrong: deployment(`annotations: {sidecar.istio.io/proxyCPU: lots, sidecar.istio.io/interceptionMode: redirect, traffic.sidecar.istio.io/excludeOutboundPorts: "80;443",
      traffic.sidecar.istio.io/includeOutboundIPRanges: 10.0.0.1, readiness.status.sidecar.istio.io/periodSeconds: "-1", prometheus.istio.io/merge-metrics: "no"}`),
    finds: [
      'error app/web: spec.template.metadata.annotations["prometheus.istio.io/merge-metrics"] is "no"; it must be "true" or "false"; correct the value [CI0055]',
      'error app/web: spec.template.metadata.annotations["readiness.status.sidecar.istio.io/periodSeconds"] is "-1"; it must be a whole number that is not negative; correct the value [CI0055]',
      'error app/web: spec.template.metadata.annotations["sidecar.istio.io/interceptionMode"] is "redirect"; it must be REDIRECT, TPROXY or NONE; correct the value [CI0055]',
      'error app/web: spec.template.metadata.annotations["sidecar.istio.io/proxyCPU"] is "lots"; it must be a quantity such as 100m or 128Mi; correct the value [CI0055]',
      'error app/web: spec.template.metadata.annotations["traffic.sidecar.istio.io/excludeOutboundPorts"] is "80;443"; it must be ports with "," between them, such as 80,443; correct the value [CI0055]',
      'error app/web: spec.template.metadata.annotations["traffic.sidecar.istio.io/includeOutboundIPRanges"] is "10.0.0.1"; it must be "*", or ranges with "," and no space between them, such as 10.0.0.0/8,172.16.0.0/12; correct the value [CI0055]',
    ],
    right: deployment(`annotations: {sidecar.istio.io/proxyCPU: 100m, sidecar.istio.io/interceptionMode: REDIRECT, traffic.sidecar.istio.io/excludeOutboundPorts: "80,443",
      traffic.sidecar.istio.io/includeOutboundIPRanges: "*", readiness.status.sidecar.istio.io/periodSeconds: "2", prometheus.istio.io/merge-metrics: "false"}`),
  },
  CI0056: {
    wrong: yaml(deployment('annotations: {sidecar.istio.io/proxyCpu: 100m, istio.io/waypoint: x}'), service('{foo.istio.io/bar: x}')),
    finds: [
      'warning app/web: spec.template.metadata.annotations["istio.io/waypoint"] is no annotation of Istio; it must be one that Istio knows; take an annotation that Istio knows, or leave it out [CI0056]',
      'warning app/web: spec.template.metadata.annotations["sidecar.istio.io/proxyCpu"] is no annotation of Istio; it must be one that Istio knows; write sidecar.istio.io/proxyCPU [CI0056]',
      'warning app/web: metadata.annotations["foo.istio.io/bar"] is no annotation of Istio; it must be one that Istio knows; take an annotation that Istio knows, or leave it out [CI0056]',
    ],
    right: yaml(deployment('annotations: {sidecar.istio.io/proxyCPU: 100m, sidecar.istio.io/status: "{}", example.com/any: x}'), service('{networking.istio.io/exportTo: .}')),
  },
  CI0057: {
    wrong: yaml(service('{sidecar.istio.io/proxyCPU: 100m}'), deployment('annotations: {networking.istio.io/exportTo: .}', '{networking.istio.io/exportTo: .}')),
    finds: [
      'warning app/web: metadata.annotations["networking.istio.io/exportTo"] is on a Deployment; it must be on a Service; move it to an object of such a kind [CI0057]',
      'warning app/web: spec.template.metadata.annotations["networking.istio.io/exportTo"] is on a Pod; it must be on a Service; move it to an object of such a kind [CI0057]',
      'warning app/web: metadata.annotations["sidecar.istio.io/proxyCPU"] is on a Service; it must be on a Pod; move it to an object of such a kind [CI0057]',
    ],
    right: yaml(service('{networking.istio.io/exportTo: ., galley.istio.io/analyze-suppress: IST0101}'), deployment('annotations: {sidecar.istio.io/proxyCPU: 100m}')),
  },
  CI0058: {
    wrong: yaml(deployment('annotations: {sidecar.istio.io/inject: "true", sidecar.istio.io/discoveryAddress: "istiod:15012"}'), service('{alpha.istio.io/canonical-serviceaccounts: a}')),
    finds: [
      'info app/web: spec.template.metadata.annotations["sidecar.istio.io/discoveryAddress"] is deprecated; it must be proxy.istio.io/config with discoveryAddress; write the new one, or leave it out [CI0058]',
      'info app/web: spec.template.metadata.annotations["sidecar.istio.io/inject"] is deprecated; it must be the label sidecar.istio.io/inject; write the new one, or leave it out [CI0058]',
      'info app/web: metadata.annotations["alpha.istio.io/canonical-serviceaccounts"] is deprecated; it must be left out; write the new one, or leave it out [CI0058]',
    ],
    right: deployment('labels: {sidecar.istio.io/inject: "true"}, annotations: {sidecar.istio.io/inject: "true"}'),
  },
  CI0059: {
    wrong: deployment('labels: {role: web}'),
    finds: [
      'info app/web: spec.template.metadata.labels lacks app and version; it must have them to be told apart; add the labels app and version to the template of the pods [CI0059]',
    ],
    right: deployment('labels: {app: web, app.kubernetes.io/version: v1}'),
  },
};
