import { type Examples, istio, service, yaml } from './example';

const security = (kind: string, spec: string, name = 'a', namespace = 'shop') =>
  `apiVersion: security.istio.io/v1\nkind: ${kind}\nmetadata: {name: ${name}, namespace: ${namespace}}\nspec: ${spec}`;
const ap = (name: string, spec: string) => security('AuthorizationPolicy', spec, name);
const filter = (patch: string) => `apiVersion: networking.istio.io/v1alpha3\nkind: EnvoyFilter\nmetadata: {name: a, namespace: shop}\nspec: {configPatches: [{applyTo: HTTP_FILTER, patch: {operation: INSERT_BEFORE, value: ${patch}}}]}`;

/** Examples for the checks of mistakes that are common in what people copy. */
export const SCENARIO_EXAMPLES: Examples = {
  CI0110: {
    wrong: yaml(istio('Gateway', 'edge', '{servers: [{port: {number: 80, protocol: HTTP}, hosts: ["*/shop.example.com"]}]}'),
      istio('VirtualService', 'a', '{hosts: [shop.example.com], http: []}')),
    finds: [
      'warning app/a: spec.hosts[0] is "shop.example.com", which Gateway shop/edge opens; gateways must name it; write gateways: [shop/edge]; add "mesh" if sidecars are meant too [CI0110]',
    ],
    right: yaml(istio('Gateway', 'edge', '{servers: [{port: {number: 80, protocol: HTTP}, hosts: ["*/shop.example.com"]}, {hosts: ["*"]}]}'),
      istio('VirtualService', 'a', '{hosts: [shop.example.com], gateways: [edge], http: []}'), istio('VirtualService', 'b', '{hosts: [shop.example.com], http: []}'),
      istio('VirtualService', 'c', '{hosts: [other.example.com], http: []}')),
  },
  CI0209: {
    wrong: istio('VirtualService', 'a', '{hosts: [a], http: [{redirect: {uri: /b}, route: [{destination: {host: a}}]}, {timeout: 5s}, {route: []}, '
      + '{delegate: {name: b}, directResponse: {status: 200}}]}'),
    finds: [
      'error app/a: spec.http[0] has route and redirect; it must have one of them; keep one; a second route can do the other for other requests [CI0209]',
      'error app/a: spec.http[1] has none of route, redirect, directResponse, delegate; it must have one; add one [CI0209]',
      'error app/a: spec.http[2] has none of route, redirect, directResponse, delegate; it must have one; add one [CI0209]',
      'warning app/a: spec.http[3] has directResponse and delegate; it must have one of them; keep one; a second route can do the other for other requests [CI0209]',
    ],
    right: istio('VirtualService', 'a', '{http: [{match: [{uri: {exact: /a}}], redirect: {uri: /b}, route: []}, {route: [{destination: {host: a}}]}, {delegate: {name: b}}]}'),
  },
  CI0210: {
    wrong: istio('VirtualService', 'a', '{http: [{match: [{method: {exact: POST}}], retries: {attempts: 2, retryOn: "5xx,connect-failure,503"}}, {retries: {attempts: 2, retryOn: reset}}]}'),
    finds: [
      'info app/a: spec.http[0].retries.retryOn is "5xx,connect-failure,503" for all methods; for 5xx, 503 the requests must be such as may be sent twice; retry requests with idempotent methods only, in a route of their own with match.method, or retryOn: connect-failure,refused-stream,unavailable,cancelled [CI0210]',
      'info app/a: spec.http[1].retries.retryOn is "reset" for all methods; for reset the requests must be such as may be sent twice; retry requests with idempotent methods only, in a route of their own with match.method, or retryOn: connect-failure,refused-stream,unavailable,cancelled [CI0210]',
    ],
    right: istio('VirtualService', 'a', '{http: [{match: [{method: {exact: GET}}, {method: {regex: "(?:PUT|HEAD)"}}], retries: {attempts: 2, retryOn: 5xx}}, {retries: {attempts: 2, retryOn: connect-failure}}, {retries: {attempts: 0, retryOn: 5xx}}]}'),
  },
  CI0307: {
    wrong: istio('DestinationRule', 'a', '{trafficPolicy: {outlierDetection: {maxEjectionPercent: 100}}, subsets: [{trafficPolicy: {portLevelSettings: [{outlierDetection: {maxEjectionPercent: 100}}]}}]}'),
    finds: [
      'warning app/a: spec.subsets[0].trafficPolicy.portLevelSettings[0].outlierDetection.maxEjectionPercent is 100; it must be less than 100, so that some endpoints stay; give less than 100, or minHealthPercent, below which the endpoints that are out are asked again [CI0307]',
      'warning app/a: spec.trafficPolicy.outlierDetection.maxEjectionPercent is 100; it must be less than 100, so that some endpoints stay; give less than 100, or minHealthPercent, below which the endpoints that are out are asked again [CI0307]',
    ],
    right: yaml(istio('DestinationRule', 'a', '{trafficPolicy: {outlierDetection: {maxEjectionPercent: 99}}, subsets: [{trafficPolicy: {outlierDetection: {maxEjectionPercent: 100, minHealthPercent: 30}}}]}'),
      istio('DestinationRule', 'b', '{trafficPolicy: {loadBalancer: {localityLbSetting: {}}}, subsets: [{trafficPolicy: {outlierDetection: {maxEjectionPercent: 100}}}]}')),
  },
  CI0308: {
    wrong: istio('DestinationRule', 'a', '{trafficPolicy: {loadBalancer: {localityLbSetting: {failover: [{from: eu, to: us}]}}, portLevelSettings: [{loadBalancer: {localityLbSetting: {enabled: true}}}]}, subsets: [{trafficPolicy: {loadBalancer: {zoneAwareLbSetting: {failover: [{from: eu, to: us}]}}}}]}'),
    finds: [
      'warning app/a: spec.subsets[0].trafficPolicy.loadBalancer.zoneAwareLbSetting has regions or labels to take over, and no outlierDetection; it must come with it; add outlierDetection to the same trafficPolicy [CI0308]',
      'warning app/a: spec.trafficPolicy.loadBalancer.localityLbSetting is given without outlierDetection; it must come with it; add outlierDetection to the same trafficPolicy [CI0308]',
      'warning app/a: spec.trafficPolicy.portLevelSettings[0].loadBalancer.localityLbSetting is given without outlierDetection; it must come with it; add outlierDetection to the same trafficPolicy [CI0308]',
    ],
    right: yaml(istio('DestinationRule', 'a', '{trafficPolicy: {outlierDetection: {}, loadBalancer: {localityLbSetting: {}}}, subsets: [{trafficPolicy: {loadBalancer: {localityLbSetting: {}}}}]}'),
      istio('DestinationRule', 'b', '{trafficPolicy: {loadBalancer: {localityLbSetting: {distribute: [{from: eu, to: {eu: 100}}]}}}, subsets: [{trafficPolicy: {loadBalancer: {localityLbSetting: {enabled: false}}}}]}')),
  },
  CI0405: {
    wrong: istio('Gateway', 'a', '{servers: [{port: {number: 80, protocol: HTTP}, hosts: [a], tls: {mode: SIMPLE, credentialName: a}}, {port: {number: 443, protocol: HTTPS}, hosts: [a]}, {port: {number: 27, protocol: TCP}, tls: {}}, {port: {number: 81, protocol: HTTP}, tls: {minProtocolVersion: TLSV1_2}}]}'),
    finds: [
      'error app/a: spec.servers[0].tls is given for protocol HTTP; it must be left out, or hold httpsRedirect only where the protocol is HTTP; make the protocol HTTPS or TLS, or leave the tls block out [CI0405]',
      'error app/a: spec.servers[1].tls is missing; it must be given for protocol HTTPS; add tls with its mode and the certificate [CI0405]',
      'error app/a: spec.servers[2].tls is given for protocol TCP; it must be left out, or hold httpsRedirect only where the protocol is HTTP; make the protocol HTTPS or TLS, or leave the tls block out [CI0405]',
      'warning app/a: spec.servers[3].tls is given for protocol HTTP; it must be left out, or hold httpsRedirect only where the protocol is HTTP; make the protocol HTTPS or TLS, or leave the tls block out [CI0405]',
    ],
    right: istio('Gateway', 'a', '{servers: [{port: {number: 80, protocol: HTTP}, hosts: [a], tls: {httpsRedirect: true}}, {port: {number: 443, protocol: HTTPS}, hosts: [a], tls: {mode: SIMPLE}}, {port: {number: 27, protocol: TCP}}]}'),
  },
  CI0406: {
    wrong: istio('Gateway', 'a', '{servers: [{port: {number: 80, protocol: HTTP}, hosts: [shop/a.example.com]}, {port: {number: 443, protocol: HTTPS}, hosts: ["*.example.com"], tls: {mode: SIMPLE}}]}'),
    finds: [
      'info app/a: spec.servers[0].tls.httpsRedirect is not true for "a.example.com", which has HTTPS too; it must be true for a redirect; write tls: {httpsRedirect: true} for the server with protocol HTTP [CI0406]',
    ],
    right: istio('Gateway', 'a', '{servers: [{port: {number: 80, protocol: HTTP}, hosts: [a.example.com], tls: {httpsRedirect: true}}, {port: {number: 443, protocol: HTTPS}, hosts: [a.example.com], tls: {mode: SIMPLE}}, {port: {number: 81, protocol: HTTP}, hosts: [b.example.com]}]}'),
  },
  CI0505: {
    wrong: yaml(security('PeerAuthentication', '{mtls: {mode: STRICT}}', 'default', 'istio-system'), security('PeerAuthentication', '{mtls: {mode: STRICT}}', 'mesh-wide'),
      'apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: {name: a}\nspec: {mtls: {mode: STRICT}}'),
    finds: [
      'warning app/a: metadata.namespace is missing; it must be istio-config for the mesh, or the namespace that it is for; set metadata.namespace [CI0505]',
      'warning app/default: metadata.namespace is "istio-system"; it must be istio-config for a policy of the mesh; set metadata.namespace to the root namespace, which rootNamespace of the Mesh names [CI0505]',
      'warning app/mesh-wide: metadata.namespace is "shop"; it must be istio-config for a policy of the mesh; set metadata.namespace to the root namespace, which rootNamespace of the Mesh names [CI0505]',
    ],
    right: yaml(security('PeerAuthentication', '{mtls: {mode: STRICT}}', 'default', 'istio-config'), security('PeerAuthentication', '{mtls: {mode: STRICT}}', 'default'),
      security('PeerAuthentication', '{selector: {matchLabels: {app: a}}, mtls: {mode: STRICT}}', 'b', 'istio-system')),
    context: { rootNamespace: 'istio-config' },
  },
  CI0602: {
    wrong: yaml(istio('ServiceEntry', 'a', '{hosts: ["*.example.com"], location: MESH_EXTERNAL, ports: [{number: 443, name: https, protocol: HTTP}, {number: 5432, name: db, protocol: TCP}]}'),
      istio('ServiceEntry', 'b', '{hosts: [db.example.com], ports: [{number: 5432, name: db, protocol: TCP}, {number: 81, name: any}]}')),
    finds: [
      'warning app/a: spec.ports[0].protocol is "HTTP"; it must be HTTPS or TLS on port 443, where clients speak TLS; make the protocol TLS; for TLS that the proxies begin, use port 80 with targetPort 443 [CI0602]',
      'warning app/a: spec.ports[1].protocol is TCP for *.example.com; it must be one that names the host, HTTP, HTTPS or TLS, where there are no addresses; make the protocol HTTP, HTTPS or TLS, as clients speak it, or give addresses [CI0602]',
      'warning app/b: spec.ports[0].protocol is TCP, and Istio makes no address for db.example.com; addresses must be given; '
        + 'make the protocol HTTP, HTTPS or TLS, as clients speak it, or give addresses [CI0602]',
      'warning app/b: spec.ports[1].protocol is not given, and Istio makes no address for db.example.com; addresses must be given; '
        + 'make the protocol HTTP, HTTPS or TLS, as clients speak it, or give addresses [CI0602]',
    ],
    right: yaml(istio('ServiceEntry', 'a', '{hosts: ["*.example.com"], ports: [{number: 443, name: tls, protocol: TLS}, {number: 80, name: http, protocol: HTTP, targetPort: 443}]}'),
      istio('ServiceEntry', 'b', '{hosts: [db.example.com], addresses: [192.0.2.1], ports: [{number: 5432, name: db, protocol: TCP}]}'),
      istio('ServiceEntry', 'c', '{hosts: [db.example.com], ports: [{number: 5432, name: db, protocol: TCP}], resolution: DNS}')),
  },
  CI1001: {
    wrong: yaml(ap('allow-all', '{}'), ap('deny-all', '{rules: [{}]}'), ap('b', '{action: DENY}'), ap('c', '{rules: [{from: []}]}'),
      ap('d', '{rules: [{}, {to: [{operation: {methods: [GET]}}]}]}'), ap('e', '{rules: []}'), ap('f', '{rules: null}')),
    finds: [
      'error app/allow-all: spec.rules has no rule, so that AuthorizationPolicy shop/allow-all lets nobody in; it must be [{}] to let everybody in; write rules: [{}], or call it deny-all [CI1001]',
      'error app/b: spec.rules has no rule for action DENY, and so does nothing; it must have one; write rules: [{}] for every request [CI1001]',
      'error app/c: spec.rules[0].from is [], which Istio takes for everything; it must have at least one element; leave from out for everything, and the rule for nothing [CI1001]',
      'warning app/d: spec.rules[0] is {}, which matches everything, so that the other rules have no effect; it must be the only rule or none; leave it out, or the other rules [CI1001]',
      'error app/deny-all: spec.rules[0] is {}, so that AuthorizationPolicy shop/deny-all lets everybody in; it must be left out, with rules, to let nobody in; write spec: {}, or call it allow-all [CI1001]',
      'warning app/e: spec.rules is written without a rule, so that AuthorizationPolicy shop/e lets nobody in; it must be left out if that is meant; write rules: [{}] for everybody, or leave rules out for nobody [CI1001]',
      'warning app/f: spec.rules is written without a rule, so that AuthorizationPolicy shop/f lets nobody in; it must be left out if that is meant; write rules: [{}] for everybody, or leave rules out for nobody [CI1001]',
    ],
    right: yaml(ap('allow-all', '{rules: [{}]}'), ap('deny-all', '{}'), ap('allow-nothing', '{}'), ap('b', '{action: DENY, rules: [{}]}'), ap('deny-any', '{rules: []}'),
      ap('c', '{rules: [{to: [{operation: {methods: [GET]}}]}]}')),
  },
  CI1002: {
    wrong: yaml(service('db', ['v1'], '[{name: tcp, port: 5432}]'), ap('a', '{selector: {matchLabels: {app: db}}, rules: [{to: [{operation: {methods: [GET]}}]}]}'),
      service('mixed', ['v1'], '[{name: http, port: 80}, {name: tcp, port: 5432}]'),
      ap('b', '{selector: {matchLabels: {app: mixed}}, rules: [{from: [{source: {requestPrincipals: ["*"]}}], to: [{operation: {ports: ["5432"]}}]}]}')),
    finds: [
      'warning app/a: spec.rules[0].to[0].operation.methods is about requests, and the ports are tcp (TCP); one must carry HTTP for the rule to hold as it is written; use ports, principals and namespaces for TCP, or name the ports with HTTP in the rule [CI1002]',
      'warning app/b: spec.rules[0].from[0].source.requestPrincipals is about requests, and the ports are tcp (TCP); one must carry HTTP for the rule to hold as it is written; use ports, principals and namespaces for TCP, or name the ports with HTTP in the rule [CI1002]',
    ],
    right: yaml(service('db', ['v1'], '[{name: tcp, port: 5432}]'), ap('a', '{selector: {matchLabels: {app: db}}, rules: [{to: [{operation: {ports: ["5432"]}}]}]}'),
      service('mixed', ['v1'], '[{name: http, port: 80}, {name: tcp, port: 5432}]'),
      ap('b', '{selector: {matchLabels: {app: mixed}}, rules: [{to: [{operation: {methods: [GET]}}]}]}')),
  },
  CI1003: {
    wrong: yaml(security('RequestAuthentication', '{selector: {matchLabels: {app: a}}, jwtRules: [{issuer: a}]}', 'tokens'),
      ap('b', '{selector: {matchLabels: {app: b}}, rules: [{from: [{source: {requestPrincipals: ["*"]}}]}]}'), ap('c', '{rules: [{from: [{source: {namespaces: [shop]}}]}]}')),
    finds: [
      'warning app/tokens: spec.jwtRules checks tokens, and lets requests without a token in; an AuthorizationPolicy must ask for one; add an AuthorizationPolicy for the same workloads that denies notRequestPrincipals: ["*"]; JwtAuthentication with required: true writes both [CI1003]',
    ],
    right: yaml(security('RequestAuthentication', '{selector: {matchLabels: {app: a}}, jwtRules: [{issuer: a}]}', 'tokens'),
      ap('b', '{selector: {matchLabels: {app: a}}, action: DENY, rules: [{from: [{source: {notRequestPrincipals: ["*"]}}]}]}')),
  },
  CI1101: {
    wrong: filter('{name: envoy.lua, config: {}, typed_config: {"@type": type.googleapis.com/envoy.config.filter.http.lua.v2.Lua}, more: [{"@type": type.googleapis.com/envoy.api.v2.auth.UpstreamTlsContext}]}'),
    finds: [
      'error app/a: spec.configPatches[0].patch.value.config is of the v2 API; it must be typed_config, with its @type; write typed_config [CI1101]',
      'error app/a: spec.configPatches[0].patch.value.more[0]["@type"] is "type.googleapis.com/envoy.api.v2.auth.UpstreamTlsContext"; it must be a type of Envoy\'s v3 API; write the type of Envoy\'s v3 API, with the fields that it has there [CI1101]',
      'error app/a: spec.configPatches[0].patch.value.typed_config["@type"] is "type.googleapis.com/envoy.config.filter.http.lua.v2.Lua"; it must be a type of Envoy\'s v3 API; write type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua, with the fields that it has [CI1101]',
    ],
    right: filter('{name: envoy.filters.http.lua, typed_config: {"@type": type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua, more: [{"@type": type.googleapis.com/udpa.type.v1.TypedStruct}]}}'),
  },
};
