import type { Chart } from 'cdk8s';
import { Size } from 'cdk8s';
import { Cpu, Deployment, LabelSelector, Protocol, Service, ServiceAccount } from 'cdk8s-plus-27';

/** What the examples run: a service with a Deployment for each of its versions. */
export interface VersionedWorkload {
  /** The name of the service. */
  readonly name: string;
  /** The image of each version. */
  readonly versions: { readonly [version: string]: string };
  /** The port of service and pods. */
  readonly port: number;
  /** The port's name, which tells Istio the protocol. */
  readonly portName?: string;
  /** The service account that the pods run as. */
  readonly serviceAccount?: string;
  /** The pods of each version; one, if it is not given. */
  readonly replicas?: number;
}

/** Makes a Service and a Deployment for each version, with the labels `app` and `version` that Istio's tools expect. */
export function versionedWorkload(chart: Chart, workload: VersionedWorkload): Service {
  const { name, port, portName } = workload;
  versionedDeployments(chart, workload);
  const service = new Service(chart, `${name}-service`, {
    metadata: { name, labels: { app: name, service: name } },
    ports: [{ name: portName ?? 'http', port, targetPort: port, protocol: Protocol.TCP }],
  });
  service.selectLabel('app', name);
  return service;
}

/** Makes the Deployments alone. */
export function versionedDeployments(chart: Chart, workload: VersionedWorkload): void {
  const { name, versions, port, portName, serviceAccount, replicas } = workload;
  const account = serviceAccount === undefined
    ? undefined
    : new ServiceAccount(chart, serviceAccount, { metadata: { name: serviceAccount } });
  for (const [version, image] of Object.entries(versions)) {
    const labels = { app: name, version };
    const deployment = new Deployment(chart, `${name}-${version}`, {
      metadata: { name: `${name}-${version}`, labels },
      podMetadata: { labels },
      replicas: replicas ?? 1,
      select: false,
      serviceAccount: account,
      automountServiceAccountToken: false,
      containers: [{
        name,
        image,
        ports: [{ number: port, name: portName ?? 'http' }],
        // The sample's images write to their own file systems.
        securityContext: { user: 1000, ensureNonRoot: true, readOnlyRootFilesystem: false },
        resources: {
          cpu: { request: Cpu.millis(100), limit: Cpu.millis(500) },
          memory: { request: Size.mebibytes(128), limit: Size.mebibytes(256) },
        },
      }],
    });
    deployment.select(LabelSelector.of({ labels }));
  }
}
