import { type Examples, istio, service, yaml } from './example';

const vs = (spec: string, name = 'a', namespace = 'shop') => istio('VirtualService', name, spec, namespace);
const dr = (spec: string, name = 'a', namespace = 'shop') => istio('DestinationRule', name, spec, namespace);
const gateway = (servers: string, name = 'edge') => istio('Gateway', name, `{selector: {istio: ingressgateway}, servers: [${servers}]}`);
const entry = (spec: string, name = 'a', namespace = 'shop') => istio('ServiceEntry', name, spec, namespace);
const sidecar = (spec: string, namespace = 'shop') => istio('Sidecar', 'scope', spec, namespace);
const route = (host: string, more = '') => `{hosts: [${host}], http: [{route: [{destination: {host: ${host}${more}}}]}]}`;
const V1 = 'subsets: [{name: v1, labels: {version: v1}}]';
const AUTO_OFF = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: istio, namespace: istio-system}\ndata: {mesh: "enableAutoMtls: false"}';
const MUTUAL = 'trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}';
const passthrough = '{port: {number: 443, name: tls, protocol: TLS}, hosts: [a.example.com], tls: {mode: PASSTHROUGH}}';
const http = '{port: {number: 80, name: http, protocol: HTTP}, hosts: ["*/*.example.com"]}';

/** Examples for the checks of routes, rules and scopes that look at several objects. */
export const ROUTING_EXAMPLES: Examples = {
  CI0180: {
    wrong: yaml(service('orders'), vs(route('orders.shop.svc.cluster.local', ', subset: v1'), 'a', 'other'), dr(`{host: orders, exportTo: [.], ${V1}}`),
      vs(route('pay.bank.svc.cluster.local', ', subset: v1'), 'b'), dr(`{host: pay.bank.svc.cluster.local, ${V1}}`, 'third', 'third'),
      dr('{host: "*.bank.svc.cluster.local"}', 'local')),
    finds: [
      'error app/a: spec.http[0].route[0].destination.subset is "v1"; it must be a subset that proxies of namespace other see: '
        + 'DestinationRule shop/a has it, and they take no DestinationRule; put the DestinationRule into the namespace of the service '
        + 'and export it, or into that of the callers [CI0180]',
      'error app/b: spec.http[0].route[0].destination.subset is "v1"; it must be a subset that proxies of namespace shop see: '
        + 'DestinationRule third/third has it, and they take DestinationRule shop/local; put the DestinationRule into the namespace of '
        + 'the service and export it, or into that of the callers [CI0180]',
    ],
    right: yaml(service('orders'), vs(route('orders.shop.svc.cluster.local', ', subset: v1'), 'a', 'other'), dr(`{host: orders, exportTo: ["*"], ${V1}}`),
      vs(route('pay.bank.svc.cluster.local', ', subset: v1'), 'b'), dr(`{host: pay.bank.svc.cluster.local, ${V1}}`, 'root', 'istio-system'),
      vs('{hosts: [a.example.com], gateways: [edge], http: [{route: [{destination: {host: orders, subset: v1}}]}]}', 'c')),
  },
  CI0181: {
    wrong: yaml(gateway(passthrough), vs('{hosts: [a.example.com], gateways: [edge], http: [{route: []}]}'),
      gateway('{port: {number: 443, name: https, protocol: HTTPS}, hosts: [b.example.com], tls: {mode: SIMPLE}}', 'https'),
      vs('{hosts: [b.example.com], gateways: [https], tls: [{route: []}], tcp: [{route: []}]}', 'b')),
    finds: [
      'error app/a: spec.http is given for spec.servers[0] of Gateway shop/edge (TLS PASSTHROUGH); one of them must be a server for '
        + 'HTTP, or for HTTPS that ends TLS; change the routes, or the protocol and tls.mode of the server [CI0181]',
      'error app/b: spec.tcp is given for spec.servers[0] of Gateway shop/https (HTTPS SIMPLE); one of them must be a server for '
        + 'TCP, or for TLS that ends TLS; change the routes, or the protocol and tls.mode of the server [CI0181]',
      'error app/b: spec.tls is given for spec.servers[0] of Gateway shop/https (HTTPS SIMPLE); one of them must be a server whose '
        + 'tls.mode is PASSTHROUGH; change the routes, or the protocol and tls.mode of the server [CI0181]',
    ],
    right: yaml(gateway(`${passthrough}, ${http}`), vs('{hosts: [a.example.com], gateways: [edge], http: [{route: []}], tls: [{route: []}]}'),
      vs('{hosts: [a.example.com], gateways: [edge, mesh], tcp: [{route: []}]}', 'b'), vs('{hosts: [a.example.com], gateways: [edge, other], tcp: [{route: []}]}', 'c'),
      gateway('{port: {number: 443, name: tls, protocol: TLS}, hosts: [d.example.org], tls: {mode: SIMPLE}}', 'tls'),
      vs('{hosts: [d.example.org], gateways: [tls], tcp: [{route: []}]}', 'd')),
  },
  CI0182: {
    wrong: yaml(service('orders'), vs('{hosts: [orders.shop.svc.cluster.local], gateways: [edge], http: []}')),
    finds: [
      'warning app/a: spec.hosts[0] is "orders.shop.svc.cluster.local", the host of Service shop/orders, for gateways alone; '
        + 'gateways must name "mesh" for callers inside the mesh; add "mesh" to gateways, or write a VirtualService without gateways for '
        + 'the callers inside [CI0182]',
    ],
    right: yaml(service('orders'), vs('{hosts: [orders.shop.svc.cluster.local], gateways: [edge], http: []}'), vs('{hosts: [orders], http: []}', 'b'),
      vs('{hosts: [a.example.com], gateways: [edge], http: []}', 'c')),
  },
  CI0183: {
    wrong: yaml(vs(route('orders', ', subset: v1')), dr(`{host: orders, ${V1}}`).replace('namespace: shop', 'namespace: shop, annotations: {argocd.argoproj.io/sync-wave: "1"}'),
      vs(route('pay', ', subset: v1'), 'b').replace('namespace: shop', 'namespace: shop, annotations: {argocd.argoproj.io/sync-wave: "-1"}'), dr(`{host: pay, ${V1}}`, 'b')),
    finds: [
      'warning app/a: spec.http[0].route[0].destination.subset is "v1" in sync wave 0, and DestinationRule shop/a, whose subset v1 '
        + 'it uses, has 1; the subset must be there first; give the DestinationRule a lower argocd.argoproj.io/sync-wave than the '
        + 'VirtualService [CI0183]',
      'warning app/b: metadata.annotations["argocd.argoproj.io/sync-wave"] is "-1", and DestinationRule shop/b, whose subset v1 it '
        + 'uses, has 0; the subset must be there first; give the DestinationRule a lower argocd.argoproj.io/sync-wave than the '
        + 'VirtualService [CI0183]',
    ],
    right: yaml(vs(route('orders', ', subset: v1')).replace('namespace: shop', 'namespace: shop, annotations: {argocd.argoproj.io/sync-wave: "2"}'),
      dr(`{host: orders, ${V1}}`).replace('namespace: shop', 'namespace: shop, annotations: {argocd.argoproj.io/sync-wave: "1"}'), vs(route('pay', ', subset: v1'), 'b')),
  },
  CI0280: {
    wrong: vs('{hosts: [a], http: [{route: [{destination: {host: a, subset: v1}, weight: 50}, {destination: {host: a.shop.svc.cluster.local, subset: v1}, weight: 50}]}]}'),
    finds: [
      'warning app/a: spec.http[0].route[1].destination is the destination of spec.http[0].route[0] as well; they must differ; '
        + 'correct the subset, or join the two and add their weights [CI0280]',
    ],
    right: vs('{hosts: [a], http: [{route: [{destination: {host: a, subset: v1}}, {destination: {host: a, subset: v2}}, {destination: {host: a, subset: v1}, headers: {}}]}]}'),
  },
  CI0281: {
    wrong: vs('{hosts: [a], gateways: [edge.infra.svc.cluster.local]}'),
    finds: [
      'warning app/a: spec.gateways[0] is "edge.infra.svc.cluster.local"; it must be "infra/edge"; write namespace/name [CI0281]',
    ],
    right: vs('{hosts: [a], gateways: [infra/edge, edge, mesh]}'),
  },
  CI0380: {
    wrong: dr('{host: a, subsets: [{name: v1}]}'),
    finds: [
      'warning app/a: spec.subsets[0].labels is missing; it must be given, or the subset have a trafficPolicy; give it the labels of '
        + 'its pods [CI0380]',
    ],
    right: dr('{host: a, subsets: [{name: v1, labels: {version: v1}}, {name: tls, trafficPolicy: {tls: {mode: SIMPLE}}}, {name: canary, labels: {}}]}'),
  },
  CI0381: {
    wrong: yaml(entry('{hosts: [api.example.com], ports: [{number: 443, name: https, protocol: HTTPS}]}'), dr('{host: api.example.com, trafficPolicy: {tls: {mode: SIMPLE}}}')),
    finds: [
      'warning app/a: spec.trafficPolicy.tls.mode is "SIMPLE" for port 443 of api.example.com, which is HTTPS; it must be a port '
        + 'where clients send plain text; give the port protocol HTTP and targetPort 443 and let clients use http, or leave the tls '
        + 'block out for that port [CI0381]',
    ],
    right: yaml(entry('{hosts: [api.example.com], ports: [{number: 80, name: http, protocol: HTTP, targetPort: 443}]}'), dr('{host: api.example.com, trafficPolicy: {tls: {mode: SIMPLE}}}'),
      entry('{hosts: [b.example.com], ports: [{number: 80, name: http, protocol: HTTP}, {number: 443, name: https, protocol: HTTPS}]}', 'b'),
      dr('{host: b.example.com, trafficPolicy: {portLevelSettings: [{port: {number: 80}, tls: {mode: SIMPLE}}]}}', 'b'),
      entry('{hosts: [c.example.com], ports: [{number: 443, name: https, protocol: HTTPS}]}', 'c'), dr('{host: c.example.com, trafficPolicy: {tls: {mode: SIMPLE}}}', 'c'),
      vs('{hosts: [c.example.com], http: [{route: [{destination: {host: c.example.com, port: {number: 443}}}]}]}', 'c')),
  },
  CI0382: {
    wrong: yaml(entry('{hosts: [api.example.com], ports: []}'), dr(`{host: api.example.com, ${MUTUAL}}`)),
    finds: [
      'warning app/a: spec.trafficPolicy.tls.mode is "ISTIO_MUTUAL" for api.example.com, and ServiceEntry shop/a is for servers '
        + 'outside of the mesh; it must be SIMPLE, MUTUAL or DISABLE; use SIMPLE for a server outside, or location: MESH_INTERNAL in the '
        + 'ServiceEntry for one with a proxy [CI0382]',
    ],
    right: yaml(entry('{hosts: [vm.example.com], location: MESH_INTERNAL, ports: []}'), dr(`{host: vm.example.com, ${MUTUAL}}`), dr(`{host: "*.local", ${MUTUAL}}`, 'b')),
  },
  CI0383: {
    wrong: yaml(dr('{host: "*.local", trafficPolicy: {tls: {mode: SIMPLE}}}', 'all', 'istio-system'), dr('{host: orders}'), dr(`{host: "*.shop.svc.cluster.local", ${MUTUAL}}`, 'shop'), dr('{host: "*.other.svc.cluster.local"}', 'b')),
    finds: [
      'info app/a: spec.trafficPolicy.tls is missing, so that mode ISTIO_MUTUAL of DestinationRule shop/shop for '
        + '*.shop.svc.cluster.local does not hold for orders.shop.svc.cluster.local; it must be repeated; repeat the tls block of the '
        + 'wider rule [CI0383]',
      'warning app/b: spec.trafficPolicy.tls is missing, so that mode SIMPLE of DestinationRule istio-system/all for *.local does '
        + 'not hold for *.other.svc.cluster.local; it must be repeated; repeat the tls block of the wider rule [CI0383]',
    ],
    right: yaml(dr('{host: "*.local", trafficPolicy: {tls: {mode: SIMPLE}}}', 'all', 'istio-system'), dr(`{host: orders, ${MUTUAL}}`),
      dr('{host: pay, trafficPolicy: {portLevelSettings: [{port: {number: 80}, tls: {mode: SIMPLE}}]}}', 'b'), dr('{host: a.example.com}', 'c')),
  },
  CI0384: {
    wrong: yaml(dr(`{host: "*.shop.svc.cluster.local", ${V1}}`, 'all'), dr('{host: orders}'), dr('{host: orders.shop.svc.cluster.local}', 'b', 'other')),
    finds: [
      'info app/a: spec.host is "orders", which DestinationRule other/b for "orders.shop.svc.cluster.local" is for as well; one must '
        + 'say all; repeat in it what is to hold of the other, or join the two [CI0384]',
      'info app/b: spec.host is "orders.shop.svc.cluster.local", which DestinationRule shop/all for "*.shop.svc.cluster.local" is '
        + 'for as well; one must say all; repeat in it what is to hold of the other, or join the two [CI0384]',
    ],
    right: yaml(dr(`{host: "*.local", ${MUTUAL}}`, 'all'), dr(`{host: orders, ${V1}}`), dr('{host: orders.shop.svc.cluster.local, subsets: [{name: v2}]}', 'b', 'other')),
  },
  CI0385: {
    wrong: yaml(AUTO_OFF, dr(`{host: "*.local", ${MUTUAL}}`), dr(`{host: "*.shop.svc.cluster.local", ${MUTUAL}}`, 'shop')),
    finds: [
      'info app/a: spec.trafficPolicy.tls.mode makes clients use mutual TLS for the mesh; a PeerAuthentication must say that servers '
        + 'take it; add a PeerAuthentication with mode STRICT or PERMISSIVE [CI0385]',
      'info app/shop: spec.trafficPolicy.tls.mode makes clients use mutual TLS for namespace shop; a PeerAuthentication must say '
        + 'that servers take it; add a PeerAuthentication with mode STRICT or PERMISSIVE [CI0385]',
    ],
    right: yaml(AUTO_OFF, dr(`{host: "*.shop.svc.cluster.local", ${MUTUAL}}`), dr(`{host: orders, ${MUTUAL}}`, 'orders'), istio('PeerAuthentication', 'a', '{mtls: {mode: STRICT}}')),
  },
  CI0580: {
    wrong: yaml(AUTO_OFF, istio('PeerAuthentication', 'a', '{mtls: {mode: STRICT}}'), istio('PeerAuthentication', 'mesh', '{mtls: {mode: STRICT}}', 'istio-system'),
      dr(`{host: "*.bank.svc.cluster.local", ${MUTUAL}}`)),
    finds: [
      'error app/a: spec.mtls.mode is "STRICT" for namespace shop, and no DestinationRule makes clients use mutual TLS there; one '
        + 'must say ISTIO_MUTUAL; add a DestinationRule with tls mode ISTIO_MUTUAL for "*.local" or for the services of the namespace, '
        + 'or leave enableAutoMtls out [CI0580]',
      'error app/mesh: spec.mtls.mode is "STRICT" for the mesh, and no DestinationRule makes clients use mutual TLS there; one must '
        + 'say ISTIO_MUTUAL; add a DestinationRule with tls mode ISTIO_MUTUAL for "*.local" or for the services of the namespace, or '
        + 'leave enableAutoMtls out [CI0580]',
    ],
    right: yaml(AUTO_OFF, istio('PeerAuthentication', 'a', '{mtls: {mode: STRICT}}'), dr(`{host: "*.local", ${MUTUAL}}`),
      istio('PeerAuthentication', 'b', '{selector: {matchLabels: {app: a}}, mtls: {mode: STRICT}}', 'other')),
  },
  CI0780: {
    wrong: sidecar('{workloadSelector: {labels: {app: orders}}}', 'istio-system'),
    finds: [
      'warning app/scope: spec.workloadSelector is {"labels":{"app":"orders"}}; it must be left out in the root namespace '
        + 'istio-system; leave workloadSelector out, or put the Sidecar into the namespace of the pods [CI0780]',
    ],
    right: yaml(sidecar('{workloadSelector: {labels: {app: orders}}}'), sidecar('{egress: []}', 'istio-system')),
  },
  CI0781: {
    wrong: sidecar('{outboundTrafficPolicy: {}}'),
    finds: [
      'info app/scope: spec.outboundTrafficPolicy.mode is missing; it must be REGISTRY_ONLY or ALLOW_ANY; set mode, or leave '
        + 'outboundTrafficPolicy out for what the mesh says [CI0781]',
    ],
    right: yaml(sidecar('{outboundTrafficPolicy: {mode: ALLOW_ANY}}'), sidecar('{egress: []}', 'other')),
  },
  CI0782: {
    wrong: yaml(service('orders'), sidecar('{egress: [{hosts: ["./*"]}]}', 'web'), vs(route('orders.shop.svc.cluster.local'), 'a', 'web'), dr('{host: orders.shop.svc.cluster.local}', 'a', 'web')),
    finds: [
      'warning app/scope: spec.egress[0].hosts has nothing for shop/orders.shop.svc.cluster.local, which VirtualService web/a names; '
        + 'egress must let it in; add namespace/host to egress.hosts [CI0782]',
    ],
    right: yaml(service('orders'), sidecar('{egress: [{hosts: ["./*", shop/orders.shop.svc.cluster.local]}]}', 'web'), vs(route('orders.shop.svc.cluster.local'), 'a', 'web'),
      sidecar('{egress: [{hosts: ["istio-system/*"]}]}', 'bare'), vs(route('orders.shop.svc.cluster.local'), 'b', 'bare')),
  },
};
