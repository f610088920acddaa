import { type Examples, istio, service, yaml } from './example';

const deployment = (metadata: string, template: string) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: orders, namespace: shop${metadata}}
spec: {template: {metadata: {labels: {app: orders}${template}}}}`;
const pods = (labels: string) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: orders, namespace: shop}
spec: {template: {metadata: {labels: {${labels}}}}}`;
const namespace = (labels: string) => `apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {${labels}}}`;
const scope = (name: string, selector: string) => istio('Sidecar', name, `{${selector}egress: [{hosts: ["./*"]}]}`);
const ORDERS = 'workloadSelector: {labels: {app: orders}}, ';

/** Examples for the checks of Sidecars and of what makes pods. */
export const WORKLOAD_EXAMPLES: Examples = {
  CI0701: {
    wrong: yaml(scope('all', ''), scope('default', ''), scope('orders', ORDERS), scope('v1', 'workloadSelector: {labels: {version: v1}}, '),
      scope('x', 'workloadSelector: {labels: {app: x}}, '), scope('y', 'workloadSelector: {labels: {app: x}}, '), service('orders')),
    finds: [
      'error app/default: metadata.name is "default" for all workloads of namespace shop, as is Sidecar shop/all; they must have one Sidecar; join them into one Sidecar [CI0701]',
      'error app/v1: spec.workloadSelector picks pods of Deployment shop/orders-v1, as does Sidecar shop/orders; they must have one Sidecar; join them into one Sidecar [CI0701]',
      'error app/y: spec.workloadSelector picks the same pods, as does Sidecar shop/x; they must have one Sidecar; join them into one Sidecar [CI0701]',
    ],
    right: yaml(scope('default', ''), scope('orders', ORDERS), istio('Sidecar', 'default', '{egress: [{hosts: ["./*"]}]}', 'other'), service('orders')),
  },
  CI0702: {
    wrong: yaml(istio('Sidecar', 'orders', '{egress: [{hosts: [other/orders.shop.svc.cluster.local, ./order.shop.svc.cluster.local, shop/api.example.com]}]}'), service('orders')),
    finds: [
      'warning app/orders: spec.egress[0].hosts[0] is "other/orders.shop.svc.cluster.local"; it must be shop/orders.shop.svc.cluster.local, with the namespace of what has the host; correct the namespace [CI0702]',
      'error app/orders: spec.egress[0].hosts[1] is "./order.shop.svc.cluster.local"; it must be the host of a Service or a ServiceEntry; correct the namespace or the host [CI0702]',
      'warning app/orders: spec.egress[0].hosts[2] is "shop/api.example.com"; it must be the host of a Service or a ServiceEntry; correct the namespace or the host [CI0702]',
    ],
    right: yaml(istio('Sidecar', 'orders', `{egress: [{hosts: [
      ./orders.shop.svc.cluster.local, "*/orders.shop.svc.cluster.local", shop/known.example.com, team/any.team.svc.cluster.local,
      "~shop/gone.shop.svc.cluster.local", "shop/*", "*/*.example.com"]}]}`), service('orders')),
    context: { knownHosts: ['known.example.com'], knownNamespaces: ['team'] },
  },
  CI0801: {
    wrong: yaml(deployment(', labels: {sidecar.istio.io/inject: "false", app: orders}, annotations: {proxy.istio.io/config: "{}", traffic.sidecar.istio.io/excludeInboundPorts: "1"}', '')),
    finds: [
      'warning app/orders: metadata.annotations["proxy.istio.io/config"] is for pods, and those of Deployment shop/orders do not get it; it must stand in spec.template.metadata.annotations; move it to the template of the pods; SidecarSettings writes it there [CI0801]',
      'warning app/orders: metadata.annotations["traffic.sidecar.istio.io/excludeInboundPorts"] is for pods, and those of Deployment shop/orders do not get it; it must stand in spec.template.metadata.annotations; move it to the template of the pods; SidecarSettings writes it there [CI0801]',
      'warning app/orders: metadata.labels["sidecar.istio.io/inject"] is for pods, and those of Deployment shop/orders do not get it; it must stand in spec.template.metadata.labels; move it to the template of the pods; SidecarSettings writes it there [CI0801]',
    ],
    right: yaml(
      deployment(', annotations: {proxy.istio.io/config: "{}"}', ', annotations: {proxy.istio.io/config: "{}"}'),
      'apiVersion: v1\nkind: Pod\nmetadata: {name: one, namespace: shop, annotations: {sidecar.istio.io/logLevel: info}}'),
  },
  CI0802: {
    wrong: yaml(namespace('istio-injection: disabled'), pods('sidecar.istio.io/inject: "true", istio.io/rev: canary'),
      'apiVersion: v1\nkind: Pod\nmetadata: {name: one, namespace: other, labels: {sidecar.istio.io/inject: "yes", istio.io/rev: canary}}',
      'apiVersion: v1\nkind: Namespace\nmetadata: {name: other, labels: {istio.io/rev: stable}}'),
    finds: [
      'warning app/one: metadata.labels["istio.io/rev"] is "canary" and namespace other has istio.io/rev=stable, which counts; it must be left out; label the namespace otherwise, or leave the label of the pods out [CI0802]',
      'warning app/one: metadata.labels["sidecar.istio.io/inject"] is "yes"; it must be "true" or "false"; correct it [CI0802]',
      'warning app/orders: spec.template.metadata.labels["istio.io/rev"] is "canary" and namespace shop has istio-injection=disabled, which counts; it must be left out; label the namespace otherwise, or leave the label of the pods out [CI0802]',
      'warning app/orders: spec.template.metadata.labels["sidecar.istio.io/inject"] is "true" and namespace shop has istio-injection=disabled; it must be in a namespace that allows it; label the namespace otherwise, or leave the label of the pods out [CI0802]',
    ],
    right: yaml(namespace('istio.io/rev: canary'), pods('sidecar.istio.io/inject: "false", istio.io/rev: canary'),
      'apiVersion: v1\nkind: Pod\nmetadata: {name: one, namespace: other, labels: {sidecar.istio.io/inject: "true", istio.io/rev: canary}}'),
  },
};
