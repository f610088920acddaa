import { type Examples, service, yaml } from './example';

const object = (kind: string, name: string, spec: string, namespace = 'shop') =>
  `apiVersion: gateway.networking.k8s.io/v1\nkind: ${kind}\nmetadata: {name: ${name}, namespace: ${namespace}}\nspec: ${spec}`;
const gateway = (listeners: string, name = 'edge', namespace = 'shop') => object('Gateway', name, `{gatewayClassName: istio, listeners: [${listeners}]}`, namespace);
const route = (spec: string, namespace = 'shop') => object('HTTPRoute', 'a', spec, namespace);
const listener = (more: string) => `{name: http, port: 80, protocol: HTTP${more}}`;
const backend = (ref: string) => `{rules: [{backendRefs: [{name: ${ref}, port: 80}]}]}`;
const grant = (from: string) => object('ReferenceGrant', 'grant', `{from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: ${from}}], to: [{group: "", kind: Service}]}`);
const namespace = (name: string, labels = '') => `apiVersion: v1\nkind: Namespace\nmetadata: {name: ${name}, labels: {${labels}}}`;
const from = (spec: string) => `, allowedRoutes: {namespaces: {${spec}}}`;

/** Examples for the checks of the Gateway API. */
export const GATEWAY_API_EXAMPLES: Examples = {
  CI1550: {
    wrong: yaml(gateway(listener('')), route('{parentRefs: [{name: egde}, {name: edge, sectionName: https}, {name: edge, namespace: infra}]}'),
      object('GRPCRoute', 'b', '{parentRefs: [{name: edge, namespace: shop}]}', 'other')),
    finds: [
      'error app/a: spec.parentRefs[0].name is "egde"; it must be the name of a Gateway; there is no Gateway shop/egde of the '
        + 'Gateway API; correct parentRefs, or let the namespace in with allowedRoutes of a listener [CI1550]',
      'error app/a: spec.parentRefs[1].sectionName is "https"; it must be a listener of Gateway.gateway.networking.k8s.io shop/edge; '
        + 'correct sectionName [CI1550]',
      'warning app/a: spec.parentRefs[2].name is "edge"; it must be the name of a Gateway; there is no Gateway infra/edge of the '
        + 'Gateway API; correct it, or name it in knownGateways of the Mesh if it exists elsewhere [CI1550]',
      'error app/b: spec.parentRefs[0] is Gateway.gateway.networking.k8s.io shop/edge, whose listeners let in no routes of namespace '
        + 'other; one must; correct parentRefs, or let the namespace in with allowedRoutes of a listener [CI1550]',
    ],
    right: yaml(gateway(listener('')), route('{parentRefs: [{name: edge, sectionName: http}, {name: orders, kind: Service}, {name: any, namespace: infra}]}'), namespace('web', 'team: web'),
      gateway(listener(from('from: Selector, selector: {matchLabels: {team: web}, matchExpressions: [{key: team, operator: In, values: [web]}]}')), 'shared', 'infra'),
      route('{parentRefs: [{name: shared, namespace: infra}]}', 'web'), gateway(listener(from('from: All')), 'open', 'infra'), route('{parentRefs: [{name: open, namespace: infra}]}', 'b')),
    context: { knownGateways: ['infra/any'] },
  },
  CI1551: {
    wrong: yaml(service('orders'), route(backend('order')), route(backend('orders, namespace: shop'), 'other'), grant('infra'), route(backend('any'), 'far')),
    finds: [
      'warning app/a: spec.rules[0].backendRefs[0].name is "any"; it must be the name of a Service of namespace far; correct the '
        + 'name or the namespace, or add a ReferenceGrant to the namespace of the Service [CI1551]',
      'error app/a: spec.rules[0].backendRefs[0].namespace is "shop", where no ReferenceGrant lets namespace other use Service '
        + 'orders; one must; correct the name or the namespace, or add a ReferenceGrant to the namespace of the Service [CI1551]',
      'error app/a: spec.rules[0].backendRefs[0].name is "order"; it must be the name of a Service of namespace shop; correct the '
        + 'name or the namespace, or add a ReferenceGrant to the namespace of the Service [CI1551]',
    ],
    right: yaml(service('orders'), route(backend('orders')), route(backend('orders, namespace: shop'), 'other'), grant('other'), route(backend('any, namespace: infra'))),
    context: { knownNamespaces: ['infra'] },
  },
  CI1552: {
    wrong: gateway('{name: a, port: 80, protocol: HTTP, hostname: a.com}, {name: b, port: 80, protocol: HTTP, hostname: a.com}'),
    finds: [
      'error app/edge: spec.listeners[1] is for what spec.listeners[0] is for as well; they must differ in port, protocol or '
        + 'hostname; give one of them another hostname or port, or join them [CI1552]',
    ],
    right: gateway('{name: a, port: 80, protocol: HTTP, hostname: a.com}, {name: b, port: 80, protocol: HTTP}, {name: c, port: 443, protocol: HTTPS, hostname: a.com}'),
  },
  CI1553: {
    wrong: yaml(gateway(listener(', hostname: a.com')), gateway(listener(', hostname: a.com'), 'b')),
    finds: [
      'info app/edge: spec.listeners[0].hostname is "a.com", as spec.listeners[0] of Gateway.gateway.networking.k8s.io shop/b is; '
        + 'routes must be attached to both; attach the routes to both, or leave one listener out [CI1553]',
    ],
    right: yaml(gateway(listener(', hostname: a.com')), gateway(listener(', hostname: b.com'), 'b'), gateway(listener(''), 'c'), gateway(listener(''), 'd')),
  },
  CI1554: {
    wrong: yaml(object('Gateway', 'a', '{addresses: [{value: 10.0.0.1}]}'), object('Gateway', 'b', '{addresses: [{type: IPAddress, value: 10.0.0.1}]}')),
    finds: [
      'warning app/b: spec.addresses[0].value is "10.0.0.1", which Gateway.gateway.networking.k8s.io shop/a asks for as well; it '
        + 'must be of one Gateway; join the Gateways, or ask for another address [CI1554]',
    ],
    right: yaml(object('Gateway', 'a', '{addresses: [{value: 10.0.0.1}]}'), object('Gateway', 'b', '{addresses: [{value: 10.0.0.2}, {type: Hostname, value: 10.0.0.1}]}')),
  },
  CI1555: {
    wrong: object('Gateway', 'a', '{gatewayClassName: istoi}'),
    finds: [
      'info app/a: spec.gatewayClassName is "istoi"; it must be a class that somebody serves; those of Istio are istio, '
        + 'istio-remote, istio-waypoint, istio-east-west; write istio, or istio-waypoint for a waypoint, if Istio is to serve it '
        + '[CI1555]',
    ],
    right: yaml(object('Gateway', 'a', '{gatewayClassName: istio-waypoint}'), object('Gateway', 'b', '{gatewayClassName: own}'),
      'apiVersion: gateway.networking.k8s.io/v1\nkind: GatewayClass\nmetadata: {name: own}'),
  },
  CI1556: {
    wrong: yaml(namespace('shop'), grant('shpo')),
    finds: [
      'info app/grant: spec.from[0].namespace is "shpo"; it must be a namespace that exists; correct the namespace, or name it in '
        + 'knownNamespaces of the Mesh if it exists elsewhere [CI1556]',
    ],
    right: yaml(namespace('shop'), grant('infra'), namespace('web'), object('ReferenceGrant', 'b', '{from: [{namespace: web}]}')),
    context: { knownNamespaces: ['infra'] },
  },
};
