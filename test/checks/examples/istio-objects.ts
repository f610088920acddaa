import { type Examples, istio, yaml } from './example';

const of = (apiVersion: string, kind: string, spec: string, name = 'a') => `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${name}, namespace: shop}\nspec: ${spec}`;

/** Examples for the checks of what kinds, fields and values Istio has. */
export const ISTIO_OBJECT_EXAMPLES: Examples = {
  CI0034: {
    wrong: yaml(of('security.istio.io/v1alpha1', 'PeerAuthentication', '{}'), of('networking.istio.io/v1', 'EnvoyFilter', '{}', 'b'),
      of('networking.istio.io/v1', 'AuthorizationPolicy', '{}', 'c'), of('authentication.istio.io/v1alpha1', 'Policy', '{}', 'd'),
      of('extensions.istio.io/v1', 'WasmPlugin', '{}', 'e'), of('v1', 'VirtualService', '{}', 'f')),
    finds: [
      'error app/a: apiVersion is "security.istio.io/v1alpha1"; it must be security.istio.io/v1 or security.istio.io/v1beta1 for PeerAuthentication; write security.istio.io/v1 [CI0034]',
      'error app/b: apiVersion is "networking.istio.io/v1"; it must be networking.istio.io/v1alpha3 for EnvoyFilter; write networking.istio.io/v1alpha3 [CI0034]',
      'error app/c: apiVersion is "networking.istio.io/v1"; it must be security.istio.io/v1 or security.istio.io/v1beta1 for AuthorizationPolicy; write security.istio.io/v1 [CI0034]',
      'error app/d: apiVersion is "authentication.istio.io/v1alpha1", which Istio no longer has; it must be one that Istio serves; use PeerAuthentication and RequestAuthentication of security.istio.io/v1 [CI0034]',
      'error app/e: apiVersion is "extensions.istio.io/v1"; it must be extensions.istio.io/v1alpha1 for WasmPlugin; write extensions.istio.io/v1alpha1 [CI0034]',
      'error app/f: apiVersion is "v1"; it must be networking.istio.io/v1 or networking.istio.io/v1beta1 or networking.istio.io/v1alpha3 for VirtualService; write networking.istio.io/v1 [CI0034]',
    ],
    right: yaml(of('security.istio.io/v1beta1', 'PeerAuthentication', '{}'), of('networking.istio.io/v1alpha3', 'EnvoyFilter', '{}', 'b'),
      of('telemetry.istio.io/v1alpha1', 'Telemetry', '{}', 'c'), of('gateway.networking.k8s.io/v1', 'Gateway', '{}', 'd'),
      of('networking.istio.io/v1alpha3', 'DestinationRule', '{}', 'e'), of('networking.istio.io/v1beta1', 'ProxyConfig', '{}', 'f')),
  },
  CI0031: {
    wrong: yaml(istio('DestinationRule', 'a', '{host: a, connectionPool: {}, subsets: [{name: v1, labels: {}, outlierDetection: {}}]}'),
      of('telemetry.istio.io/v1', 'Telemetry', '{enabled: true, accessLogging: [{providers: [{name: envoy}]}]}', 'b')),
    finds: [
      'error app/a: spec.connectionPool is no field of DestinationRule; it must be one of exportTo, host, subsets, trafficPolicy, workloadSelector; write it as spec.trafficPolicy.connectionPool or spec.subsets[].trafficPolicy.connectionPool or spec.trafficPolicy.portLevelSettings[].connectionPool [CI0031]',
      'error app/a: spec.subsets[0].outlierDetection is no field of DestinationRule; it must be one of labels, name, trafficPolicy; write it as spec.subsets[].trafficPolicy.outlierDetection or spec.subsets[].trafficPolicy.portLevelSettings[].outlierDetection [CI0031]',
      'error app/b: spec.enabled is no field of Telemetry; it must be one of accessLogging, metrics, selector, targetRef, targetRefs, tracing; take a field that is there, or leave it out [CI0031]',
    ],
    right: yaml(istio('DestinationRule', 'a', '{host: a, trafficPolicy: {connectionPool: {}}, subsets: [{name: v1, labels: {any: thing}, trafficPolicy: {}}]}'),
      of('networking.istio.io/v1alpha3', 'EnvoyFilter', '{configPatches: [{patch: {value: {any: [{thing: 1}]}}}]}', 'b'),
      istio('VirtualService', 'c', '{http: [{mirror_percent: 5, timeout: null}]}'), 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: d}\ndata: {a: b}'),
  },
  CI0032: {
    wrong: yaml(istio('VirtualService', 'a', '{hosts: a, http: [{timeout: 5, retries: {attempts: "3"}, route: [{weight: 1.5}]}]}'),
      istio('DestinationRule', 'b', '{trafficPolicy: {loadBalancer: {simple: LEAST_CONNECTIONS}, tls: []}}'),
      of('extensions.istio.io/v1alpha1', 'WasmPlugin', '{phase: AUTHN}', 'c')),
    finds: [
      'error app/a: spec.hosts is "a"; it must be a list; write such a value [CI0032]',
      'error app/a: spec.http[0].retries.attempts is "3"; it must be an integer; write such a value [CI0032]',
      'error app/a: spec.http[0].route[0].destination is missing; it must be given; write such a value [CI0032]',
      'error app/a: spec.http[0].route[0].weight is 1.5; it must be an integer; write such a value [CI0032]',
      'error app/a: spec.http[0].timeout is 5; it must be a text; write such a value [CI0032]',
      'error app/b: spec.host is missing; it must be given; write such a value [CI0032]',
      'error app/b: spec.trafficPolicy.loadBalancer.simple is "LEAST_CONNECTIONS"; it must be one of RANDOM, PASSTHROUGH, ROUND_ROBIN, LEAST_REQUEST; write such a value [CI0032]',
      'error app/b: spec.trafficPolicy.tls is []; it must be an object; write such a value [CI0032]',
      'error app/c: spec.url is missing; it must be given; write such a value [CI0032]',
    ],
    right: yaml(istio('VirtualService', 'a', '{hosts: [a], http: [{timeout: 5s, retries: {attempts: 3}, route: [{destination: {host: a}, weight: 1}]}]}'),
      istio('DestinationRule', 'b', '{host: b, trafficPolicy: {loadBalancer: {simple: LEAST_REQUEST}, tls: {mode: SIMPLE}}}'),
      of('extensions.istio.io/v1alpha1', 'WasmPlugin', '{phase: AUTHN, url: "oci://a"}', 'c')),
  },
  CI0033: {
    wrong: yaml(
      istio('VirtualService', 'a', '{http: [{mirror_percent: 10, fault: {delay: {percent: 5}}, corsPolicy: {allowOrigin: ["*"]}}, {mirrorPercent: 20}]}'),
      istio('DestinationRule', 'b', '{trafficPolicy: {loadBalancer: {simple: LEAST_CONN}, outlierDetection: {consecutiveErrors: 5}}, subsets: [{trafficPolicy: {portLevelSettings: [{loadBalancer: {consistentHash: {minimumRingSize: 5}}}]}}]}'),
      of('security.istio.io/v1', 'RequestAuthentication', '{jwtRules: [{jwks_uri: a}]}', 'c'),
      of('telemetry.istio.io/v1', 'Telemetry', '{tracing: [{useRequestIdForTraceSampling: true}]}', 'd'),
      istio('Gateway', 'e', '{servers: [{port: {number: 80, name: http, protocol: HTTP, targetPort: 0}, hosts: ["*"]}]}')),
    finds: [
      'warning app/a: spec.http[0].corsPolicy.allowOrigin is deprecated; it must be allowOrigins; write allowOrigins: [{exact: …}] [CI0033]',
      'warning app/a: spec.http[0].fault.delay.percent is deprecated; it must be percentage; write percentage: {value: 5} [CI0033]',
      'warning app/a: spec.http[0].mirror_percent is deprecated; it must be mirrorPercentage; write mirrorPercentage: {value: 10} [CI0033]',
      'warning app/a: spec.http[1].mirrorPercent is deprecated; it must be mirrorPercentage; write mirrorPercentage: {value: 20} [CI0033]',
      'warning app/b: spec.subsets[0].trafficPolicy.portLevelSettings[0].loadBalancer.consistentHash.minimumRingSize is deprecated; it must be ringHash.minimumRingSize; write ringHash: {minimumRingSize: 5} [CI0033]',
      'warning app/b: spec.trafficPolicy.loadBalancer.simple is "LEAST_CONN", which is deprecated; it must be LEAST_REQUEST; write LEAST_REQUEST [CI0033]',
      'warning app/b: spec.trafficPolicy.outlierDetection.consecutiveErrors is deprecated; it must be consecutive5xxErrors or consecutiveGatewayErrors; write consecutiveGatewayErrors for 502, 503 and 504 only [CI0033]',
      'warning app/c: spec.jwtRules[0].jwks_uri is the old spelling; it must be jwksUri; write jwksUri [CI0033]',
      'warning app/d: spec.tracing[0].useRequestIdForTraceSampling is deprecated; it must be left out; leave it out: sampling follows the request id by itself [CI0033]',
      'warning app/e: spec.servers[0].port.targetPort is deprecated; it must be left out; leave it out [CI0033]',
    ],
    right: yaml(
      istio('VirtualService', 'a', '{http: [{mirrorPercentage: {value: 10}, fault: {delay: {percentage: {value: 5}}}, corsPolicy: {allowOrigins: [{exact: a}]}}]}'),
      istio('DestinationRule', 'b', '{trafficPolicy: {loadBalancer: {simple: LEAST_REQUEST}, outlierDetection: {consecutive5xxErrors: 5}}}'),
      of('security.istio.io/v1', 'RequestAuthentication', '{jwtRules: [{jwksUri: a}]}', 'c')),
  },
};
