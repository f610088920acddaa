import { type Examples, istio, service, yaml } from './example';

const gateway = (servers: string, name = 'edge', selector = '{istio: ingressgateway}') => istio('Gateway', name, `{selector: ${selector}, servers: [${servers}]}`);
const http = '{port: {number: 80, name: http, protocol: HTTP}, hosts: [a.example.com]}';
const tls = (more: string, host = 'a.example.com') => `{port: {number: 443, name: https, protocol: HTTPS}, hosts: [${host}], tls: {${more}}}`;
const pa = (spec: string, name = 'default', namespace = 'shop') => istio('PeerAuthentication', name, spec, namespace);
const secret = (name: string, namespace: string) => `apiVersion: v1\nkind: Secret\nmetadata: {name: ${name}, namespace: ${namespace}}`;

/** Examples for the checks of Gateways, PeerAuthentications and Services. */
export const SECURITY_AND_EDGE_EXAMPLES: Examples = {
  CI0401: {
    wrong: gateway(http, 'edge', '{istio: ingresgateway}'),
    finds: [
      'warning app/edge: spec.selector is istio=ingresgateway, which picks no pods that are known; it must be the labels of gateway pods; correct the selector, or name the labels of the gateway pods in knownGatewayLabels of the Mesh [CI0401]',
    ],
    right: yaml(gateway(http), gateway(http, 'second', '{app: reviews}'), service('reviews'), gateway(http, 'third', '{istio: east}'),
      gateway(http, 'fourth', '{istio: ilb, zone: a}'),
      'apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nmetadata: {name: mesh, namespace: istio-system}\n'
      + 'spec: {components: {ingressGateways: [{name: istio-ilb, label: {zone: a}}]}}'),
    context: { knownGatewayLabels: [{ istio: 'east' }] },
  },
  CI0402: {
    wrong: yaml(gateway(tls('mode: SIMPLE, credentialName: a')), gateway(tls('mode: SIMPLE, credentialName: b'), 'second', '{app: istio-ingressgateway}'),
      gateway('{port: {number: 443, name: tcp, protocol: TCP}, hosts: ["*"]}', 'third'), gateway(http, 'x'), gateway(http, 'y')),
    finds: [
      'error app/second: spec.servers[0].hosts has "a.example.com" on port 443; it must be on one server of the port, and spec.servers[0] of Gateway shop/edge has it as well; use another port or another host, or join the servers [CI0402]',
      'error app/third: spec.servers[0].port is 443 for TCP; it must be a port of its own, as spec.servers[0] of Gateway shop/edge uses it for HTTPS; use another port or another host, or join the servers [CI0402]',
      'warning app/y: spec.servers[0].hosts has "a.example.com" on port 80; it must be on one server of the port, and spec.servers[0] of Gateway shop/x has it as well; use another port or another host, or join the servers [CI0402]',
    ],
    right: yaml(gateway(`${tls('mode: SIMPLE, credentialName: a')}, ${http}`), gateway(tls('mode: SIMPLE, credentialName: b', 'b.example.com'), 'second'),
      gateway(http, 'third', '{istio: egressgateway}'), gateway('{port: {number: 80, name: grpc, protocol: GRPC}, hosts: [c.example.com]}', 'fourth')),
  },
  CI0403: {
    wrong: gateway(tls('credentialName: shop-cert')),
    finds: [
      'error app/edge: spec.servers[0].tls.mode is missing; it must be one of SIMPLE, MUTUAL, OPTIONAL_MUTUAL, ISTIO_MUTUAL, PASSTHROUGH, AUTO_PASSTHROUGH; set mode; SIMPLE is TLS with the certificate of the server [CI0403]',
    ],
    right: gateway(`${tls('mode: SIMPLE, credentialName: shop-cert')}, {port: {number: 80, name: http, protocol: HTTP}, hosts: [a], tls: {httpsRedirect: true}}`),
  },
  CI0404: {
    wrong: yaml(gateway(`${tls('mode: SIMPLE, credentialName: shop-cert')}, ${tls('mode: SIMPLE, credentialName: gone', 'b')}`),
      secret('shop-cert', 'shop'), secret('other', 'istio-system'),
      gateway(tls('mode: SIMPLE, credentialNames: [lost]'), 'own', '{app: own}'), service('own')),
    finds: [
      'warning app/edge: spec.servers[0].tls.credentialName is "shop-cert"; it must be a Secret in namespace istio-system, where the gateway pods run; it is in shop; make the Secret in the namespace of the gateway pods, or name it in knownSecrets of the Mesh [CI0404]',
      'info app/edge: spec.servers[1].tls.credentialName is "gone"; it must be a Secret in namespace istio-system; make the Secret in the namespace of the gateway pods, or name it in knownSecrets of the Mesh [CI0404]',
      'warning app/own: spec.servers[0].tls.credentialNames[0] is "lost"; it must be a Secret in namespace shop; make the Secret in the namespace of the gateway pods, or name it in knownSecrets of the Mesh [CI0404]',
    ],
    right: yaml(gateway(`${tls('mode: SIMPLE, credentialName: shop-cert')}, ${tls('mode: SIMPLE, credentialName: there', 'b')}, ${tls('mode: SIMPLE, credentialName: made', 'c')}`),
      secret('shop-cert', 'istio-system'),
      'apiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata: {name: made-cert, namespace: istio-system}\nspec: {secretName: made}'),
    context: { knownSecrets: ['istio-system/there'] },
  },
  CI0501: {
    wrong: pa('{selector: {matchLabels: {app: a}}, mtls: {mode: STRICT}}', 'a', 'istio-system'),
    finds: [
      'error app/a: spec.selector is {"matchLabels":{"app":"a"}}; it must be left out in the root namespace istio-system; leave the selector out, or put the policy into the namespace of the workload [CI0501]',
    ],
    right: yaml(pa('{mtls: {mode: STRICT}}', 'default', 'istio-system'), pa('{selector: {matchLabels: {app: a}}, mtls: {mode: STRICT}}', 'a')),
  },
  CI0502: {
    wrong: pa('{selector: {}, portLevelMtls: {80: {mode: DISABLE}}}'),
    finds: [
      'error app/default: spec.portLevelMtls names port 80 without a selector; a policy with ports must have one; give selector the labels of the pods of the workload [CI0502]',
    ],
    right: pa('{selector: {matchLabels: {app: a}}, portLevelMtls: {80: {mode: DISABLE}}}'),
  },
  CI0503: {
    wrong: yaml(service('reviews'), pa('{selector: {matchLabels: {app: reviews}}, portLevelMtls: {80: {mode: DISABLE}, 9090: {mode: DISABLE}}}'),
      service('bare').replace('name: main, ports: [{containerPort: 8080}]', 'name: main'), pa('{selector: {matchLabels: {app: bare}}, portLevelMtls: {80: {}, 8080: {}, 9: {}}}', 'bare')),
    finds: [
      'warning app/bare: spec.portLevelMtls["80"] is for port 80 of Service shop/bare, which sends to port 8080 of the pods; it must be 8080; use the port of the container [CI0503]',
      'warning app/default: spec.portLevelMtls["80"] is for port 80, which is a port of Service shop/reviews; it must be a port of the containers: 8080; use the port of the container [CI0503]',
      'warning app/default: spec.portLevelMtls["9090"] is for port 9090; it must be a port of the containers: 8080; use the port of the container [CI0503]',
    ],
    right: yaml(service('reviews'), pa('{selector: {matchLabels: {app: reviews}}, portLevelMtls: {8080: {mode: DISABLE}}}')),
  },
  CI0504: {
    wrong: yaml(pa('{mtls: {mode: STRICT}}'), pa('{}', 'second'), service('reviews'), pa('{selector: {matchLabels: {app: reviews}}}', 'third'),
      pa('{selector: {matchLabels: {version: v1}}}', 'fourth'), pa('{selector: {matchLabels: {app: gone}}}', 'x'), pa('{selector: {matchLabels: {app: gone}}}', 'y')),
    finds: [
      'error app/second: metadata.name is "second" for namespace shop; it must have one policy, and PeerAuthentication shop/default is one as well; join them into one policy [CI0504]',
      'error app/third: spec.selector picks pods of Deployment shop/reviews-v1, as does PeerAuthentication shop/fourth; they must have one policy; join them into one policy [CI0504]',
      'error app/y: spec.selector picks the same pods, as does PeerAuthentication shop/x; they must have one policy; join them into one policy [CI0504]',
    ],
    right: yaml(pa('{}'), pa('{}', 'default', 'istio-system'), pa('{selector: {matchLabels: {app: a}}}', 'a'), pa('{selector: {matchLabels: {app: b}}}', 'b')),
  },
  CI0601: {
    wrong: service('reviews', [], '[{name: web-http, port: 80}, {port: 81}, {name: x, port: 82, appProtocol: weird}]'),
    finds: [
      'info app/reviews: spec.ports[0].name is "web-http"; it must be a protocol that Istio knows, such as http, http2, grpc, tcp, tls, https, mongo, mysql or redis, alone or before a "-"; name the port "<protocol>" or "<protocol>-…", or set its appProtocol [CI0601]',
      'info app/reviews: spec.ports[1].name is missing; it must be a protocol that Istio knows, such as http, http2, grpc, tcp, tls, https, mongo, mysql or redis, alone or before a "-"; name the port "<protocol>" or "<protocol>-…", or set its appProtocol [CI0601]',
      'info app/reviews: spec.ports[2].appProtocol is "weird"; it must be a protocol that Istio knows, such as http, http2, grpc, tcp, tls, https, mongo, mysql or redis; name the port "<protocol>" or "<protocol>-…", or set its appProtocol [CI0601]',
    ],
    right: service('reviews', [], '[{name: http-web, port: 80}, {name: db, port: 3306}, {name: x, port: 82, appProtocol: kubernetes.io/h2c}, {port: 53, protocol: UDP}]'),
  },
};
