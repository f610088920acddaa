import { type Examples, istio, service, yaml } from './example';

const ap = (spec: string, name = 'a', namespace = 'shop') =>
  `apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: {name: ${name}, namespace: ${namespace}}\nspec: ${spec}`;
const pa = (mode: string, namespace = 'shop') => istio('PeerAuthentication', 'default', `{mtls: {mode: ${mode}}}`, namespace).replace('networking', 'security');
const meshConfig = (mesh: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: istio, namespace: istio-system}\ndata: {mesh: '${mesh}'}`;
const custom = (provider: string, more = '') => `{action: CUSTOM, provider: {name: ${provider}}, rules: [{}]${more}}`;
const from = (source: string) => `{rules: [{from: [{source: {${source}}}]}]}`;
const account = (name: string, namespace = 'shop') => `apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: ${name}, namespace: ${namespace}}`;
const group = (name: string, spec: string) => `apiVersion: networking.istio.io/v1\nkind: WorkloadGroup\nmetadata: {name: ${name}, namespace: shop}\nspec: ${spec}`;
const namespace = (name: string) => `apiVersion: v1\nkind: Namespace\nmetadata: {name: ${name}, labels: {istio-injection: enabled}}`;
const APP = (app: string) => `, selector: {matchLabels: {app: ${app}}}`;
const PRODUCT = '{from: [{source: {principals: [a/ns/b/sa/c]}}], when: [{key: source.namespace, values: [x]}]}';

/** Examples for the checks of who may call whom, of services and of workloads that look at several objects. */
export const SECURITY_EXAMPLES: Examples = {
  CI0080: {
    wrong: yaml(namespace('shop'), istio('VirtualService', 'a', '{hosts: [a], exportTo: [., shpo]}'), istio('ServiceEntry', 'b', '{hosts: [b], exportTo: [gone]}')),
    finds: [
      'info app/a: spec.exportTo[1] is "shpo"; it must be ".", "*" or a namespace that exists; correct the namespace, or name it in '
        + 'knownNamespaces of the Mesh if it exists elsewhere [CI0080]',
      'info app/b: spec.exportTo[0] is "gone"; it must be ".", "*" or a namespace that exists; correct the namespace, or name it in '
        + 'knownNamespaces of the Mesh if it exists elsewhere [CI0080]',
    ],
    right: yaml(namespace('shop'), istio('VirtualService', 'a', '{hosts: [a], exportTo: [., shop, istio-system, infra]}'), istio('DestinationRule', 'b', '{host: b, exportTo: ["*"]}')),
    context: { knownNamespaces: ['infra'] },
  },
  CI0680: {
    wrong: yaml(service('orders', ['v1'], '[{name: http, port: 80, targetPort: 9090}, {name: grpc, port: 8081}, {name: tcp, port: 82, targetPort: admin}]')),
    finds: [
      'info app/orders: spec.ports[0].targetPort is 9090; it must be a port of the containers of Deployment shop/orders-v1: 8080; '
        + 'correct targetPort, or add the port to the container [CI0680]',
      'info app/orders: spec.ports[1].port is 8081; it must be a port of the containers of Deployment shop/orders-v1: 8080; correct '
        + 'targetPort, or add the port to the container [CI0680]',
      'warning app/orders: spec.ports[2].targetPort is "admin"; it must be a port of the containers of Deployment shop/orders-v1: '
        + '8080; correct targetPort, or add the port to the container [CI0680]',
    ],
    right: yaml(service('orders'), service('lone', [], '[{name: http, port: 80}]')),
  },
  CI0681: {
    wrong: yaml(istio('ServiceEntry', 'a', '{hosts: [a.com, b.com], ports: [{number: 443, protocol: TLS}]}'), istio('ServiceEntry', 'b', '{hosts: [a.com], ports: [{number: 443, protocol: TLS}]}', 'other')),
    finds: [
      'info app/b: spec.ports[0] is port 443 of a.com, as is spec.ports[0] of ServiceEntry shop/a; it must be in one; join the '
        + 'ServiceEntries [CI0681]',
    ],
    right: yaml(istio('ServiceEntry', 'a', '{hosts: [a.com], exportTo: [.], ports: [{number: 443, protocol: TLS}, {number: 80, protocol: HTTP}]}'),
      istio('ServiceEntry', 'b', '{hosts: [a.com], exportTo: [.], ports: [{number: 443, protocol: TLS}]}', 'other')),
  },
  CI0880: {
    wrong: yaml(service('orders'), service('pay'), ap(`{rules: [{}]${APP('orders')}}`)),
    finds: [
      'info app/pay-v1: spec.template.metadata.labels of Deployment shop/pay-v1 are selected by no AuthorizationPolicy; one must for '
        + 'not everybody to be let in; add a policy for the pods, or one for the namespace that denies what no other allows [CI0880]',
    ],
    right: yaml(service('orders'), service('pay'), ap('{}')),
  },
  CI0881: {
    wrong: yaml(account('vm'), group('a', '{template: {serviceAccount: vms}}')),
    finds: [
      'warning app/a: spec.template.serviceAccount is "vms"; it must be a service account of namespace shop; add the ServiceAccount, '
        + 'or correct the name [CI0881]',
    ],
    right: yaml(account('vm'), group('a', '{template: {serviceAccount: vm}}'), group('b', '{template: {}}')),
  },
  CI0882: {
    wrong: yaml(group('a', '{metadata: {labels: {app: a}}}'), group('b', '{metadata: {labels: {app: a}}}')),
    finds: [
      'warning app/b: spec.metadata.labels are those of WorkloadGroup shop/a as well; they must differ; give one of them a label of '
        + 'its own, or join the groups [CI0882]',
    ],
    right: yaml(group('a', '{metadata: {labels: {app: a}}}'), group('b', '{metadata: {labels: {app: b}}}'), group('c', '{}'), group('d', '{}')),
  },
  CI1080: {
    wrong: yaml(meshConfig('extensionProviders: [{name: jaeger}, {name: opa, envoyExtAuthzGrpc: {}}]'), ap(custom('jaeger'))),
    finds: [
      'error app/a: spec.provider.name is "jaeger"; it must be an external authorizer of ConfigMap istio-system/istio: opa, '
        + 'elsewhere; add it to extensionProviders of the meshConfig of the installation [CI1080]',
    ],
    right: yaml(meshConfig('extensionProviders: [{name: opa, envoyExtAuthzGrpc: {}}]'), ap(custom('opa')), ap(custom('elsewhere'), 'b'), ap('{action: ALLOW}', 'c')),
    context: { knownProviders: ['elsewhere'] },
  },
  CI1081: {
    wrong: yaml(service('orders'), ap(custom('x', APP('orders'))), ap(custom('y', ', selector: {matchLabels: {version: v1}}'), 'b'), ap(custom('z'), 'root', 'istio-system')),
    finds: [
      'error app/a: spec.provider.name is "x", and AuthorizationPolicy istio-system/root has "z" for the same pods; they must have '
        + 'one provider; use one provider for all CUSTOM policies of the workload [CI1081]',
      'error app/b: spec.provider.name is "y", and AuthorizationPolicy istio-system/root has "z" for the same pods; they must have '
        + 'one provider; use one provider for all CUSTOM policies of the workload [CI1081]',
    ],
    right: yaml(service('orders'), ap(custom('x', APP('orders'))), ap(custom('y', APP('pay')), 'b'), ap(custom('x'), 'root', 'other'), ap('{action: DENY, rules: [{}]}', 'c')),
  },
  CI1082: {
    wrong: yaml(pa('DISABLE'), ap(`{rules: [${PRODUCT}]}`), istio('DestinationRule', 'plain', '{host: "*.bank.svc.cluster.local", trafficPolicy: {tls: {mode: DISABLE}}}'), ap(from('namespaces: [a]'), 'b', 'bank')),
    finds: [
      'error app/a: spec.rules[0].from[0].source.principals is about who calls, and PeerAuthentication shop/default says DISABLE; '
        + 'the pods must take mutual TLS for it; let the PeerAuthentication be STRICT or PERMISSIVE, or use ipBlocks [CI1082]',
      'error app/a: spec.rules[0].when[0].key is about who calls, and PeerAuthentication shop/default says DISABLE; the pods must '
        + 'take mutual TLS for it; let the PeerAuthentication be STRICT or PERMISSIVE, or use ipBlocks [CI1082]',
      'warning app/b: spec.rules[0].from[0].source.namespaces is about who calls, and DestinationRule shop/plain makes callers send '
        + 'plain text; the pods must take mutual TLS for it; let the PeerAuthentication be STRICT or PERMISSIVE, or use ipBlocks '
        + '[CI1082]',
    ],
    right: yaml(pa('PERMISSIVE'), ap(`{rules: [${PRODUCT}]}`), pa('DISABLE', 'other'), ap('{rules: [{to: [{operation: {ports: ["80"]}}]}]}', 'b', 'other')),
  },
  CI1083: {
    wrong: yaml(account('web'), ap(from('principals: [spiffe://cluster.local/ns/shop/sa/web, cluster.local/ns/shop/sa/wbe, "*/ns/shop/sa/api-*", web]'))),
    finds: [
      'warning app/a: spec.rules[0].from[0].source.principals[1] is "cluster.local/ns/shop/sa/wbe"; it must be that of a service '
        + 'account of namespace shop: default, web; correct the namespace or the name of the service account [CI1083]',
      'warning app/a: spec.rules[0].from[0].source.principals[2] is "*/ns/shop/sa/api-*"; it must be that of a service account of '
        + 'namespace shop: default, web; correct the namespace or the name of the service account [CI1083]',
      'warning app/a: spec.rules[0].from[0].source.principals[3] is "web"; it must be <trust domain>/ns/<namespace>/sa/<service '
        + 'account>; correct the namespace or the name of the service account [CI1083]',
    ],
    right: yaml(account('web'), service('pay'), ap(from('principals: [cluster.local/ns/shop/sa/web, "*/ns/shop/sa/w*", "*", "*/sa/any", cluster.local/ns/shop/sa/default, cluster.local/ns/other/sa/any, corp.com/ns/shop/sa/any]'))),
  },
  CI1084: {
    wrong: yaml(meshConfig('trustDomain: corp.com'), ap(from('principals: [old.corp.com/ns/shop/sa/web]'))),
    finds: [
      'warning app/a: spec.rules[0].from[0].source.principals[0] is "old.corp.com/ns/shop/sa/web"; it must be of trust domain '
        + 'cluster.local or corp.com; write cluster.local, or add the domain to trustDomainAliases of the MeshConfig [CI1084]',
    ],
    right: yaml(meshConfig('{trustDomain: corp.com, trustDomainAliases: [old.corp.com]}'), ap(from('principals: [old.corp.com/ns/a/sa/b, corp.com/ns/a/sa/b, cluster.local/ns/a/sa/b, "*/ns/a/sa/b"]'))),
  },
  CI1086: {
    wrong: ap('{rules: [{to: [{operation: {methods: ["*", GETT, "*BAD*", /shop.Orders/Get], notMethods: ["X*"]}}]}]}'),
    finds: [
      'warning app/a: spec.rules[0].to[0].operation.methods[1] is "GETT"; it must be a method of HTTP, such as GET; correct it; for '
        + 'gRPC write paths: ["/package.Service/Method"] [CI1086]',
      'warning app/a: spec.rules[0].to[0].operation.methods[2] is "*BAD*"; it must be a method of HTTP, such as GET; correct it; for '
        + 'gRPC write paths: ["/package.Service/Method"] [CI1086]',
      'warning app/a: spec.rules[0].to[0].operation.methods[3] is "/shop.Orders/Get"; it must be a method of HTTP, such as GET; '
        + 'correct it; for gRPC write paths: ["/package.Service/Method"] [CI1086]',
      'warning app/a: spec.rules[0].to[0].operation.notMethods[0] is "X*"; it must be a method of HTTP, such as GET; correct it; for '
        + 'gRPC write paths: ["/package.Service/Method"] [CI1086]',
    ],
    right: ap('{rules: [{to: [{operation: {methods: [GET, "P*", "*", get, PROPFIND]}}]}]}'),
  },
  CI1085: {
    wrong: yaml(service('orders'), ap('{rules: [{to: [{operation: {hosts: [order, orders.shop, "order.shop.svc.cluster.local:*"]}}]}]}')),
    finds: [
      'warning app/a: spec.rules[0].to[0].operation.hosts[0] is "order"; it must be the host of a service of namespace shop; correct '
        + 'the name, or add it to knownHosts of the Mesh if it exists elsewhere [CI1085]',
      'warning app/a: spec.rules[0].to[0].operation.hosts[2] is "order.shop.svc.cluster.local:*"; it must be the host of a service '
        + 'of namespace shop; correct the name, or add it to knownHosts of the Mesh if it exists elsewhere [CI1085]',
    ],
    right: yaml(service('orders'), ap('{rules: [{to: [{operation: {hosts: [orders, "orders.shop:80", orders.shop.svc.cluster.local, "*.example.com", any.other, api.example.com]}}]}]}')),
  },
};
