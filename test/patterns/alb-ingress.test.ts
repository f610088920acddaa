import { Chart } from 'cdk8s';
import { findings, gateway, objects, refuses, reports, yaml } from './support';
import {
  AlbIngress, type AlbIngressProps, AlbScheme, AlbTargetType, IngressGateway, InstallProfile, IstioInstall, OperatorServiceType, Protocol,
} from 'cdk8s-istio';

const CERTIFICATE = 'arn:aws:acm:eu-central-1:111122223333:certificate/a';

function alb(edge: IngressGateway, props: Partial<AlbIngressProps> = {}): AlbIngress {
  return new AlbIngress(edge.node.scope as Chart, 'alb', { gateway: edge, hosts: ['shop.example.com'], scheme: AlbScheme.INTERNAL, ...props });
}

test('smallest', () => {
  expect(yaml((chart) => alb(gateway(chart))).split('---\n')[1]).toMatchInlineSnapshot(`
"apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  annotations:
    alb.ingress.kubernetes.io/backend-protocol: HTTP
    alb.ingress.kubernetes.io/healthcheck-path: /healthz/ready
    alb.ingress.kubernetes.io/healthcheck-port: "15021"
    alb.ingress.kubernetes.io/healthcheck-protocol: HTTP
    alb.ingress.kubernetes.io/listen-ports: '[{"HTTP":80}]'
    alb.ingress.kubernetes.io/scheme: internal
    alb.ingress.kubernetes.io/target-type: ip
  name: alb
  namespace: istio-system
spec:
  ingressClassName: alb
  rules:
    - host: shop.example.com
      http:
        paths:
          - backend:
              service:
                name: istio-ingressgateway
                port:
                  number: 80
            path: /
            pathType: Prefix
"
`);
});

test('every property', () => {
  const [, ingress] = objects((chart) => {
    const edge = new IngressGateway(chart, 'edge', { listeners: [{ hosts: ['*'], port: 8443, protocol: Protocol.HTTPS, tls: { credentialName: 'edge' } }] });
    const everything: Required<AlbIngressProps> = {
      gateway: edge,
      hosts: ['shop.example.com', '*'],
      serviceName: 'edge',
      namespace: 'edge',
      port: 8443,
      scheme: AlbScheme.INTERNET_FACING,
      targetType: AlbTargetType.INSTANCE,
      certificateArns: [CERTIFICATE],
      reencrypt: true,
      statusNodePort: 30021,
      groupName: 'shop',
      groupOrder: 10,
      subnets: ['a', 'b'],
      securityGroups: ['sg-1'],
      sslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
      wafv2AclArn: 'arn:aws:wafv2:x',
      loadBalancerAttributes: { 'idle_timeout.timeout_seconds': '600' },
      targetGroupAttributes: { 'deregistration_delay.timeout_seconds': '30' },
      tags: { team: 'edge', cost: 'shop' },
      annotations: { 'alb.ingress.kubernetes.io/inbound-cidrs': '10.0.0.0/24' },
    };
    expect(new AlbIngress(chart, 'alb', everything).servicePatch).toBe('{"spec":{"type":"NodePort"}}');
  });
  const backend = { service: { name: 'edge', port: { number: 8443 } } };
  const paths = [{ path: '/', pathType: 'Prefix', backend }];
  expect(ingress.metadata).toEqual({
    name: 'alb',
    namespace: 'edge',
    annotations: Object.fromEntries(Object.entries({
      'scheme': 'internet-facing',
      'target-type': 'instance',
      'listen-ports': '[{"HTTP":80},{"HTTPS":443}]',
      'certificate-arn': CERTIFICATE,
      'ssl-redirect': '443',
      'ssl-policy': 'ELBSecurityPolicy-TLS13-1-2-2021-06',
      'backend-protocol': 'HTTPS',
      'healthcheck-protocol': 'HTTP',
      'healthcheck-port': '30021',
      'healthcheck-path': '/healthz/ready',
      'group.name': 'shop',
      'group.order': '10',
      'subnets': 'a,b',
      'security-groups': 'sg-1',
      'wafv2-acl-arn': 'arn:aws:wafv2:x',
      'load-balancer-attributes': 'idle_timeout.timeout_seconds=600',
      'target-group-attributes': 'deregistration_delay.timeout_seconds=30',
      'tags': 'cost=shop,team=edge',
      'inbound-cidrs': '10.0.0.0/24',
    }).map(([name, value]) => [`alb.ingress.kubernetes.io/${name}`, value])),
  });
  expect(ingress.spec).toEqual({ ingressClassName: 'alb', rules: [{ host: 'shop.example.com', http: { paths } }, { http: { paths } }] });
});

/** An installation whose gateway is reached so. */
function installed(chart: Chart, serviceType: OperatorServiceType | undefined, trusted: number): void {
  new IstioInstall(new Chart(chart.node.root as never, 'install'), 'istio', {
    profile: InstallProfile.DEFAULT,
    ingressGateways: [{ name: 'istio-ingressgateway', serviceType }],
    meshConfig: trusted === 0 ? undefined : { defaultConfig: { gatewayTopology: { numTrustedProxies: trusted } } },
  });
}

test('with a Service and a trust that fit nothing is found', () => {
  expect(findings((chart) => { alb(gateway(chart)); installed(chart, OperatorServiceType.CLUSTER_IP, 1); })).toEqual([]);
  expect(findings((chart) => alb(gateway(chart)))).toEqual([]);
});

test('a gateway that believes the load balancer may redirect what did not come with HTTPS', () => {
  const edge = (chart: Chart) => new IngressGateway(chart, 'edge', {
    listeners: [{ hosts: ['shop.example.com'], tls: { credentialName: 'shop' }, redirectHttp: true }, { hosts: ['shop.example.com'], name: 'plain' }],
  });
  const loops = (trusted: number) => findings((chart) => {
    alb(edge(chart), { certificateArns: [CERTIFICATE] });
    installed(chart, OperatorServiceType.CLUSTER_IP, trusted);
  }).filter((line) => line.includes('CI0411'));
  expect(loops(0)).toEqual([
    'error shop/alb: shop/edge redirects requests on port 80 to HTTPS (spec.servers[2]), and the load balancer ends TLS and sends plain HTTP there; it must ' +
    'not redirect, or clients are redirected forever; remove redirectHttp: the load balancer redirects [CI0411]',
  ]);
  expect(loops(1)).toEqual([]);
});

reports({
  'a Service that makes a load balancer of its own': [
    (chart) => { alb(gateway(chart)); installed(chart, undefined, 1); },
    'error shop/alb: the Service istio-ingressgateway of install/istio is a LoadBalancer; it must be a ClusterIP for this target type; give the gateway the ' +
    'serviceType ClusterIP, or change targetType [CI0411]',
  ],
  'a gateway that takes the load balancer for the client': [
    (chart) => { alb(gateway(chart)); installed(chart, OperatorServiceType.CLUSTER_IP, 0); },
    'warning shop/alb: install/istio says that gateways trust 0 proxies in front of them; it must be at least 1, the load balancer; set ' +
    'meshConfig.defaultConfig.gatewayTopology.numTrustedProxies to 1, or to the number of proxies in front of the gateway [CI0412]',
  ],
});

const TLS = { tls: { credentialName: 'shop' } };

refuses({
  'a host that the gateway does not take': [(chart) => alb(gateway(chart), { hosts: ['other.example.com'] }),
    'shop/alb: hosts[0] is "other.example.com"; it must be a host that shop/edge listens for on port 80 with plain HTTP; add it to the hosts of such a ' +
    'listener, or give port'],
  'plain HTTP to a listener with TLS': [(chart) => alb(gateway(chart, TLS), { port: 443 }),
    'shop/alb: hosts[0] is "shop.example.com"; it must be a host that shop/edge listens for on port 443 with plain HTTP; add it to the hosts of such a ' +
    'listener, or give port'],
  'TLS that names no server to a listener of one': [(chart) => alb(gateway(chart, TLS), { reencrypt: true }),
    'shop/alb: hosts[0] is "shop.example.com"; it must be a host that shop/edge listens for with the host "*" on port 443: an ALB names no server when it ' +
    'begins TLS; let that listener have the host "*"; the VirtualServices tell the hosts apart'],
  'nodes without a port to ask': [(chart) => alb(gateway(chart), { targetType: AlbTargetType.INSTANCE }),
    'shop/alb: statusNodePort is missing; it must be the port of the nodes for the status port, 15021, of the gateway\'s Service; give that port a nodePort'],
  'a port of nodes for pods': [(chart) => alb(gateway(chart), { statusNodePort: 30021 }),
    'shop/alb: statusNodePort is 30021; it must be left out with targetType ip: the pods are asked on 15021'],
  'no certificates': [(chart) => alb(gateway(chart), { certificateArns: [] }),
    'shop/alb: certificateArns is []; it must be a list of at least one element; leave it out for plain HTTP'],
  'a certificate that is none': [(chart) => alb(gateway(chart), { certificateArns: ['shop-cert'] }),
    'shop/alb: certificateArns[0] is "shop-cert"; it must be the ARN of a certificate of ACM or IAM'],
  'a policy of no TLS': [(chart) => alb(gateway(chart), { sslPolicy: 'x' }), 'shop/alb: sslPolicy is "x"; it must be left out without certificateArns; give the certificates'],
  'an annotation twice': [(chart) => alb(gateway(chart), { annotations: { 'alb.ingress.kubernetes.io/scheme': 'internal' } }),
    'shop/alb: annotations["alb.ingress.kubernetes.io/scheme"] is "internal"; it must be left out: other properties say it'],
  'a place in the group that there is not': [(chart) => alb(gateway(chart), { groupOrder: 0 }), 'shop/alb: groupOrder is 0; it must be between 1 and 1000'],
  'a comma in a list': [(chart) => alb(gateway(chart), { subnets: ['a,b'] }), 'shop/alb: subnets[0] is "a,b"; it must be a text without ","'],
});
