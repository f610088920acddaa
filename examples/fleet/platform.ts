import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  type FleetCluster, type IFleetPart, IngressGateway, InstallProfile, MeshTelemetry, SailInstall, StrictMtlsMesh, StrictMtlsNamespace,
} from 'cdk8s-istio';

/** What each cluster has for all teams: Istio itself, mutual TLS for the whole mesh, the way in. */
export class Platform implements IFleetPart {
  public readonly id = 'platform';

  public addCharts(scope: Construct, cluster: FleetCluster): void {
    new SailInstall(new Chart(scope, 'istio', { namespace: 'istio-system' }), 'istio', {
      // The operator installs no gateways.
      profile: InstallProfile.MINIMAL,
      values: cluster.installValues,
      meshConfig: { accessLogFile: '/dev/stdout', trustDomain: cluster.mesh.trustDomain },
    });

    const mesh = new Chart(scope, 'mesh-wide', { namespace: 'istio-system' });
    new StrictMtlsMesh(mesh, 'mtls');
    new MeshTelemetry(mesh, 'telemetry', { accessLog: { onlyErrors: true } });

    const edge = new Chart(scope, 'edge', { namespace: 'edge' });
    new StrictMtlsNamespace(edge, 'namespace', { name: 'edge' });
    new IngressGateway(edge, 'edge', { listeners: [{ hosts: [cluster.text('host')] }] });
  }
}
