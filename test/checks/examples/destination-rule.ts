import { type Examples, istio, service, yaml } from './example';

const dr = (spec: string, name = 'reviews') => istio('DestinationRule', name, spec);
const pa = (spec: string, name = 'default', namespace = 'shop') => istio('PeerAuthentication', name, spec, namespace);

/** Examples for the checks of DestinationRules. */
export const DESTINATION_RULE_EXAMPLES: Examples = {
  CI0301: {
    wrong: yaml(dr('{host: reviews, subsets: [{name: v1, labels: {version: v1}}]}'), dr('{host: reviews.shop.svc.cluster.local}', 'second')),
    finds: [
      'warning app/second: spec.host is "reviews.shop.svc.cluster.local"; reviews.shop.svc.cluster.local must have one DestinationRule, and DestinationRule shop/reviews is for it as well; join them into one DestinationRule [CI0301]',
    ],
    right: yaml(dr('{host: reviews}'), dr('{host: reviews, exportTo: [.]}', 'second'), dr('{host: reviews, workloadSelector: {matchLabels: {app: a}}}', 'third')),
  },
  CI0302: {
    wrong: yaml(service('reviews', ['v1', 'v2']), service('ratings', ['v3']),
      dr('{host: reviews, subsets: [{name: v1, labels: {version: v1}}, {name: v3, labels: {version: v3}}, {name: nowhere, labels: {topology.kubernetes.io/zone: ""}}]}'),
      istio('ServiceEntry', 'vms', '{hosts: [vm.example.com], endpoints: [{address: 10.0.0.1, labels: {version: v1}}]}'),
      dr('{host: vm.example.com, subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]}', 'vm'),
      service('unknown', []), dr('{host: unknown, subsets: [{name: v9, labels: {version: v9}}, {name: all}]}', 'second')),
    finds: [
      'warning app/reviews: spec.subsets[1].labels is {"version":"v3"}; it must be labels of pods of Service shop/reviews: Deployment shop/reviews-v1 has app=reviews,version=v1; Deployment shop/reviews-v2 has app=reviews,version=v2; correct the labels, or add the workload [CI0302]',
      'warning app/reviews: spec.subsets[2].labels["topology.kubernetes.io/zone"] is ""; it must be a place that nodes are in; Istio gives pods no label for an empty one; correct the labels, or add the workload [CI0302]',
      'info app/second: spec.subsets are for pods of Service shop/unknown, of which the app has none; they must have the labels of the subsets; correct the labels, or add the workload [CI0302]',
      'warning app/vm: spec.subsets[1].labels is {"version":"v2"}; it must be labels of endpoints of ServiceEntry shop/vms; correct the labels, or add the workload [CI0302]',
    ],
    right: yaml(service('reviews', ['v1', 'v2']), dr('{host: elsewhere, subsets: [{name: v9, labels: {version: v9}}]}', 'second'),
      dr('{host: reviews, subsets: [{name: v1, labels: {version: v1}}, {name: west, labels: {topology.kubernetes.io/region: west}}, {name: all}]}')),
  },
  CI0303: {
    wrong: dr(`{host: reviews, trafficPolicy: {tls: {sni: a.example.com}, portLevelSettings: [{port: {number: 80}, tls: {}}]},
      subsets: [{name: v1, trafficPolicy: {tls: {sni: b.example.com}}}]}`),
    finds: [
      'error app/reviews: spec.subsets[0].trafficPolicy.tls.mode is missing; it must be one of DISABLE, SIMPLE, MUTUAL, ISTIO_MUTUAL; set mode, or leave the tls block out for automatic mutual TLS [CI0303]',
      'error app/reviews: spec.trafficPolicy.portLevelSettings[0].tls.mode is missing; it must be one of DISABLE, SIMPLE, MUTUAL, ISTIO_MUTUAL; set mode, or leave the tls block out for automatic mutual TLS [CI0303]',
      'error app/reviews: spec.trafficPolicy.tls.mode is missing; it must be one of DISABLE, SIMPLE, MUTUAL, ISTIO_MUTUAL; set mode, or leave the tls block out for automatic mutual TLS [CI0303]',
    ],
    right: dr('{host: reviews, trafficPolicy: {tls: {mode: SIMPLE, sni: a.example.com}}, subsets: [{name: v1}]}'),
  },
  CI0304: {
    wrong: yaml(service('reviews', ['v1', 'v2']), pa('{mtls: {mode: STRICT}}', 'default', 'istio-system'), pa('{}'),
      pa('{selector: {matchLabels: {app: ratings}}, mtls: {mode: PERMISSIVE}}', 'ratings'),
      dr('{host: reviews, trafficPolicy: {tls: {mode: DISABLE}}}'), dr('{host: "*.shop.svc.cluster.local", trafficPolicy: {tls: {mode: DISABLE}}}', 'all'),
      dr('{host: elsewhere.other.svc.cluster.local, trafficPolicy: {tls: {mode: DISABLE}}}', 'elsewhere')),
    finds: [
      'error app/all: spec.trafficPolicy.tls.mode is "DISABLE", while PeerAuthentication istio-system/default says STRICT for *.shop.svc.cluster.local; they must agree; leave the tls block out for automatic mutual TLS, or let the PeerAuthentication be PERMISSIVE there [CI0304]',
      'error app/elsewhere: spec.trafficPolicy.tls.mode is "DISABLE", while PeerAuthentication istio-system/default says STRICT for elsewhere.other.svc.cluster.local; they must agree; leave the tls block out for automatic mutual TLS, or let the PeerAuthentication be PERMISSIVE there [CI0304]',
      'error app/reviews: spec.trafficPolicy.tls.mode is "DISABLE", while PeerAuthentication istio-system/default says STRICT for reviews.shop.svc.cluster.local port 80; they must agree; leave the tls block out for automatic mutual TLS, or let the PeerAuthentication be PERMISSIVE there [CI0304]',
    ],
    right: yaml(service('reviews', ['v1', 'v2']), pa('{mtls: {mode: STRICT}}'),
      pa('{selector: {matchLabels: {app: reviews}}, portLevelMtls: {8080: {mode: PERMISSIVE}}}', 'reviews'),
      dr('{host: reviews, trafficPolicy: {tls: {mode: DISABLE}}}'),
      service('ratings', ['v1']), dr('{host: ratings, trafficPolicy: {tls: {mode: DISABLE}, portLevelSettings: [{port: {number: 80}}]}}', 'second'),
      dr('{host: maybe.shop.svc.cluster.local, trafficPolicy: {tls: {mode: DISABLE}}}', 'third'),
      dr('{host: api.example.com, trafficPolicy: {tls: {mode: DISABLE}}}', 'fourth')),
  },
  CI0305: {
    wrong: yaml(service('reviews', ['v1', 'v2']), pa('{mtls: {mode: STRICT}}'),
      pa('{selector: {matchLabels: {app: reviews}}, portLevelMtls: {8080: {mode: DISABLE}}}', 'reviews'),
      dr('{host: reviews, trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}}')),
    finds: [
      'error app/reviews: spec.trafficPolicy.tls.mode is "ISTIO_MUTUAL", while PeerAuthentication shop/reviews says DISABLE for reviews.shop.svc.cluster.local port 80; they must agree; leave the tls block out, so that the callers follow the PeerAuthentication [CI0305]',
    ],
    right: yaml(service('reviews', ['v1', 'v2']), pa('{mtls: {mode: DISABLE}}'), dr('{host: reviews, trafficPolicy: {loadBalancer: {simple: RANDOM}}}'),
      dr('{host: "*.other.svc.cluster.local", trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}}', 'second')),
  },
  CI0306: {
    wrong: yaml(service('reviews'), dr('{host: review}'), dr('{host: reviews.shop}', 'second'), dr('{host: a.example.com}', 'third')),
    finds: [
      'warning app/reviews: spec.host is "review"; it must be the host of a Service or a ServiceEntry; correct the host, or name it in knownHosts of the Mesh if it exists elsewhere [CI0306]',
      'warning app/second: spec.host is "reviews.shop"; it must be a full name: Istio does not complete a name that has a dot; write reviews.shop.svc.cluster.local [CI0306]',
      'info app/third: spec.host is "a.example.com"; it must be the host of a Service or a ServiceEntry; correct the host, or name it in knownHosts of the Mesh if it exists elsewhere [CI0306]',
    ],
    right: yaml(service('reviews'), dr('{host: reviews}'), dr('{host: "*.other.svc.cluster.local"}', 'second'), dr('{host: ratings.other.svc.cluster.local}', 'third')),
    context: { knownNamespaces: ['other'] },
  },
};
