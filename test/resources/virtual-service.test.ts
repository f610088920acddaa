import { type Build, refuses, rendered, renderedSpec, without } from './support';
import {
  Destination, Gateway, type HttpDestination, type HttpRoute, RequestMatch, StringMatch, type TcpMatch, type TcpRoute, type TlsMatch, type TlsRoute,
  VirtualService, type VirtualServiceProps,
} from 'cdk8s-istio';

const reviews = 'reviews.shop.svc.cluster.local';
const toReviews: HttpRoute = { destinations: [{ destination: Destination.of('reviews') }] };

const tcpMatch: Required<TcpMatch> = {
  destinationSubnets: ['10.1.0.0/16', '10.2.3.4', '2001:db8::/32'],
  port: 5432,
  sourceLabels: { app: 'productpage' },
  sourceNamespace: 'shop',
  gateways: [Gateway.mesh(), Gateway.named('gateway', 'edge')],
};

const tcp: Required<TcpRoute> = {
  matches: [tcpMatch, {}],
  destinations: [{ destination: Destination.of('db', { subset: 'v1', port: 5432 }), weight: 3 }, { destination: Destination.of('db', { subset: 'v2', port: 5432 }), weight: 1 }],
};

const tlsMatch: Required<TlsMatch> = { ...tcpMatch, sniHosts: ['a.example.com', '*.b.example.com'] };

const tls: Required<TlsRoute> = { matches: [tlsMatch], destinations: [{ destination: Destination.of('secure', { port: 443 }) }] };

const everything: Required<VirtualServiceProps> = {
  metadata: { name: 'all', namespace: 'shop' },
  hosts: [reviews, '*.example.com', '10.0.0.1'],
  gateways: [Gateway.mesh(), Gateway.named('edge'), Gateway.named('gateway', 'istio-system')],
  http: [toReviews],
  tls: [tls],
  tcp: [tcp],
  exportTo: ['.', 'web'],
};

function make(props: VirtualServiceProps): Build {
  return (scope) => new VirtualService(scope, 'reviews', props);
}

/** A VirtualService of one host with some change. */
function changed(change: Partial<VirtualServiceProps>): Build {
  return make({ hosts: ['reviews'], http: [toReviews], ...change });
}

test('smallest', () => {
  expect(rendered(changed({}))).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: 'reviews', namespace: 'shop' },
    spec: { hosts: ['reviews'], http: [{ route: [{ destination: { host: 'reviews' } }] }] },
  });
});

test('every property', () => {
  expect(rendered(make(everything))).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: 'all', namespace: 'shop' },
    spec: {
      exportTo: ['.', 'web'],
      gateways: ['mesh', 'edge', 'istio-system/gateway'],
      hosts: ['reviews.shop.svc.cluster.local', '*.example.com', '10.0.0.1'],
      http: [{ route: [{ destination: { host: 'reviews' } }] }],
      tcp: [
        {
          match: [
            {
              destinationSubnets: ['10.1.0.0/16', '10.2.3.4', '2001:db8::/32'],
              gateways: ['mesh', 'edge/gateway'],
              port: 5432,
              sourceLabels: { app: 'productpage' },
              sourceNamespace: 'shop',
            },
            {},
          ],
          route: [
            { destination: { host: 'db', port: { number: 5432 }, subset: 'v1' }, weight: 3 },
            { destination: { host: 'db', port: { number: 5432 }, subset: 'v2' }, weight: 1 },
          ],
        },
      ],
      tls: [
        {
          match: [
            {
              destinationSubnets: ['10.1.0.0/16', '10.2.3.4', '2001:db8::/32'],
              gateways: ['mesh', 'edge/gateway'],
              port: 5432,
              sniHosts: ['a.example.com', '*.b.example.com'],
              sourceLabels: { app: 'productpage' },
              sourceNamespace: 'shop',
            },
          ],
          route: [{ destination: { host: 'secure', port: { number: 443 } } }],
        },
      ],
    },
  });
});

test('a delegate has neither hosts nor gateways', () => {
  expect(renderedSpec(make({ http: [toReviews] }))).toEqual({ http: [{ route: [{ destination: { host: 'reviews' } }] }] });
});

test('a gateway may take every host, claims and the SNI between networks', () => {
  expect(renderedSpec(make({
    hosts: ['*'],
    gateways: [Gateway.named('edge')],
    http: [{ ...toReviews, requests: [RequestMatch.header('@request.auth.claims.group', StringMatch.exact('admin'))] }],
    tls: [{ matches: [{ sniHosts: ['outbound_.80_._.reviews.shop.svc.cluster.local'] }], destinations: [{ destination: Destination.of('reviews') }] }],
  }))).toEqual({
    gateways: ['edge'],
    hosts: ['*'],
    http: [
      {
        match: [{ headers: { '@request.auth.claims.group': { exact: 'admin' } } }],
        route: [{ destination: { host: 'reviews' } }],
      },
    ],
    tls: [
      {
        match: [{ sniHosts: ['outbound_.80_._.reviews.shop.svc.cluster.local'] }],
        route: [{ destination: { host: 'reviews' } }],
      },
    ],
  });
});

test('the construct knows its name', () => {
  rendered((scope) => {
    expect(new VirtualService(scope, 'reviews', everything).name).toBe('all');
  });
});

describe('what can never be right', () => {
  const destinations = (...all: HttpDestination[]) => changed({ http: [{ destinations: all }] });
  const tlsTo = (...sniHosts: string[]) => changed({ hosts: ['*.example.com'], tls: [{ ...tls, matches: [{ sniHosts }] }] });
  const tcpFrom = (match: TcpMatch) => changed({ tcp: [{ ...tcp, matches: [match] }] });
  refuses({
    'no route': [make({ hosts: ['reviews'] }), 'shop/reviews: no route is given; at least one of http, tls and tcp must have one'],
    'no route in any list': [make({ hosts: ['reviews'], http: [], tls: [], tcp: [] }), 'shop/reviews: no route is given; at least one of http, tls and tcp must have one'],
    'no host': [changed({ hosts: [] }), 'shop/reviews: hosts is []; it must be a list of at least one element; leave it out for a delegate'],
    'a host that is none': [changed({ hosts: ['reviews_'] }), 'shop/reviews: hosts[0] is "reviews_"; it must be a DNS name, with a wildcard at most in its first label (reviews, *.example.com), or an IP address'],
    'every host in the mesh': [changed({ hosts: ['*'] }), 'shop/reviews: hosts[0] is "*"; it must be a host of its own in the mesh; only a gateway can route every host'],
    'every host in the mesh too': [changed({ hosts: ['*'], gateways: [Gateway.named('edge'), Gateway.mesh()] }), 'shop/reviews: hosts[0] is "*"; it must be a host of its own in the mesh; only a gateway can route every host'],
    'a host twice': [changed({ hosts: ['reviews', 'reviews'] }), 'shop/reviews: hosts[0] (reviews) and hosts[1] (reviews) overlap; they must be apart; leave out the narrower one'],
    'a host within another': [changed({ hosts: ['a.example.com', '*.example.com'] }), 'shop/reviews: hosts[0] (a.example.com) and hosts[1] (*.example.com) overlap; they must be apart; leave out the narrower one'],
    'a wildcard within another': [changed({ hosts: ['*.com', '*.example.com'] }), 'shop/reviews: hosts[0] (*.com) and hosts[1] (*.example.com) overlap; they must be apart; leave out the narrower one'],
    'a host after its wildcard': [changed({ hosts: ['*.example.com', 'a.example.com'] }), 'shop/reviews: hosts[0] (*.example.com) and hosts[1] (a.example.com) overlap; they must be apart; leave out the narrower one'],
    'no gateway': [changed({ gateways: [] }), 'shop/reviews: gateways is []; it must be a list of at least one element; leave it out for the sidecars of the mesh'],
    'a gateway of the own namespace by a dot': [changed({ gateways: [{ reference: './edge' }] }), 'shop/reviews: gateways[0] is "./edge"; it must be "mesh", the name of a gateway or namespace/name; leave the namespace out for a gateway next to this object'],
    'a gateway that is too deep': [changed({ gateways: [{ reference: 'a/b/c' }] }), 'shop/reviews: gateways[0] is "a/b/c"; it must be "mesh", the name of a gateway or namespace/name; leave the namespace out for a gateway next to this object'],
    'exported to a namespace that is none': [changed({ exportTo: ['shop_'] }), 'shop/reviews: exportTo[0] is "shop_"; it must be the name of a namespace, "." for the object\'s own or "*" for all'],
    'gateways of a delegate': [make({ gateways: [Gateway.named('edge')], http: [toReviews] }), 'shop/reviews: gateways is given without hosts; a delegate must have http routes only; give hosts, or leave it out'],
    'TCP of a delegate': [make({ tcp: [tcp] }), 'shop/reviews: tcp is given without hosts; a delegate must have http routes only; give hosts, or leave it out'],
    'TLS of a delegate': [make({ tls: [tls] }), 'shop/reviews: tls is given without hosts; a delegate must have http routes only; give hosts, or leave it out'],
    'a delegate that delegates': [make({ http: [toReviews, { delegate: VirtualService.named('more') }] }), 'shop/reviews: http[1].delegate is given without hosts; a delegate must not delegate further'],
    'claims in the mesh': [
      changed({ http: [toReviews, { ...toReviews, requests: [RequestMatch.header('@request.auth.claims.sub', StringMatch.exact('a'))] }] }),
      'shop/reviews: http[1].requests[0] matches @request.auth.claims.sub in the mesh; claims are known at gateways only; give gateways, without Gateway.mesh()',
    ],
    'claims in a match of the mesh': [
      changed({ http: [{ ...toReviews, matches: [{ request: RequestMatch.header('@request.auth.claims.sub', StringMatch.exact('a')) }] }] }),
      'shop/reviews: http[0].matches[0] matches @request.auth.claims.sub in the mesh; claims are known at gateways only; give gateways, without Gateway.mesh()',
    ],
    'no claims in the mesh': [
      changed({ gateways: [Gateway.mesh()], http: [{ ...toReviews, requests: [RequestMatch.withoutHeader('@request.auth.claims.sub')] }] }),
      'shop/reviews: http[0].requests[0] matches @request.auth.claims.sub in the mesh; claims are known at gateways only; give gateways, without Gateway.mesh()',
    ],
    'no destination': [destinations(), 'shop/reviews: http[0].destinations is []; it must be a list of at least one element'],
    'every host as destination': [destinations({ destination: { host: '*' } }), 'shop/reviews: http[0].destinations[0].destination.host is "*"; it must be a DNS name, with a wildcard at most in its first label (reviews, *.example.com), not "*" alone'],
    'a destination that is none': [destinations({ destination: { host: '' } }), 'shop/reviews: http[0].destinations[0].destination.host is ""; it must be a DNS name, with a wildcard at most in its first label (reviews, *.example.com), not "*" alone'],
    'a subset that is none': [destinations({ destination: { host: 'reviews', subset: 'v1.0' } }), 'shop/reviews: http[0].destinations[0].destination.subset is "v1.0"; it must be letters, digits and "-", with a letter or digit at both ends, at most 63 characters'],
    'a port that is none': [destinations({ destination: { host: 'reviews', port: 70000 } }), 'shop/reviews: http[0].destinations[0].destination.port is 70000; it must be between 1 and 65535'],
    'two without weights': [destinations({ destination: Destination.of('reviews') }, { destination: Destination.of('reviews', { subset: 'v2' }) }), 'shop/reviews: http[0].destinations[0].weight is missing; it must be an integer between 0 and 2147483647'],
    'a weight below zero': [destinations({ destination: Destination.of('reviews'), weight: -1 }), 'shop/reviews: http[0].destinations[0].weight is -1; it must be between 0 and 2147483647'],
    'half a weight': [destinations({ destination: Destination.of('reviews'), weight: 0.5 }), 'shop/reviews: http[0].destinations[0].weight is 0.5; it must be an integer between 0 and 2147483647'],
    'weights of nothing': [destinations({ destination: Destination.of('a'), weight: 0 }, { destination: Destination.of('b'), weight: 0 }), 'shop/reviews: the weights of http[0].destinations add up to 0; they must add up to between 1 and 2147483647'],
    'weights beyond 32 bits': [destinations({ destination: Destination.of('a'), weight: 2147483647 }, { destination: Destination.of('b'), weight: 1 }), 'shop/reviews: the weights of http[0].destinations add up to 2147483648; they must add up to between 1 and 2147483647'],
    'TLS without a match': [changed({ tls: [{ ...tls, matches: [] }] }), 'shop/reviews: tls[0].matches is []; it must be a list of at least one element'],
    'TLS without a destination': [changed({ hosts: ['*.example.com'], tls: [{ ...tls, destinations: [] }] }), 'shop/reviews: tls[0].destinations is []; it must be a list of at least one element'],
    'TLS without a server name': [tlsTo(), 'shop/reviews: tls[0].matches[0].sniHosts is []; it must be a list of at least one element'],
    'TLS with a server name that is none': [changed({ hosts: ['*'], gateways: [Gateway.named('edge')], tls: [{ ...tls, matches: [{ sniHosts: ['a_b'] }] }] }), 'shop/reviews: tls[0].matches[0].sniHosts[0] is "a_b"; it must be a DNS name, with a wildcard at most in its first label (reviews, *.example.com)'],
    'TLS with a server name of another host': [tlsTo('a.example.org'), 'shop/reviews: tls[0].matches[0].sniHosts[0] is "a.example.org"; it must be within one of the hosts of the VirtualService (*.example.com)'],
    'TLS with a wider server name': [tlsTo('*.com'), 'shop/reviews: tls[0].matches[0].sniHosts[0] is "*.com"; it must be within one of the hosts of the VirtualService (*.example.com)'],
    'TCP without a destination': [changed({ tcp: [{ ...tcp, destinations: [] }] }), 'shop/reviews: tcp[0].destinations is []; it must be a list of at least one element'],
    'TCP without a match': [changed({ tcp: [{ ...tcp, matches: [] }] }), 'shop/reviews: tcp[0].matches is []; it must be a list of at least one element; leave it out for all connections'],
    'TCP to a range that is none': [tcpFrom({ destinationSubnets: ['10.0.0.0/33'] }), 'shop/reviews: tcp[0].matches[0].destinationSubnets[0] is "10.0.0.0/33"; it must be an IP address or a range of them (10.1.0.0/16)'],
    'TCP to nowhere': [tcpFrom({ destinationSubnets: [] }), 'shop/reviews: tcp[0].matches[0].destinationSubnets is []; it must be a list of at least one element; leave it out for all addresses'],
    'TCP to a name': [tcpFrom({ destinationSubnets: ['db'] }), 'shop/reviews: tcp[0].matches[0].destinationSubnets[0] is "db"; it must be an IP address or a range of them (10.1.0.0/16)'],
    'TCP to no port': [tcpFrom({ port: 0 }), 'shop/reviews: tcp[0].matches[0].port is 0; it must be between 1 and 65535'],
    'TCP from a namespace that is none': [tcpFrom({ sourceNamespace: 'Shop' }), 'shop/reviews: tcp[0].matches[0].sourceNamespace is "Shop"; it must be lower-case letters, digits and "-", with a letter or digit at both ends, at most 63 characters'],
    'TCP from a label that is none': [tcpFrom({ sourceLabels: { app: 'a b' } }), 'shop/reviews: tcp[0].matches[0].sourceLabels.app is "a b"; it must be letters, digits, "-", "_" and ".", with a letter or digit at both ends, at most 63 characters'],
    'TCP of a gateway that is none': [tcpFrom({ gateways: [{ reference: 'a_b' }] }), 'shop/reviews: tcp[0].matches[0].gateways[0] is "a_b"; it must be "mesh", the name of a gateway or namespace/name; leave the namespace out for a gateway next to this object'],
    'TCP of no gateway': [tcpFrom({ gateways: [] }), 'shop/reviews: tcp[0].matches[0].gateways is []; it must be a list of at least one element; leave it out for all gateways'],
    'TCP to nowhere in weights': [changed({ tcp: [{ destinations: without(tcp, 'matches').destinations.map(({ destination }) => ({ destination })) }] }), 'shop/reviews: tcp[0].destinations[0].weight is missing; it must be an integer between 0 and 2147483647'],
  });
});
