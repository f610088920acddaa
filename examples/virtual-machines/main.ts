import { App, Chart, Duration } from 'cdk8s';
import { ServiceAccount } from 'cdk8s-plus-27';
import { versionedWorkload } from '../workloads';
import {
  Caller, CanaryRelease, Injection, MeshService, ReadinessProbe, ServiceAccess, StrictMtlsNamespace, VirtualMachine, VirtualMachineGroup,
  VirtualMachineService,
} from 'cdk8s-istio';

const app = new App();
const shop = new Chart(app, 'virtual-machines', { namespace: 'shop' });
new StrictMtlsNamespace(shop, 'namespace', { name: 'shop', injection: Injection.enabled() });

const frontend = MeshService.fromService(shop, 'frontend', versionedWorkload(shop, {
  name: 'frontend', port: 8080, serviceAccount: 'shop-frontend', versions: { v1: 'example/frontend:v1' },
}), { serviceAccount: 'shop-frontend' });

// ratings moves into the cluster: v1 runs on two machines, v2 in pods. The Kubernetes Service selects both by their labels.
const ratings = MeshService.fromService(shop, 'ratings', versionedWorkload(shop, {
  name: 'ratings', port: 8080, serviceAccount: 'shop-ratings', versions: { v2: 'example/ratings:v2' },
}), { serviceAccount: 'shop-ratings' });
const onMachines = ratings.version('v1');
const machines = { 'ratings-vm-1': '10.20.0.11', 'ratings-vm-2': '10.20.0.12' };
for (const [id, address] of Object.entries(machines)) {
  new VirtualMachine(shop, id, { service: ratings, version: onMachines, address, ports: { http: 9080 } });
}
new CanaryRelease(shop, 'ratings-move', { service: ratings, stable: onMachines, canary: ratings.version('v2'), weight: 10 });

// Whichever it runs on, it has one identity, and lets the frontend in only.
new ServiceAccess(shop, 'ratings-access', { service: ratings, allow: [{ callers: [Caller.service(frontend)] }] });

// The archive is no service of Kubernetes. Its machines come and go, and register themselves.
const account = new ServiceAccount(shop, 'shop-archive', { metadata: { name: 'shop-archive' } });
const archive = new VirtualMachineService(shop, 'archive', {
  name: 'archive', ports: [{ name: 'http', number: 80 }], serviceAccount: account.name,
});
new VirtualMachineGroup(shop, 'archive-vms', {
  service: archive,
  ports: { http: 8080 },
  probe: ReadinessProbe.httpGet(8080, { path: '/healthz', period: Duration.seconds(5) }),
});

app.synth();
