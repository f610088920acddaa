import { App, Chart, Duration } from 'cdk8s';
import { versionedWorkload } from '../workloads';
import {
  EgressGateway, ExternalService, FaultAbort, FaultInjection, Injection, MeshService, MirroredService, Protocol, RequestMatch, ResilientService,
  RetryOn, StrictMtlsNamespace, StringMatch,
} from 'cdk8s-istio';

const app = new App();
const shop = new Chart(app, 'egress', { namespace: 'shop' });
new StrictMtlsNamespace(shop, 'namespace', { name: 'shop', injection: Injection.enabled() });

const part = (name: string) => MeshService.fromService(shop, name,
  versionedWorkload(shop, { name, port: 8080, portName: 'http', versions: { v1: `example/${name}:v1` } }));
part('checkout');
const audit = part('audit');

const HTTP = { name: 'http', number: 80, protocol: Protocol.HTTP };
const TLS = { name: 'tls', number: 443, protocol: Protocol.TLS };

// Plain HTTP, straight from the callers' proxies.
const rates = new ExternalService(shop, 'rates', { hosts: ['rates.example.com'], ports: [HTTP] });
new ResilientService(shop, 'rates-resilience', { service: rates, timeout: Duration.seconds(2) });
new MirroredService(shop, 'rates-audit', { service: rates, mirrors: [{ to: audit }] });

// Callers speak plain HTTP, their proxies begin TLS.
new ExternalService(shop, 'shipping', { hosts: ['shipping.example.com'], ports: [HTTP], tlsOrigination: {} });

// The same through the egress gateway, which begins TLS.
const egress = EgressGateway.fromSelector(shop, 'egress', { istio: 'egressgateway' });
const payments = new ExternalService(shop, 'payments', {
  hosts: ['api.payments.example.com'], ports: [HTTP], tlsOrigination: {}, egressGateway: egress,
});
new ResilientService(shop, 'payments-resilience', {
  service: payments,
  timeout: Duration.seconds(3),
  retries: { attempts: 2, perTryTimeout: Duration.seconds(1), on: [RetryOn.GATEWAY_ERROR, RetryOn.CONNECT_FAILURE] },
  circuitBreaker: { maxConnections: 50 },
});
new FaultInjection(shop, 'payments-broken', {
  service: payments, requests: [RequestMatch.header('end-user', StringMatch.exact('tester'))], abort: FaultAbort.http(503, { percentage: 100 }),
});

// Callers speak TLS themselves: the gateway passes it on, told by the server name.
new ExternalService(shop, 'vault', { hosts: ['vault.example.com'], ports: [TLS], egressGateway: egress });

// A database: connections are told by the address that callers connect to.
new ExternalService(shop, 'ledger', {
  hosts: ['ledger.example.com'],
  ports: [{ name: 'sql', number: 5432, protocol: Protocol.TCP }],
  addresses: ['203.0.113.10'],
  egressGateway: egress,
});

app.synth();
