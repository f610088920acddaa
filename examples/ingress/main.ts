import { App, Chart } from 'cdk8s';
import { versionedWorkload } from '../workloads';
import {
  ExposedService, IngressGateway, Injection, MeshService, Protocol, RequestMatch, ServerTlsMode, StrictMtlsNamespace, StringMatch,
} from 'cdk8s-istio';

const app = new App();
const shop = new Chart(app, 'ingress', { namespace: 'shop' });
new StrictMtlsNamespace(shop, 'namespace', { name: 'shop', injection: Injection.enabled() });

const part = (name: string, port: number, portName: string) => MeshService.fromService(shop, name,
  versionedWorkload(shop, { name, port, portName, versions: { v1: `example/${name}:v1` } }));
const web = part('web', 8080, 'http');
const api = part('api', 8080, 'http');
const vault = part('vault', 8443, 'tls');
const queue = part('queue', 5672, 'tcp');

const edge = new IngressGateway(shop, 'edge', {
  listeners: [
    // TLS ends at the gateway; plain HTTP is sent there.
    { hosts: ['shop.example.com'], tls: { credentialName: 'shop-cert' }, redirectHttp: true },
    // Partners show a certificate.
    { hosts: ['partners.example.com'], tls: { mode: ServerTlsMode.MUTUAL, credentialName: 'partners-cert' } },
    // TLS goes on to the service, which holds the certificate.
    { hosts: ['vault.example.com'], tls: { mode: ServerTlsMode.PASSTHROUGH } },
    // Connections of another protocol.
    { hosts: ['*'], port: 5672, protocol: Protocol.TCP },
  ],
});

// Two services share a host: the narrower match goes first.
new ExposedService(shop, 'public-web', { service: web, gateway: edge, hosts: ['shop.example.com'] });
new ExposedService(shop, 'public-api', {
  service: api, gateway: edge, hosts: ['shop.example.com'], requests: [RequestMatch.path(StringMatch.prefix('/api/'))],
});
new ExposedService(shop, 'partners', { service: api, gateway: edge, hosts: ['partners.example.com'] });
new ExposedService(shop, 'vault-tls', { service: vault, gateway: edge, hosts: ['vault.example.com'] });
new ExposedService(shop, 'queue-tcp', { service: queue, gateway: edge, hosts: ['queue.example.com'] });

app.synth();
