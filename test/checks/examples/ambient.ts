import { type Examples, istio, service, yaml } from './example';

const namespace = (labels: string, name = 'shop') => `apiVersion: v1\nkind: Namespace\nmetadata: {name: ${name}, labels: {${labels}}}`;
const AMBIENT = namespace('istio.io/dataplane-mode: ambient');
const ENROLLED = namespace('istio.io/dataplane-mode: ambient, istio.io/use-waypoint: waypoint');
const WAYPOINT = 'apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: {name: waypoint, namespace: shop}\nspec: {gatewayClassName: istio-waypoint}';
const policy = (kind: string, spec: string, name = 'a', home = 'shop') => {
  const group = kind === 'Telemetry' ? 'telemetry.istio.io/v1' : kind === 'WasmPlugin' ? 'extensions.istio.io/v1alpha1' : 'security.istio.io/v1';
  return `apiVersion: ${group}\nkind: ${kind}\nmetadata: {name: ${name}, namespace: ${home}}\nspec: ${spec}`;
};
const pods = (labels: string, name = 'orders') => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: shop}
spec: {template: {metadata: {labels: {app: ${name}${labels}}}}}`;
const GET = 'rules: [{to: [{operation: {methods: [GET]}}]}]';
const SELECTED = 'selector: {matchLabels: {app: orders}}';
const REF = 'targetRefs: [{kind: Service, group: "", name: orders}]';
const filter = (spec: string, kind = 'EnvoyFilter') => `apiVersion: networking.istio.io/v1alpha3\nkind: ${kind}\nmetadata: {name: a, namespace: shop}\nspec: ${spec}`;

/** Examples for the checks of the ambient mesh. */
export const AMBIENT_EXAMPLES: Examples = {
  CI1601: {
    wrong: yaml(AMBIENT, service('orders'), policy('AuthorizationPolicy', `{${REF}, ${GET}}`), policy('RequestAuthentication', `{${SELECTED}, jwtRules: []}`, 'b'),
      policy('Telemetry', '{metrics: [{overrides: [{disabled: true}]}]}', 'c'), policy('WasmPlugin', '{url: a}', 'd')),
    finds: [
      'warning app/a: spec.rules[0].to[0].operation.methods is about requests, and Service shop/orders has no waypoint; it must have '
        + 'one; label the namespace or the service with istio.io/use-waypoint [CI1601]',
      'warning app/b: spec is about requests, and Deployment shop/orders-v1 has no waypoint; it must have one; label the namespace '
        + 'or the service with istio.io/use-waypoint [CI1601]',
      'warning app/c: spec.metrics[0].overrides is about requests, and namespace shop has no waypoint; it must have one; label the '
        + 'namespace or the service with istio.io/use-waypoint [CI1601]',
      'warning app/d: spec is about requests, and namespace shop has no waypoint; it must have one; label the namespace or the '
        + 'service with istio.io/use-waypoint [CI1601]',
    ],
    right: yaml(ENROLLED, service('orders'), policy('AuthorizationPolicy', `{${REF}, ${GET}}`), policy('Telemetry', '{metrics: [{providers: [{name: a}]}]}', 'c'),
      policy('AuthorizationPolicy', '{rules: [{from: [{source: {principals: [a]}}]}]}', 'l4'), policy('WasmPlugin', '{url: a}', 'd', 'other')),
  },
  CI1602: {
    wrong: yaml(ENROLLED, service('orders'), policy('AuthorizationPolicy', `{${SELECTED}, ${GET}}`), policy('Telemetry', '{tracing: [{}]}', 'b')),
    finds: [
      'warning app/a: spec.selector is given, and spec.rules[0].to[0].operation.methods is about requests; it must be targetRefs; '
        + 'name the Service or the Gateway of the waypoint in targetRefs, in place of the selector [CI1602]',
      'warning app/b: spec.targetRefs is missing, and spec.tracing is about requests; it must be given; name the Service or the '
        + 'Gateway of the waypoint in targetRefs, in place of the selector [CI1602]',
    ],
    right: yaml(ENROLLED, pods(', istio.io/dataplane-mode: none'), policy('AuthorizationPolicy', `{${SELECTED}, ${GET}}`),
      policy('AuthorizationPolicy', `{targetRefs: [{kind: Gateway, name: waypoint}], ${GET}}`, 'b'), policy('Telemetry', '{tracing: [{}]}', 'c', 'istio-system')),
  },
  CI1603: {
    wrong: yaml(AMBIENT, service('orders'), istio('VirtualService', 'routes', '{hosts: [orders, api.example.com], http: [{route: []}]}'),
      istio('DestinationRule', 'rule', '{host: orders, subsets: [{trafficPolicy: {outlierDetection: {}}}]}')),
    finds: [
      'warning app/routes: spec.hosts[0] is "orders"; Service shop/orders must have a waypoint for what is said here of requests; '
        + 'label the service or its namespace with istio.io/use-waypoint [CI1603]',
      'warning app/rule: spec.host is "orders"; Service shop/orders must have a waypoint for what is said here of requests; label '
        + 'the service or its namespace with istio.io/use-waypoint [CI1603]',
    ],
    right: yaml(ENROLLED, service('orders'), istio('VirtualService', 'routes', '{hosts: [orders], http: [{route: []}]}'),
      istio('DestinationRule', 'rule', '{host: orders, trafficPolicy: {connectionPool: {tcp: {}}}}')),
  },
  CI1604: {
    wrong: yaml(ENROLLED, service('orders'), istio('VirtualService', 'routes', '{hosts: [orders.shop.svc.cluster.local], http: [{route: []}]}', 'other'),
      istio('DestinationRule', 'rule', '{host: orders.shop.svc.cluster.local, trafficPolicy: {connectionPool: {http: {}}}}', 'other')),
    finds: [
      'warning app/routes: spec.hosts[0] is "orders.shop.svc.cluster.local", and VirtualService other/routes must be in namespace '
        + 'shop of the service for a waypoint to heed it; put the object into the namespace of the service [CI1604]',
      'warning app/rule: spec.host is "orders.shop.svc.cluster.local", and DestinationRule other/rule must be in namespace shop of '
        + 'the service for a waypoint to heed it; put the object into the namespace of the service [CI1604]',
    ],
    right: yaml(ENROLLED, service('orders'), istio('VirtualService', 'routes', '{hosts: [orders.shop.svc.cluster.local], http: [{route: []}]}'),
      istio('VirtualService', 'tcp', '{hosts: [orders.shop.svc.cluster.local], tcp: [{route: []}]}', 'other'),
      istio('VirtualService', 'edge', '{hosts: [orders.shop.svc.cluster.local], gateways: [edge], http: [{route: []}]}', 'other')),
  },
  CI1605: {
    wrong: yaml(ENROLLED, pods(', istio.io/use-waypoint: other, istio.io/use-waypoint-namespace: infra'), service('lone', [], '[]'),
      WAYPOINT.replace('name: waypoint', 'name: wayponit')),
    finds: [
      'error app/shop: metadata.labels["istio.io/use-waypoint"] is "waypoint"; it must be the name of a waypoint; there is no '
        + 'Gateway shop/waypoint of the Gateway API; add the Gateway with gatewayClassName istio-waypoint, or name it in knownGateways '
        + 'of the Mesh if it exists elsewhere [CI1605]',
    ],
    right: yaml(ENROLLED, WAYPOINT, pods(', istio.io/use-waypoint: other, istio.io/use-waypoint-namespace: infra'), pods(', istio.io/use-waypoint: none', 'lone')),
    context: { knownGateways: ['infra/other'] },
  },
  CI1606: {
    wrong: yaml(namespace('istio.io/use-waypoint: waypoint'), pods(', istio.io/use-waypoint: waypoint'), pods('', 'b'), pods('', 'c')),
    finds: [
      'warning app/orders: spec.template.metadata.labels["istio.io/use-waypoint"] is "waypoint", and pods of Deployment shop/orders '
        + 'are not in the ambient mesh; they must be for the waypoint to be theirs; label the namespace or the pods with '
        + 'istio.io/dataplane-mode: ambient, or leave the label out [CI1606]',
      'info app/shop: metadata.labels["istio.io/use-waypoint"] is "waypoint", and pods of Deployment shop/b are not in the ambient '
        + 'mesh; they must be for the waypoint to be theirs; label the namespace or the pods with istio.io/dataplane-mode: ambient, or '
        + 'leave the label out [CI1606]',
    ],
    right: yaml(ENROLLED, pods(', istio.io/use-waypoint: waypoint'), pods(', istio.io/use-waypoint: none, istio.io/dataplane-mode: none', 'b')),
  },
  CI1607: {
    wrong: yaml(AMBIENT, pods(', sidecar.istio.io/inject: "true"'), pods(', sidecar.istio.io/inject: "true", istio.io/dataplane-mode: ambient', 'b')),
    finds: [
      'warning app/b: spec.template.metadata.labels["sidecar.istio.io/inject"] is "true", and the pods are in the ambient mesh; they '
        + 'must have one of both; leave out the label for the sidecar, or label the pods istio.io/dataplane-mode: none [CI1607]',
      'info app/orders: spec.template.metadata.labels["sidecar.istio.io/inject"] is "true", and the pods are in the ambient mesh '
        + 'with namespace shop; they must have one of both; leave out the label for the sidecar, or label the pods '
        + 'istio.io/dataplane-mode: none [CI1607]',
    ],
    right: yaml(AMBIENT, pods(', sidecar.istio.io/inject: "true", istio.io/dataplane-mode: none'), pods(', sidecar.istio.io/inject: "false"', 'b')),
  },
  CI1608: {
    wrong: yaml(AMBIENT, pods(''), filter('{workloadSelector: {labels: {app: orders}}}'), filter('{}', 'ProxyConfig')),
    finds: [
      'warning app/a: metadata.namespace is "shop", which is in the ambient mesh; the pods of EnvoyFilter shop/a must have a '
        + 'sidecar; leave it out, or name the Gateway of the waypoint in targetRefs [CI1608]',
      'warning app/a: metadata.namespace is "shop", which is in the ambient mesh; the pods of ProxyConfig shop/a must have a '
        + 'sidecar; leave it out, or name the Gateway of the waypoint in targetRefs [CI1608]',
    ],
    right: yaml(AMBIENT, pods(', istio.io/dataplane-mode: none'), filter('{workloadSelector: {labels: {app: orders}}}'), filter('{targetRefs: [{kind: Gateway, name: waypoint}]}')),
  },
  CI1610: {
    wrong: yaml(namespace('istio-injection: enabled'), service('orders'), policy('AuthorizationPolicy', `{${REF}, ${GET}}`),
      policy('WasmPlugin', '{targetRef: {kind: Service, name: a}}', 'b', 'other')),
    finds: [
      'error app/a: spec.targetRefs[0] is Service orders, which has no waypoint, and sidecars pass over policies with targetRefs; it '
        + 'must be a selector, or the Service must have one; select the pods with selector.matchLabels, or label the Service or its '
        + 'namespace with istio.io/use-waypoint [CI1610]',
      'warning app/b: spec.targetRef is Service a, which has no waypoint, and sidecars pass over policies with targetRefs; it must '
        + 'be a selector, or the Service must have one; select the pods with selector.matchLabels, or label the Service or its namespace '
        + 'with istio.io/use-waypoint [CI1610]',
    ],
    right: yaml(namespace('istio-injection: enabled'), service('orders').replace('namespace: shop}', 'namespace: shop, labels: {istio.io/use-waypoint: waypoint}}'),
      policy('AuthorizationPolicy', `{${REF}, ${GET}}`), policy('AuthorizationPolicy', `{${SELECTED}, ${GET}}`, 'b'),
      policy('AuthorizationPolicy', `{targetRefs: [{kind: Gateway, name: edge}], ${GET}}`, 'c')),
  },
  CI1611: {
    wrong: yaml(service('orders'), WAYPOINT, policy('AuthorizationPolicy', '{targetRefs: [{kind: Service, name: order}, {kind: Gateway, name: edge}, {kind: GatewayClass, name: istio-waypoint}]}')),
    finds: [
      'warning app/a: spec.targetRefs[0].name is "order"; it must be a Service of namespace shop; correct the name, or put the '
        + 'policy into the namespace of its target [CI1611]',
      'warning app/a: spec.targetRefs[1].name is "edge"; it must be a Gateway of namespace shop; correct the name, or put the policy '
        + 'into the namespace of its target [CI1611]',
      'error app/a: spec.targetRefs[2] is GatewayClass istio-waypoint in namespace shop; it must be istio-waypoint in the root '
        + 'namespace istio-system; name the Gateway, or put the policy into the root namespace for all waypoints [CI1611]',
    ],
    right: yaml(service('orders'), WAYPOINT, policy('AuthorizationPolicy', `{${REF}}`), policy('AuthorizationPolicy', '{targetRefs: [{kind: Gateway, name: waypoint}]}', 'b'),
      policy('AuthorizationPolicy', '{targetRefs: [{kind: GatewayClass, name: istio-waypoint}]}', 'c', 'istio-system'),
      policy('AuthorizationPolicy', '{targetRefs: [{kind: Service, name: any}]}', 'd', 'other')),
  },
};
