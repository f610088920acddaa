import { type Examples, istio, yaml } from './example';

const policy = (trafficPolicy: string, name = 'reviews') => istio('DestinationRule', name, `{host: reviews, trafficPolicy: ${trafficPolicy}}`);
const dr = (spec: string, name = 'reviews') => istio('DestinationRule', name, spec);

/** Examples for the checks of traffic policies as a whole, and of who they are for. */
export const TRAFFIC_POLICY_EXAMPLES: Examples = {
  CI0346: {
    wrong: yaml(policy('{}'), dr('{host: reviews, subsets: [{name: v1, trafficPolicy: {portLevelSettings: [{port: {number: 80}}]}}]}', 'port'), policy('{connectionPool: {}}', 'pool')),
    finds: [
      'error app/pool: spec.trafficPolicy.connectionPool has neither tcp nor http; it must have one of them, or be left out; say what is to hold, or leave the block out [CI0346]',
      'error app/port: spec.subsets[0].trafficPolicy.portLevelSettings[0] says nothing; it must have one of connectionPool, loadBalancer, outlierDetection, tls; say what is to hold, or leave the block out [CI0346]',
      'error app/reviews: spec.trafficPolicy says nothing; it must have one of connectionPool, loadBalancer, outlierDetection, tls, tunnel, proxyProtocol, retryBudget, portLevelSettings; say what is to hold, or leave the block out [CI0346]',
    ],
    right: yaml(policy('{retryBudget: {}}'), policy('{portLevelSettings: [{port: {number: 80}, tls: {mode: SIMPLE}}]}', 'port'), policy('{connectionPool: {tcp: {}}}', 'pool')),
  },
  CI0347: {
    wrong: policy(`{portLevelSettings: [{tls: {mode: DISABLE}}, {port: {}, tls: {mode: DISABLE}},
      {port: {number: 80}, tls: {mode: DISABLE}}, {port: {number: 80}, tls: {mode: SIMPLE}}]}`),
    finds: [
      'error app/reviews: spec.trafficPolicy.portLevelSettings[0].port is missing; it must be given, with the number of a port of the service; give the port of the service, and join the entries for it [CI0347]',
      'warning app/reviews: spec.trafficPolicy.portLevelSettings[1].port.number is missing; it must be between 1 and 65535; give the port of the service, and join the entries for it [CI0347]',
      'warning app/reviews: spec.trafficPolicy.portLevelSettings[3].port.number is 80; it must be a port that no other entry is for; give the port of the service, and join the entries for it [CI0347]',
    ],
    right: policy('{portLevelSettings: [{port: {number: 80}, tls: {mode: DISABLE}}, {port: {number: 81}, tls: {mode: SIMPLE}}]}'),
  },
  CI0348: {
    wrong: yaml(policy('{outlierDetection: {consecutive5xxErrors: 3}, tunnel: {targetHost: a.example.com, targetPort: 443}, portLevelSettings: [{port: {number: 80}, loadBalancer: {simple: RANDOM}}]}'),
      dr(`{host: reviews, trafficPolicy: {connectionPool: {tcp: {maxConnections: 1}}, tls: {mode: SIMPLE}},
        subsets: [{name: v1, trafficPolicy: {outlierDetection: {}, portLevelSettings: [{port: {number: 80}, tls: {mode: DISABLE}}]}}]}`, 'subset')),
    finds: [
      'warning app/reviews: spec.trafficPolicy.portLevelSettings[0] is without spec.trafficPolicy.outlierDetection, spec.trafficPolicy.tunnel; it must say what is to hold for port 80; repeat the blocks in the entry, or leave the entry out [CI0348]',
      'warning app/subset: spec.subsets[0].trafficPolicy.portLevelSettings[0] is without spec.trafficPolicy.connectionPool, spec.subsets[0].trafficPolicy.outlierDetection; it must say what is to hold for port 80; repeat the blocks in the entry, or leave the entry out [CI0348]',
    ],
    right: yaml(policy('{outlierDetection: {consecutive5xxErrors: 3}, portLevelSettings: [{port: {number: 80}, outlierDetection: {}}]}'),
      dr(`{host: reviews, trafficPolicy: {connectionPool: {tcp: {maxConnections: 1}}, portLevelSettings: [{port: {number: 80}, connectionPool: {tcp: {maxConnections: 2}}}]},
        subsets: [{name: v1, trafficPolicy: {loadBalancer: {simple: RANDOM}}}]}`, 'subset')),
  },
  CI0349: {
    wrong: policy('{tunnel: {targetHost: a.example.com, targetPort: 443}, proxyProtocol: {version: V1}}'),
    finds: [
      'error app/reviews: spec.trafficPolicy.proxyProtocol is given beside tunnel; it must be one of them; keep one of them [CI0349]',
    ],
    right: policy('{proxyProtocol: {version: V1}}'),
  },
  CI0350: {
    wrong: policy('{tunnel: {protocol: GET, targetHost: "*.example.com", targetPort: 0}}'),
    finds: [
      'error app/reviews: spec.trafficPolicy.tunnel.protocol is "GET"; it must be CONNECT or POST; correct the tunnel [CI0350]',
      'error app/reviews: spec.trafficPolicy.tunnel.targetHost is "*.example.com"; it must be a DNS name: labels of at most 63 letters, digits and "-", joined by ".", the last one not a number, or an IP address; correct the tunnel [CI0350]',
      'error app/reviews: spec.trafficPolicy.tunnel.targetPort is 0; it must be between 1 and 65535; correct the tunnel [CI0350]',
    ],
    right: yaml(policy('{tunnel: {protocol: POST, targetHost: a.example.com, targetPort: 443}}'), policy('{tunnel: {targetHost: "2001:db8::1", targetPort: 443}}', 'address')),
  },
  CI0363: {
    wrong: yaml(policy('{tls: {mode: SIMPLE, credentialName: "configmap://other/ca"}}'), policy('{tls: {mode: SIMPLE, credentialName: "configmap://ca"}}', 'second')),
    finds: [
      'error app/reviews: spec.trafficPolicy.tls.credentialName is "configmap://other/ca"; it must be configmap://shop/NAME, a ConfigMap of the same namespace; write configmap:// with the namespace of the object, "/" and the name [CI0363]',
      'error app/second: spec.trafficPolicy.tls.credentialName is "configmap://ca"; it must be configmap://shop/NAME, a ConfigMap of the same namespace; write configmap:// with the namespace of the object, "/" and the name [CI0363]',
    ],
    right: yaml(policy('{tls: {mode: SIMPLE, credentialName: "configmap://shop/ca"}}'), policy('{tls: {mode: SIMPLE, credentialName: ca}}', 'second')),
  },
  CI0364: {
    wrong: yaml(policy('{tls: {mode: SIMPLE, insecureSkipVerify: true, credentialName: a, subjectAltNames: [a.example.com]}}'),
      policy('{tls: {mode: MUTUAL, insecureSkipVerify: true, credentialName: a, caCertificates: /etc/ca.pem}}', 'mutual')),
    finds: [
      'error app/mutual: spec.trafficPolicy.tls.caCertificates is given with insecureSkipVerify, which compares the server with nothing; it must be one of them; leave insecureSkipVerify out, or what is to be compared [CI0364]',
      'error app/reviews: spec.trafficPolicy.tls.credentialName is given with insecureSkipVerify, which compares the server with nothing; it must be one of them; leave insecureSkipVerify out, or what is to be compared [CI0364]',
      'error app/reviews: spec.trafficPolicy.tls.subjectAltNames is given with insecureSkipVerify, which compares the server with nothing; it must be one of them; leave insecureSkipVerify out, or what is to be compared [CI0364]',
    ],
    right: yaml(policy('{tls: {mode: MUTUAL, insecureSkipVerify: true, credentialName: a, subjectAltNames: []}}'),
      policy('{tls: {mode: SIMPLE, subjectAltNames: [a.example.com]}}', 'second')),
  },
  CI0365: {
    wrong: yaml(policy('{tls: {mode: SIMPLE, credentialName: a, caCertificates: /etc/ca.pem}}'), policy('{tls: {mode: MUTUAL, clientCertificate: /etc/cert.pem}}', 'mutual')),
    finds: [
      'error app/mutual: spec.trafficPolicy.tls.privateKey is missing; it must be given for mode MUTUAL, or credentialName; give credentialName, or clientCertificate and privateKey [CI0365]',
      'error app/reviews: spec.trafficPolicy.tls.caCertificates is given beside credentialName; it must be one of them; keep either of them [CI0365]',
    ],
    right: yaml(policy('{tls: {mode: MUTUAL, credentialName: a}}'), policy('{tls: {mode: MUTUAL, clientCertificate: /etc/cert.pem, privateKey: /etc/key.pem, caCertificates: /etc/ca.pem}}', 'files'),
      policy('{tls: {mode: SIMPLE}}', 'system')),
  },
};
