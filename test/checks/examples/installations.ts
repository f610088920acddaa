import { type Examples } from './example';

const operator = (spec: string) => `apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nmetadata: {name: mesh, namespace: istio-system}\nspec: ${spec}`;

/** Examples for the checks of installations. */
export const INSTALLATION_EXAMPLES: Examples = {
  CI1325: {
    wrong: operator('{profil: demo, components: {pilot: {k8s: {replicas: 2}}}, values: {pilot: {autoscaleMinimum: 2, tolerations: [{kee: a}]}}, unvalidatedValues: {any: x}}'),
    finds: [
      'error app/mesh: spec.components.pilot.k8s.replicas is no field of IstioOperator; it must be one of its 19 fields; take a field that is there, or leave it out [CI1325]',
      'error app/mesh: spec.profil is no field of IstioOperator; it must be one of compatibilityVersion, components, hub, installPackagePath, meshConfig, namespace, profile, revision, tag, unvalidatedValues, values; write profile [CI1325]',
      'error app/mesh: spec.values.pilot.autoscaleMinimum is no field of IstioOperator; it must be one of its 41 fields; take a field that is there, or leave it out [CI1325]',
      'error app/mesh: spec.values.pilot.tolerations[0].kee is no field of IstioOperator; it must be one of effect, key, operator, tolerationSeconds, value; write key [CI1325]',
    ],
    right: operator('{profile: demo, components: {pilot: {K8s: {replicaCount: 2}}}, values: {gateways: {istio_ingressgateway: {enabled: true}}, pilot: {autoscaleMin: 2, tolerations: [{key: a}]}}, unvalidatedValues: {any: x}}'),
  },
  CI1326: {
    wrong: operator('{hub: Bad Hub, tag: a b, revision: a.b, components: {ingressGateways: [{name: A_B, enabled: true}]}}'),
    finds: [
      'error app/mesh: spec.components.ingressGateways[0].name is "A_B"; it must be at most 254 lower-case letters, digits, "-" and "."; correct the name [CI1326]',
      'error app/mesh: spec.hub is "Bad Hub"; it must be a registry and a folder of images, such as registry.example.com/istio: lower-case letters, digits, "-", "_", "." and "/"; correct the name [CI1326]',
      'error app/mesh: spec.revision is "a.b"; it must be at most 63 letters, digits and "-", with a letter or digit at both ends; correct the name [CI1326]',
      'error app/mesh: spec.tag is "a b"; it must be at most 128 letters, digits, "-", "_" and "."; correct the name [CI1326]',
    ],
    right: operator('{hub: registry.example.com/istio, tag: 1.31.0, revision: 1-31, components: {ingressGateways: [{name: edge, enabled: true}]}}'),
  },
  CI1327: {
    wrong: operator('{values: {global: {proxy: {includeIPRanges: 1.2.3, excludeInboundPorts: "70000"}}}}'),
    finds: [
      'error app/mesh: spec.values.global.proxy.excludeInboundPorts is "70000"; it must be "*", or ports with "," and no space between them, such as 80,443; correct the list [CI1327]',
      'error app/mesh: spec.values.global.proxy.includeIPRanges is "1.2.3"; it must be "*", or ranges with "," and no space between them, such as 10.0.0.0/8,172.16.0.0/12; correct the list [CI1327]',
    ],
    right: operator('{values: {global: {proxy: {includeIPRanges: "10.0.0.0/8,172.16.0.0/12", excludeInboundPorts: "80,443"}}}}'),
  },
  CI1329: {
    wrong: operator(`{components: {ingressGateways: [{name: edge, enabled: true, k8s: {service: {ports: [{name: http, port: 80}, {name: tls, port: 443, targetPort: 443}]}}}]},
      values: {gateways: {istio-ingressgateway: {ingressPorts: [{port: 80, targetPort: 80}]}}}}`),
    finds: [
      'error app/mesh: spec.components.ingressGateways[0].k8s.service.ports[0].targetPort is missing; it must be 1024 or more; write a targetPort such as 8080, or runAsRoot: true in the values of the gateway [CI1329]',
      'error app/mesh: spec.components.ingressGateways[0].k8s.service.ports[1].targetPort is 443; it must be 1024 or more; write a targetPort such as 8080, or runAsRoot: true in the values of the gateway [CI1329]',
      'error app/mesh: spec.values.gateways["istio-ingressgateway"].ingressPorts[0].targetPort is 80; it must be 1024 or more; write a targetPort such as 8080, or runAsRoot: true in the values of the gateway [CI1329]',
    ],
    right: operator('{components: {ingressGateways: [{name: edge, enabled: true, k8s: {service: {ports: [{name: http, port: 80, targetPort: 8080}, {name: alt, port: 8081}]}}}]}}'),
  },
  CI1330: {
    wrong: operator(`{values: {pilot: {autoscaleEnabled: true}, gateways: {istio-ingressgateway: {autoscaleEnabled: true}}},
      components: {pilot: {k8s: {replicaCount: 2}}, ingressGateways: [{name: edge, enabled: true, k8s: {replicaCount: 1}}]}}`),
    finds: [
      'warning app/mesh: spec.components.ingressGateways[0].k8s.replicaCount is 1; it must be left out beside values.gateways.istio-ingressgateway.autoscaleEnabled; leave replicaCount out, or set autoscaleEnabled to false [CI1330]',
      'warning app/mesh: spec.components.pilot.k8s.replicaCount is 2; it must be left out beside values.pilot.autoscaleEnabled; leave replicaCount out, or set autoscaleEnabled to false [CI1330]',
    ],
    right: operator('{values: {pilot: {autoscaleEnabled: false}}, components: {pilot: {k8s: {replicaCount: 2}}, ingressGateways: [{name: edge, enabled: true, k8s: {replicaCount: 2}}]}}'),
  },
};
