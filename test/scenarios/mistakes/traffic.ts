import type { Chart } from 'cdk8s';
import type { Mistakes } from '../scenario';
import {
  ArgoRolloutsCanary, CanaryRelease, Destination, DestinationRule, ExposedService, LoadBalancing, MeshService, MirroredService, Protocol,
  RequestMatch, ServiceEntry, ServiceLocation, ServiceResolution, Sidecar, StringMatch, VirtualService,
} from 'cdk8s-istio';

const HOST = 'reviews.shop.svc.cluster.local';
const istio = (kind: string, spec: string) => `
apiVersion: networking.istio.io/v1
kind: ${kind}
metadata: {name: reviews, namespace: shop}
spec: ${spec}`;
const service = `
apiVersion: v1
kind: Service
metadata: {name: reviews, namespace: shop}
spec: {selector: {app: reviews}, ports: [{name: http, port: 9080}]}
---`;
const reviews = (chart: Chart) => new MeshService(chart, 'reviews', { name: 'reviews', ports: [{ name: 'http', number: 9080 }] });
const edge = '{port: {number: 80, name: http, protocol: HTTP}, hosts: [shop.example.com]}';
const failover = '{localityLbSetting: {failover: [{from: eu-west, to: us-east}]}}';

/** Mistakes in sending requests. */
export const TRAFFIC_MISTAKES: Mistakes = {
  T1: [
    {
      what: 'no binding to the Gateway',
      ways: [
        {
          impossible: 'ExposedService has a gateway',
          written: (chart) => {
            // @ts-expect-error gateway is required
            new ExposedService(chart, 'public', { service: reviews(chart), hosts: ['shop.example.com'] });
          },
        },
        {
          code: 'CI0110',
          yaml: `${istio('Gateway', `{selector: {istio: ingressgateway}, servers: [${edge}]}`)}\n---${service}
${istio('VirtualService', `{hosts: [shop.example.com], http: [{route: [{destination: {host: ${HOST}}}]}]}`)}`,
        },
      ],
    },
    { what: 'the secret in the wrong namespace', ways: [{ twin: 'certificate-in-wrong-namespace' }] },
    { what: 'a TLS block on a plain HTTP port', ways: [{ twin: 'tls-on-an-http-port' }] },
    {
      what: 'no redirect from HTTP to HTTPS',
      ways: [{
        code: 'CI0406',
        yaml: istio('Gateway', `{selector: {istio: ingressgateway}, servers: [${edge},
  {port: {number: 443, name: https, protocol: HTTPS}, hosts: [shop.example.com], tls: {mode: SIMPLE, credentialName: shop-cert}}]}`),
      }],
    },
  ],
  T3: [
    {
      what: 'a port whose protocol cannot match the host',
      ways: [
        {
          thrown: (chart) => new ServiceEntry(chart, 'apis', {
            hosts: ['api.example.com', 'db.example.com'],
            location: ServiceLocation.MESH_EXTERNAL,
            resolution: ServiceResolution.DNS,
            ports: [{ number: 5432, name: 'tcp', protocol: Protocol.TCP }],
          }),
        },
        { code: 'CI0602', yaml: istio('ServiceEntry', '{hosts: ["*.example.com"], location: MESH_EXTERNAL, resolution: NONE, ports: [{number: 443, name: https, protocol: TCP}]}') },
        { code: 'CI0602', yaml: istio('ServiceEntry', '{hosts: [api.example.com], location: MESH_EXTERNAL, resolution: DNS, ports: [{number: 443, name: https, protocol: HTTP}]}') },
      ],
    },
  ],
  T4: [
    { what: 'a subset that is not defined', ways: [{ twin: 'subset-undefined' }] },
    { what: 'weights that do not add up to 100', ways: [{ twin: 'weights-over-100' }] },
    {
      what: 'fields of a DestinationRule at the wrong level',
      ways: [
        {
          impossible: 'a DestinationRule has connectionPool in its trafficPolicy',
          written: (chart) => new DestinationRule(chart, 'reviews', {
            host: HOST,
            // @ts-expect-error there is no connectionPool at this level
            connectionPool: { tcp: { maxConnections: 10 } },
          }),
        },
        { code: 'CI0031', yaml: `${service}${istio('DestinationRule', '{host: reviews, connectionPool: {tcp: {maxConnections: 10}}}')}` },
        { code: 'CI0031', yaml: `${service}${istio('DestinationRule', '{host: reviews, trafficPolicy: {subsets: [{name: v1, labels: {version: v1}}]}}')}` },
      ],
    },
  ],
  T5: [
    {
      what: 'a controller and Git that both write the weights',
      ways: [{
        code: 'CI0131',
        reported: (chart) => {
          const of = reviews(chart);
          const [stable, canary] = [of.version('v1'), of.version('v2')];
          new ArgoRolloutsCanary(chart, 'rollout', { service: of, deployment: 'reviews', steps: [{ weight: 10 }, { weight: 100 }] });
          new CanaryRelease(chart, 'canary', { service: of, stable, canary, weight: 10 });
        },
      }],
    },
  ],
  T6: [
    {
      what: 'the name of a header in upper case',
      ways: [{
        corrected: 'matches have the names of headers in lower case',
        given: 'End-User',
        becomes: 'end-user',
        written: (chart) => new VirtualService(chart, 'reviews', {
          hosts: [HOST],
          http: [
            { requests: [RequestMatch.header('End-User', StringMatch.exact('tester'))], destinations: [{ destination: Destination.of(HOST) }] },
          ],
        }),
      }],
    },
    { what: 'a match that an earlier one shadows', ways: [{ twin: 'route-shadowed' }] },
  ],
  T9: [
    {
      what: 'the deprecated `mirror_percent`',
      ways: [
        {
          impossible: 'a mirror has a percentage',
          written: (chart) => new VirtualService(chart, 'reviews', {
            // @ts-expect-error there is no mirrorPercent
            hosts: [HOST], http: [{ destinations: [{ destination: Destination.of(HOST) }], mirrorPercent: 10 }],
          }),
        },
        { code: 'CI0033', yaml: `${service}${istio('VirtualService', `{hosts: [reviews], http: [{route: [{destination: {host: ${HOST}}}], mirror: {host: ${HOST}}, mirror_percent: 10}]}`)}` },
      ],
    },
    {
      what: 'a mirror to an undefined subset',
      ways: [
        {
          impossible: 'MirroredService takes versions, and a version defines its subset',
          written: (chart) => {
            // @ts-expect-error a version is no text
            new MirroredService(chart, 'copies', { service: reviews(chart), mirrors: [{ to: 'v2' }] });
          },
        },
        { code: 'CI0103', yaml: `${service}${istio('VirtualService', `{hosts: [reviews], http: [{route: [{destination: {host: ${HOST}}}], mirror: {host: ${HOST}, subset: v2}}]}`)}` },
      ],
    },
  ],
  T10: [
    {
      what: '`LEAST_CONN`, which is deprecated',
      ways: [
      // @ts-expect-error there is no leastConn
        { impossible: 'LoadBalancing has leastRequest', written: () => LoadBalancing.leastConn() },
        { code: 'CI0033', yaml: `${service}${istio('DestinationRule', '{host: reviews, trafficPolicy: {loadBalancer: {simple: LEAST_CONN}}}')}` },
      ],
    },
    {
      what: 'locality without outlier detection',
      ways: [
        {
          code: 'CI0308',
          reported: (chart) => new DestinationRule(chart, 'rule', {
            host: 'api.example.com',
            trafficPolicy: { loadBalancer: LoadBalancing.roundRobin({ locality: { failover: [{ fromRegion: 'eu-west', toRegion: 'us-east' }] } }) },
          }),
        },
        { code: 'CI0308', yaml: `${service}${istio('DestinationRule', `{host: reviews, trafficPolicy: {loadBalancer: ${failover}}}`)}` },
      ],
    },
  ],
  T12: [{ what: 'a redirect together with a route', ways: [{ twin: 'redirect-beside-route' }] }],
  T13: [
    {
      what: 'a field that a Sidecar does not have: ignoredPorts',
      ways: [
        {
          impossible: 'Sidecar has no ignoredPorts; SidecarSettings can leave ports out',
          written: (chart) => new Sidecar(chart, 'scope', {
            // @ts-expect-error there is no ignoredPorts
            ignoredPorts: [8080],
          }),
        },
        { code: 'CI0031', yaml: istio('Sidecar', '{egress: [{hosts: ["./*"]}], ignoredPorts: [8080]}') },
      ],
    },
  ],
  A2: [{ what: 'two VirtualServices for one mesh host', ways: [{ twin: 'two-virtual-services-for-a-host' }] }],
};
