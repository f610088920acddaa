import { type Examples, istio, yaml } from './example';

const vs = (spec: string, name = 'reviews', namespace?: string) => istio('VirtualService', name, spec, namespace);
const route = '{route: [{destination: {host: reviews}}]}';
const routes = `http: [${route}]`;
const tls = (sni: string) => `tls: [{match: [{sniHosts: [${sni}]}], route: [{destination: {host: reviews}}]}]`;

/** Examples for the checks of what VirtualServices are for: hosts, gateways, namespaces. */
export const VIRTUAL_SERVICE_HOST_EXAMPLES: Examples = {
  CI0240: {
    wrong: yaml(
      vs(`{hosts: [bad host, "a.*.com", "", a.123, "*"], ${routes}}`),
      vs(`{hosts: [outbound_.80_._.a.b], ${tls('"*.b"')}}`, 'mesh'),
      vs(`{hosts: [outbound_.x_._.a.b], gateways: [edge], ${tls('outbound_.x_._.a.b')}}`, 'passing'),
    ),
    finds: [
      'error app/mesh: spec.hosts[0] is "outbound_.80_._.a.b"; it must be a DNS name: labels of at most 63 letters, digits and "-", joined by ".", the last one not a number, or such a name after "*" or "*.", or an IP address; write the hosts that the requests are for [CI0240]',
      'error app/passing: spec.hosts[0] is "outbound_.x_._.a.b"; it must be like outbound_.PORT_.SUBSET_.HOST, or an IP address; write the hosts that the requests are for [CI0240]',
      'error app/reviews: spec.hosts[0] is "bad host"; it must be a DNS name: labels of at most 63 letters, digits and "-", joined by ".", the last one not a number, or such a name after "*" or "*.", or an IP address; write the hosts that the requests are for [CI0240]',
      'error app/reviews: spec.hosts[1] is "a.*.com"; it must be a DNS name: labels of at most 63 letters, digits and "-", joined by ".", the last one not a number, or such a name after "*" or "*.", or an IP address; write the hosts that the requests are for [CI0240]',
      'error app/reviews: spec.hosts[2] is ""; it must be a DNS name: labels of at most 63 letters, digits and "-", joined by ".", the last one not a number, or such a name after "*" or "*.", or an IP address; write the hosts that the requests are for [CI0240]',
      'error app/reviews: spec.hosts[3] is "a.123"; it must be a DNS name: labels of at most 63 letters, digits and "-", joined by ".", the last one not a number, or such a name after "*" or "*.", or an IP address; write the hosts that the requests are for [CI0240]',
      'error app/reviews: spec.hosts[4] is "*"; it must be a host, as the VirtualService is for the mesh; write the hosts, or gateways without "mesh" [CI0240]',
    ],
    right: yaml(
      vs(`{hosts: [reviews, a.example.com, "*.example.org", "*-eu.example.net", 10.0.0.1, "fd00::1"], ${routes}}`),
      vs(`{hosts: ["*"], gateways: [edge], ${routes}}`, 'edge'),
      vs(`{hosts: [outbound_.80_._.a.b], gateways: [edge], ${tls('outbound_.80_._.a.b')}}`, 'passing'),
    ),
  },
  CI0241: {
    wrong: vs(`{hosts: [a.com, b.com, a.com, "*.com", "*.org", c.org], ${routes}}`),
    finds: [
      'error app/reviews: spec.hosts[2] is "a.com", which meets "a.com"; hosts must not cover each other; leave one of them out [CI0241]',
      'error app/reviews: spec.hosts[3] is "*.com", which meets "a.com"; hosts must not cover each other; leave one of them out [CI0241]',
      'error app/reviews: spec.hosts[5] is "c.org", which meets "*.org"; hosts must not cover each other; leave one of them out [CI0241]',
    ],
    right: vs(`{hosts: [a.com, "*.a.com", "*.org"], ${routes}}`),
  },
  CI0242: {
    wrong: yaml(vs('{hosts: [a.com]}'), vs('{hosts: [a.com], http: []}', 'empty')),
    finds: [
      'error app/empty: spec has no routes; it must have http, tls or tcp routes; add a route, or leave the VirtualService out [CI0242]',
      'error app/reviews: spec has no routes; it must have http, tls or tcp routes; add a route, or leave the VirtualService out [CI0242]',
    ],
    right: vs(`{hosts: [a.com], ${routes}}`),
  },
  CI0243: {
    wrong: vs(`{gateways: [edge], ${tls('a.com')}, tcp: [${route}], http: [{delegate: {name: other}}]}`),
    finds: [
      'error app/reviews: spec.gateways is set; in a delegate it must be left out; leave it out, or add hosts if it is to be no delegate [CI0243]',
      'error app/reviews: spec.http[0].delegate is set; a delegate must not delegate again; leave it out, or add hosts if it is to be no delegate [CI0243]',
      'error app/reviews: spec.tcp is set; in a delegate it must be left out; leave it out, or add hosts if it is to be no delegate [CI0243]',
      'error app/reviews: spec.tls is set; in a delegate it must be left out; leave it out, or add hosts if it is to be no delegate [CI0243]',
    ],
    right: vs(`{${routes}}`),
  },
  CI0244: {
    wrong: vs(`{hosts: [a.com], gateways: [./edge, shop/, "*/edge", edge.shop.svc.cluster.local, ./later],
      http: [{match: [{gateways: [e_dge]}], route: [{destination: {host: reviews}}]}],
      tcp: [{match: [{gateways: [a/b/c]}], route: [{destination: {host: reviews}}]}]}`),
    finds: [
      'error app/reviews: spec.gateways[0] is "./edge"; it must be NAMESPACE/NAME, each of at most 63 letters, digits and "-"; write NAMESPACE/NAME [CI0244]',
      'error app/reviews: spec.gateways[1] is "shop/"; it must be NAMESPACE/NAME, each of at most 63 letters, digits and "-"; write NAMESPACE/NAME [CI0244]',
      'error app/reviews: spec.gateways[2] is "*/edge"; it must be NAMESPACE/NAME, each of at most 63 letters, digits and "-"; write NAMESPACE/NAME [CI0244]',
      'warning app/reviews: spec.gateways[4] is "./later"; it must be NAMESPACE/NAME, each of at most 63 letters, digits and "-"; write NAMESPACE/NAME [CI0244]',
      'error app/reviews: spec.http[0].match[0].gateways[0] is "e_dge"; it must be the name of a Gateway, NAMESPACE/NAME or "mesh"; write NAMESPACE/NAME [CI0244]',
      'error app/reviews: spec.tcp[0].match[0].gateways[0] is "a/b/c"; it must be NAMESPACE/NAME, each of at most 63 letters, digits and "-"; write NAMESPACE/NAME [CI0244]',
    ],
    right: vs('{hosts: [a.com], gateways: [shop/edge, mesh, edge], http: [{match: [{gateways: [mesh]}], route: [{destination: {host: reviews}}]}]}'),
  },
  CI0245: {
    wrong: vs(`{hosts: [a.com], gateways: [mesh, edge], http: [
      {match: [{headers: {"@request.auth.claims.sub": {exact: a}}, withoutHeaders: {"@request.auth.claims[a][b]": {}}}], route: [{destination: {host: reviews}}]}]}`),
    finds: [
      'error app/reviews: spec.http[0].match[0].headers["@request.auth.claims.sub"] is a claim of a token; the VirtualService must be for gateways only; match claims in a VirtualService with gateways, without "mesh" among them [CI0245]',
      'error app/reviews: spec.http[0].match[0].withoutHeaders["@request.auth.claims[a][b]"] is a claim of a token; the VirtualService must be for gateways only; match claims in a VirtualService with gateways, without "mesh" among them [CI0245]',
    ],
    right: vs(`{hosts: [a.com], gateways: [edge], http: [
      {match: [{headers: {"@request.auth.claims.sub": {exact: a}}}], route: [{destination: {host: reviews}}]}]}`),
  },
  CI0262: {
    wrong: yaml(vs(`{hosts: [a.com, "*.b.com"], ${tls('b.com, "*.a.com", 1.1.1.1, "b@d", outbound_.80_._.a.b')}}`), vs(`{http: [${route}], ${tls('a.com')}}`, 'delegate')),
    finds: [
      'error app/delegate: spec.tls[0].match[0].sniHosts[0] is "a.com"; it must be within a host; the VirtualService has none; write a host of the VirtualService, or add it to the hosts [CI0262]',
      'error app/reviews: spec.tls[0].match[0].sniHosts[0] is "b.com"; it must be within one of the hosts a.com, *.b.com; write a host of the VirtualService, or add it to the hosts [CI0262]',
      'error app/reviews: spec.tls[0].match[0].sniHosts[1] is "*.a.com"; it must be within one of the hosts a.com, *.b.com; write a host of the VirtualService, or add it to the hosts [CI0262]',
      'warning app/reviews: spec.tls[0].match[0].sniHosts[2] is "1.1.1.1"; it must be a host: clients send no IP addresses as SNI; match the address with a tcp route [CI0262]',
      'error app/reviews: spec.tls[0].match[0].sniHosts[3] is "b@d"; it must be a DNS name: labels of at most 63 letters, digits and "-", joined by ".", the last one not a number, or such a name after "*" or "*."; write a host of the VirtualService, or add it to the hosts [CI0262]',
      'error app/reviews: spec.tls[0].match[0].sniHosts[4] is "outbound_.80_._.a.b"; it must be within one of the hosts a.com, *.b.com; write a host of the VirtualService, or add it to the hosts [CI0262]',
    ],
    right: vs(`{hosts: [a.com, "*.b.com"], ${tls('a.com, c.b.com, "*.c.b.com"')}}`),
  },
  CI0263: {
    wrong: vs(`{hosts: [a.com], tcp: [
      {match: [{port: 80}, {port: 80, sourceLabels: {a: b}}], route: [{destination: {host: reviews}}]},
      {match: [{port: 80}, {port: 81}], route: [{destination: {host: reviews}}]},
      {match: [{sourceLabels: {a: b}, port: 80}], route: [{destination: {host: reviews}}]},
      {match: [{port: 83}, {port: 83}], route: [{destination: {host: reviews}}]},
      ${route}, {match: [{port: 82}], route: [{destination: {host: reviews}}]}]}`),
    finds: [
      'warning app/reviews: spec.tcp[1].match[0] is the same as spec.tcp[0].match[0]; it must take other connections; leave it out, or put it before the one that takes its connections [CI0263]',
      'error app/reviews: spec.tcp[2].match[0] is the same as spec.tcp[0].match[1]; it must take other connections; leave it out, or put it before the one that takes its connections [CI0263]',
      'warning app/reviews: spec.tcp[3].match[1] is the same as spec.tcp[3].match[0]; it must take other connections; leave it out, or put it before the one that takes its connections [CI0263]',
      'error app/reviews: spec.tcp[5] goes after spec.tcp[4], which takes all connections; the route for all must be the last; leave it out, or put it before the one that takes its connections [CI0263]',
    ],
    right: vs(`{hosts: [a.com], ${tls('a.com')}, tcp: [{match: [{port: 80}], route: [{destination: {host: reviews}}]}, ${route}]}`),
  },
  CI0264: {
    wrong: vs('{hosts: [a.com], tcp: [{match: [{port: 80}]}], tls: [{match: [{sniHosts: [a.com]}], route: []}, {match: [], route: [{destination: {host: a}}]}, {match: [{sniHosts: []}], route: [{destination: {host: a}}]}]}'),
    finds: [
      'error app/reviews: spec.tcp[0].route is missing; it must be a list with a destination; add one, or leave the route out [CI0264]',
      'error app/reviews: spec.tls[0].route is []; it must be a list with a destination; add one, or leave the route out [CI0264]',
      'error app/reviews: spec.tls[1].match is []; it must be a list with a match; add one, or leave the route out [CI0264]',
      'error app/reviews: spec.tls[2].match[0].sniHosts is []; it must be a list with a host; add one, or leave the route out [CI0264]',
    ],
    right: vs(`{hosts: [a.com], ${tls('a.com')}, tcp: [${route}]}`),
  },
  CI0266: {
    wrong: vs(`{hosts: [a.com], exportTo: [., shop, "~", n_s, "*"], ${routes}}`),
    finds: [
      'error app/reviews: spec.exportTo[1] is "shop", which is there twice; it must be there once; correct the list; without it, the object is for all namespaces [CI0266]',
      'error app/reviews: spec.exportTo[2] is "~"; it must be ".", "*" or a namespace; correct the list; without it, the object is for all namespaces [CI0266]',
      'error app/reviews: spec.exportTo[3] is "n_s"; it must be ".", "*" or a namespace; correct the list; without it, the object is for all namespaces [CI0266]',
      'error app/reviews: spec.exportTo[4] is "*"; it must be the only entry, or left out; correct the list; without it, the object is for all namespaces [CI0266]',
    ],
    right: yaml(vs(`{hosts: [a.com], exportTo: [., other], ${routes}}`), vs(`{hosts: [b.com], exportTo: ["*"], ${routes}}`, 'all')),
  },
};
