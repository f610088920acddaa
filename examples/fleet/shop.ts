import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { versionedWorkload } from '../workloads';
import { CanaryRelease, ExposedService, type FleetCluster, Gateway, type IFleetPart, Injection, MeshService, StrictMtlsNamespace } from 'cdk8s-istio';

/** The storefront. Its new version is on trial, in staging first. */
export class Shop implements IFleetPart {
  public readonly id = 'shop';

  public addCharts(scope: Construct, cluster: FleetCluster): void {
    const chart = new Chart(scope, 'shop', { namespace: 'shop' });
    new StrictMtlsNamespace(chart, 'namespace', { name: 'shop', injection: Injection.enabled() });
    const web = MeshService.fromService(chart, 'web', versionedWorkload(chart, {
      name: 'web',
      port: 8080,
      serviceAccount: 'shop-web',
      versions: { v1: 'example/web:v1', v2: 'example/web:v2' },
      replicas: cluster.number('replicas'),
    }));
    new CanaryRelease(chart, 'web-canary', { service: web, stable: web.version('v1'), canary: web.version('v2'), weight: cluster.number('canaryWeight') });
    // The gateway is another part's. It is referred to by its name, and the checks know that it is there.
    new ExposedService(chart, 'public', { service: web, gateway: Gateway.named('edge', 'edge'), hosts: [cluster.text('host')] });
  }
}
