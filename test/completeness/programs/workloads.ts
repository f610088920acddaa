import { Duration } from 'cdk8s';
import type { Program } from './support';
import { Identity, ProbeScheme, ReadinessProbe, WorkloadEntry, WorkloadGroup } from 'cdk8s-istio';

const TEMPLATE = {
  ports: { http: 8080 },
  network: 'vm-network',
  locality: 'europe-west1/europe-west1-b/rack-7',
  weight: 20,
  serviceAccount: Identity.serviceAccount('machines'),
};

const TIMES = {
  initialDelay: Duration.seconds(5),
  timeout: Duration.seconds(2),
  period: Duration.seconds(10),
  successThreshold: 1,
  failureThreshold: 3,
};

/** A WorkloadEntry. */
export const workloadEntries: Program = (chart) => {
  new WorkloadEntry(chart, 'machine', { address: '192.0.2.7', labels: { app: 'machines' }, ...TEMPLATE });
};

/** WorkloadGroups: one for each way to ask whether a workload is ready. */
export const workloadGroups: Program = (chart) => {
  const probes = {
    http: ReadinessProbe.httpGet(8080, {
      path: '/ready', scheme: ProbeScheme.HTTPS, host: '127.0.0.1', headers: [{ name: 'x-probe', value: 'istio' }], ...TIMES,
    }),
    tcp: ReadinessProbe.tcpSocket(8080, { host: '127.0.0.1', ...TIMES }),
    exec: ReadinessProbe.exec(['/bin/ready'], TIMES),
  };
  for (const [name, probe] of Object.entries(probes)) {
    new WorkloadGroup(chart, name, {
      workloadLabels: { app: 'machines' }, workloadAnnotations: { 'example.com/owner': 'shop' }, template: { ...TEMPLATE, labels: { tier: 'backend' } }, probe,
    });
  }
};
