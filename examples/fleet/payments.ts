import { Chart, Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { versionedWorkload } from '../workloads';
import {
  Caller, ExternalService, type FleetCluster, type IFleetPart, Injection, MeshService, Protocol, ResilientService, ServiceAccess, StrictMtlsNamespace,
} from 'cdk8s-istio';

/** Payments, which only the shop asks, and which ask the provider of their region. */
export class Payments implements IFleetPart {
  public readonly id = 'payments';

  public addCharts(scope: Construct, cluster: FleetCluster): void {
    const chart = new Chart(scope, 'payments', { namespace: 'payments' });
    new StrictMtlsNamespace(chart, 'namespace', { name: 'payments', injection: Injection.enabled() });
    const payments = MeshService.fromService(chart, 'payments', versionedWorkload(chart, {
      name: 'payments',
      port: 8080,
      serviceAccount: 'payments-api',
      versions: { v1: 'example/payments:v1' },
      replicas: cluster.number('replicas'),
    }));
    new ServiceAccess(chart, 'payments-access', {
      service: payments,
      allow: [{ callers: [Caller.principal(`${cluster.mesh.trustDomain}/ns/shop/sa/shop-web`)], methods: ['POST'] }],
    });

    const provider = new ExternalService(chart, 'provider', {
      hosts: [`${cluster.region}.pay.example.com`],
      ports: [{ name: 'tls', number: 443, protocol: Protocol.TLS }],
    });
    new ResilientService(chart, 'provider-connections', {
      service: provider, circuitBreaker: { maxConnections: 50, outlierDetection: { baseEjectionTime: Duration.seconds(30) } },
    });
  }
}
