import { type Examples, istio, service, yaml } from './example';

const vs = (spec: string, name = 'reviews') => istio('VirtualService', name, spec);
const subsets = istio('DestinationRule', 'reviews', '{host: reviews, subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]}');
const toReviews = 'route: [{destination: {host: reviews}}]';
const gateway = istio('Gateway', 'edge',
  '{selector: {istio: ingressgateway}, servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: [./shop.example.com, other/*.example.org]}]}');

/** Examples for the checks of VirtualServices. */
export const VIRTUAL_SERVICE_EXAMPLES: Examples = {
  CI0101: {
    wrong: yaml(service('reviews'), vs(`{hosts: [reviews], http: [
      {route: [{destination: {host: review}}], mirrors: [{destination: {host: reviews.shop}}]},
      {route: [{destination: {host: ratings.other.svc.cluster.local}}], mirror: {host: api.example.com}}]}`),
    istio('ServiceEntry', 'hidden', '{hosts: [hidden.example.com], exportTo: [.]}', 'other'),
    vs('{hosts: [a], tcp: [{route: [{destination: {host: hidden.example.com}}]}]}', 'third')),
    finds: [
      'error app/reviews: spec.http[0].mirrors[0].destination.host is "reviews.shop"; it must be a full name: Istio does not complete a name that has a dot; write reviews.shop.svc.cluster.local [CI0101]',
      'error app/reviews: spec.http[0].route[0].destination.host is "review"; it must be the host of a Service or a ServiceEntry; correct the host, add a ServiceEntry, or name it in knownHosts of the Mesh if it exists elsewhere [CI0101]',
      'warning app/reviews: spec.http[1].mirror.host is "api.example.com"; it must be the host of a Service or a ServiceEntry; correct the host, add a ServiceEntry, or name it in knownHosts of the Mesh if it exists elsewhere [CI0101]',
      'warning app/reviews: spec.http[1].route[0].destination.host is "ratings.other.svc.cluster.local"; it must be the host of a Service or a ServiceEntry; correct the host, add a ServiceEntry, or name it in knownHosts of the Mesh if it exists elsewhere [CI0101]',
      'error app/third: spec.tcp[0].route[0].destination.host is "hidden.example.com"; it must be a host that namespace shop sees; exportTo of ServiceEntry other/hidden leaves it out; correct the host, add a ServiceEntry, or name it in knownHosts of the Mesh if it exists elsewhere [CI0101]',
    ],
    right: yaml(service('reviews'), istio('ServiceEntry', 'api', '{hosts: ["*.example.com"], ports: [{number: 443, name: tls, protocol: TLS}]}'),
      vs(`{hosts: [reviews], http: [
      {route: [{destination: {host: reviews}}], mirrors: [{destination: {host: reviews.shop.svc.cluster.local}}]},
      {route: [{destination: {host: ratings.known.svc.cluster.local}}, {destination: {host: a.b.acme.com}}], mirror: {host: api.example.com}}]}`)),
    context: { knownNamespaces: ['known'], knownHosts: ['*.acme.com'] },
  },
  CI0102: {
    wrong: yaml(service('reviews'), vs('{hosts: [reviews], http: [{route: [{destination: {host: reviews, port: {number: 8080}}}]}]}')),
    finds: [
      'error app/reviews: spec.http[0].route[0].destination.port.number is 8080; it must be 80 (Service shop/reviews); use a port of the service [CI0102]',
    ],
    right: yaml(service('reviews'), vs('{hosts: [reviews], http: [{route: [{destination: {host: reviews, port: {number: 80}}}]}]}')),
  },
  CI0103: {
    wrong: yaml(service('reviews'), subsets, service('ratings'), vs(`{hosts: [reviews], http: [
      {route: [{destination: {host: reviews, subset: v1}, weight: 90}, {destination: {host: reviews, subset: v9}, weight: 10}]},
      {route: [{destination: {host: ratings, subset: v1}}], mirror: {host: elsewhere.other.svc.cluster.local, subset: v1}}]}`)),
    finds: [
      'error app/reviews: spec.http[0].route[1].destination.subset is "v9"; it must be one of v1, v2 (DestinationRule shop/reviews); add the subset to the DestinationRule, or use one that it has [CI0103]',
      'warning app/reviews: spec.http[1].mirror.subset is "v1"; it must be left out: no DestinationRule is for host elsewhere.other.svc.cluster.local; add a DestinationRule that defines the subset [CI0103]',
      'error app/reviews: spec.http[1].route[0].destination.subset is "v1"; it must be left out: no DestinationRule is for host ratings.shop.svc.cluster.local; add a DestinationRule that defines the subset [CI0103]',
    ],
    right: yaml(service('reviews'), subsets, vs(`{hosts: [reviews], http: [
      {route: [{destination: {host: reviews, subset: v1}, weight: 90}, {destination: {host: reviews.shop.svc.cluster.local, subset: v2}, weight: 10}]}]}`)),
  },
  CI0104: {
    wrong: yaml(service('reviews', [], '[{name: http, port: 80}, {name: grpc, port: 81}, {name: dns, port: 53, protocol: UDP}]'),
      vs(`{hosts: [reviews], http: [{${toReviews}}]}`)),
    finds: [
      'warning app/reviews: spec.http[0].route[0].destination.port is missing; it must be given, as Service shop/reviews has the ports 80, 81; set port.number [CI0104]',
    ],
    right: yaml(service('reviews', [], '[{name: http, port: 80}, {name: dns, port: 53, protocol: UDP}]'), vs(`{hosts: [reviews], http: [{${toReviews}}]}`)),
  },
  CI0105: {
    wrong: yaml(vs(`{hosts: [reviews], http: [{${toReviews}}]}`),
      vs(`{hosts: [reviews.shop.svc.cluster.local], gateways: [mesh, edge], http: [{${toReviews}}]}`, 'second'),
      vs('{hosts: [reviews], tcp: [{route: [{destination: {host: reviews}}]}]}', 'third')),
    finds: [
      'error app/second: spec.hosts[0] is "reviews.shop.svc.cluster.local"; it must be in one VirtualService of the mesh, and VirtualService shop/reviews has it as well; join them into one VirtualService, or keep them apart with exportTo [CI0105]',
      'warning app/third: spec.hosts[0] is "reviews"; it must be in one VirtualService of the mesh, and VirtualService shop/reviews has it as well; join them into one VirtualService, or keep them apart with exportTo [CI0105]',
    ],
    right: yaml(vs(`{hosts: [reviews], exportTo: [.], http: [{${toReviews}}]}`), vs(`{hosts: [reviews], gateways: [edge], http: [{${toReviews}}]}`, 'second'),
      vs(`{hosts: [reviews], exportTo: [other], http: [{${toReviews}}]}`, 'third'), vs(`{http: [{${toReviews}}]}`, 'delegate')),
  },
  CI0106: {
    wrong: yaml(gateway, vs(`{hosts: [shop.example.com], gateways: [edge], http: [{match: [{uri: {prefix: /reviews}}], ${toReviews}}]}`),
      vs(`{hosts: [shop.example.com], gateways: [shop/edge], http: [{match: [{uri: {exact: /reviews/1}}], ${toReviews}}]}`, 'second')),
    finds: [
      'warning app/second: spec.hosts[0] is "shop.example.com" on Gateway shop/edge; it must be in one VirtualService there, or take other requests than VirtualService shop/reviews; join them into one VirtualService, or make their matches exclude each other [CI0106]',
    ],
    right: yaml(gateway, vs(`{hosts: [shop.example.com], gateways: [edge], http: [{match: [{uri: {prefix: /reviews}}], ${toReviews}}]}`),
      vs(`{hosts: [shop.example.com], gateways: [edge], http: [{match: [{uri: {prefix: /ratings}}], ${toReviews}}, {${toReviews}}]}`, 'second')),
  },
  CI0107: {
    wrong: yaml(gateway, vs(`{hosts: [shop.example.com], gateways: [mesh, edges, infra/edge], http: [{match: [{gateways: [gone]}], ${toReviews}}]}`)),
    finds: [
      'error app/reviews: spec.gateways[1] is "edges"; it must be "mesh" or a Gateway; there is no Gateway shop/edges; correct the name, or add it to knownGateways of the Mesh if it exists elsewhere [CI0107]',
      'warning app/reviews: spec.gateways[2] is "infra/edge"; it must be "mesh" or a Gateway; there is no Gateway infra/edge; correct the name, or add it to knownGateways of the Mesh if it exists elsewhere [CI0107]',
      'error app/reviews: spec.http[0].match[0].gateways[0] is "gone"; it must be "mesh" or a Gateway; there is no Gateway shop/gone; correct the name, or add it to knownGateways of the Mesh if it exists elsewhere [CI0107]',
    ],
    right: yaml(gateway, vs(`{hosts: [shop.example.com], gateways: [mesh, edge, ./edge, infra/known], http: [{match: [{gateways: [edge.shop]}], ${toReviews}}]}`)),
    context: { knownGateways: ['infra/known'] },
  },
  CI0108: {
    wrong: yaml(gateway, vs(`{hosts: [shop.example.com, api.example.org], gateways: [edge], http: [{${toReviews}}]}`),
      vs(`{hosts: [www.example.com], gateways: [mesh, edge], http: [{${toReviews}}]}`, 'second')),
    finds: [
      'warning app/reviews: spec.hosts[1] is "api.example.org"; it must be a host that its Gateways take: "shop.example.com"; add the host to a server of the Gateway, or correct the host [CI0108]',
      'error app/second: spec.gateways[1] is "edge", whose servers take "shop.example.com"; a host of the VirtualService must be one of them, and "www.example.com" is not; add the host to a server of the Gateway, or correct the host [CI0108]',
    ],
    right: yaml(gateway, vs(`{hosts: [shop.example.com], gateways: [edge], http: [{${toReviews}}]}`),
      vs(`{hosts: ["*.example.com", reviews], gateways: [mesh, edge], http: [{${toReviews}}]}`, 'second'),
      'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: third, namespace: other}\n'
      + 'spec: {hosts: [www.example.org], gateways: [shop/edge]}'),
  },
  CI0109: {
    wrong: yaml(service('reviews', [], '[{name: tcp-web, port: 80}, {name: db, port: 3306}]'), vs(`{hosts: [reviews], http: [{${toReviews}}]}`)),
    finds: [
      'warning app/reviews: spec.hosts[0] is "reviews", whose ports are tcp-web (TCP), db (TCP); one of them must carry HTTP for the http routes to have an effect; name the port "http…" or "grpc…" or set its appProtocol, or write tcp routes [CI0109]',
    ],
    right: yaml(service('reviews', [], '[{name: tcp-web, port: 80, appProtocol: http}]'), vs(`{hosts: [reviews], http: [{${toReviews}}]}`),
      service('sniffed', [], '[{name: web, port: 80}]'), vs(`{hosts: [sniffed], http: [{${toReviews}}]}`, 'second')),
  },
  CI0201: {
    wrong: vs('{hosts: [reviews], http: [{route: [{destination: {host: a}, weight: 60}, {destination: {host: b}, weight: 60}]}]}'),
    finds: [
      'warning app/reviews: spec.http[0].route has the weights 60, 60, which add up to 120; they must add up to 100; make the weights add up to 100 [CI0201]',
    ],
    right: vs('{hosts: [reviews], http: [{route: [{destination: {host: a}, weight: 40}, {destination: {host: b}, weight: 60}]}, {route: [{destination: {host: a}}]}]}'),
  },
  CI0202: {
    wrong: vs('{hosts: [reviews], tcp: [{route: [{destination: {host: a}, weight: 0}, {destination: {host: b}}]}]}'),
    finds: [
      'error app/reviews: spec.tcp[0].route has 2 destinations, none with a weight over 0; the weights must add up to 100; give each destination its weight [CI0202]',
    ],
    right: vs('{hosts: [reviews], tcp: [{route: [{destination: {host: a}, weight: 0}, {destination: {host: b}, weight: 100}]}]}'),
  },
  CI0203: {
    wrong: vs(`{hosts: [reviews], http: [{match: [{uri: {prefix: /}}], ${toReviews}}, {match: [{uri: {prefix: /a}}], ${toReviews}}, {${toReviews}}]}`)
      + `\n---\n${vs(`{hosts: [a], http: [{delegate: {name: b}}, {${toReviews}}, {${toReviews}}]}`, 'root')}`,
    finds: [
      'error app/reviews: spec.http[1] goes after spec.http[0], which takes all requests; the route for all must be the last; put the route before the one that takes all, or leave it out [CI0203]',
      'error app/reviews: spec.http[2] goes after spec.http[0], which takes all requests; the route for all must be the last; put the route before the one that takes all, or leave it out [CI0203]',
      'warning app/root: spec.http[1] goes after spec.http[0], which takes all requests; the route for all must be the last; put the route before the one that takes all, or leave it out [CI0203]',
      'error app/root: spec.http[2] goes after spec.http[1], which takes all requests; the route for all must be the last; put the route before the one that takes all, or leave it out [CI0203]',
    ],
    right: vs(`{hosts: [reviews], http: [{match: [{uri: {prefix: /}, method: {exact: GET}}], ${toReviews}}, {match: [{uri: {prefix: /b}}], delegate: {name: a}}, {${toReviews}}]}`),
  },
  CI0204: {
    wrong: vs(`{hosts: [reviews], http: [
      {match: [{uri: {prefix: /api}, headers: {x-user: {}}}, {method: {exact: PUT}}], ${toReviews}},
      {match: [{uri: {exact: /api/v2}, headers: {x-user: {exact: tester}}}], ${toReviews}},
      {match: [{uri: {prefix: /b}}, {uri: {prefix: /c}, method: {exact: PUT}}], ${toReviews}},
      {match: [{uri: {prefix: /d}}, {uri: {prefix: /de}}, {name: again, uri: {prefix: /d}}], ${toReviews}}]}`),
    finds: [
      'error app/reviews: spec.http[1].match[0] takes only requests that spec.http[0].match[0] takes before it; it must take others too; put the more specific match first, or leave it out [CI0204]',
      'warning app/reviews: spec.http[2].match[1] takes only requests that spec.http[0].match[1] takes before it; it must take others too; put the more specific match first, or leave it out [CI0204]',
      'warning app/reviews: spec.http[3].match[1] takes only requests that spec.http[3].match[0] takes before it; it must take others too; put the more specific match first, or leave it out [CI0204]',
      'warning app/reviews: spec.http[3].match[2] takes only requests that spec.http[3].match[0] takes before it; it must take others too; put the more specific match first, or leave it out [CI0204]',
    ],
    right: vs(`{hosts: [reviews], http: [
      {match: [{uri: {prefix: /api}, headers: {x-user: {exact: tester}}}], ${toReviews}},
      {match: [{uri: {prefix: /api}, headers: {x-user: {}}}], ${toReviews}},
      {match: [{uri: {regex: "/api/.*"}}], ${toReviews}}, {match: [{uri: {prefix: /a}, port: 80}], ${toReviews}},
      {match: [{uri: {prefix: /API}, ignoreUriCase: true}], ${toReviews}}, {match: [{uri: {prefix: /ap}}], ${toReviews}}, {${toReviews}}]}`),
  },
  CI0205: {
    wrong: vs(`{hosts: [reviews], http: [{timeout: 2s, retries: {attempts: 3, perTryTimeout: 1s}, ${toReviews}}]}`),
    finds: [
      'warning app/reviews: spec.http[0].timeout is "2s"; it must be at least 3 attempts of 1s each; make the timeout longer, or perTryTimeout shorter [CI0205]',
    ],
    right: vs(`{hosts: [reviews], http: [{timeout: 3s, retries: {attempts: 3, perTryTimeout: 1000ms}, ${toReviews}}, {timeout: 1s, ${toReviews}}]}`),
  },
  CI0206: {
    wrong: vs(`{hosts: [reviews], http: [{fault: {delay: {fixedDelay: 2s}, abort: {httpStatus: 500}}, timeout: 1s, retries: {attempts: 2}, ${toReviews}}]}`),
    finds: [
      'info app/reviews: spec.http[0].fault.abort aborts requests before they are routed; the retries of the route must not be expected to try again; inject the fault in a service further down to see the timeout or the retries at work [CI0206]',
      'info app/reviews: spec.http[0].fault.delay delays requests before they are routed; the timeout of 1s must not be expected to cut it; inject the fault in a service further down to see the timeout or the retries at work [CI0206]',
    ],
    right: vs(`{hosts: [reviews], http: [{fault: {delay: {fixedDelay: 2s}}, ${toReviews}}, {fault: {abort: {httpStatus: 500}}, retries: {attempts: 0}, ${toReviews}}]}`),
  },
  CI0207: {
    wrong: vs(`{hosts: [reviews], http: [{retries: {}, ${toReviews}}, {retries: {perTryTimeout: 1s}, ${toReviews}}]}`),
    finds: [
      'error app/reviews: spec.http[0].retries.attempts is missing; it must be given; set attempts; 0 says that there are to be no retries [CI0207]',
      'error app/reviews: spec.http[1].retries.attempts is missing; it must be given; set attempts; 0 says that there are to be no retries [CI0207]',
    ],
    right: vs(`{hosts: [reviews], http: [{retries: {attempts: 0}, ${toReviews}}, {retries: {attempts: 2, perTryTimeout: 1s}, ${toReviews}}]}`),
  },
  CI0208: {
    wrong: vs('{hosts: [reviews], http: [{route: [{destination: {host: a}, weight: 10}]}]}'),
    finds: [
      'warning app/reviews: spec.http[0].route[0].weight is 10; it must be left out or 100: the destination is the only one and gets all traffic; leave the weight out, or add the destination that gets the rest [CI0208]',
    ],
    right: vs('{hosts: [reviews], http: [{route: [{destination: {host: a}, weight: 100}]}, {route: [{destination: {host: a}}]}]}'),
  },
};
