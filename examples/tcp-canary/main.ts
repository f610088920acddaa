import { App, Chart } from 'cdk8s';
import { versionedWorkload } from '../workloads';
import { CanaryRelease, Injection, MeshService, StrictMtlsNamespace } from 'cdk8s-istio';

const app = new App();
const shop = new Chart(app, 'tcp-canary', { namespace: 'shop' });
new StrictMtlsNamespace(shop, 'namespace', { name: 'shop', injection: Injection.enabled() });

const ledger = MeshService.fromService(shop, 'ledger', versionedWorkload(shop, {
  name: 'ledger', port: 5432, portName: 'tcp-sql', versions: { v1: 'example/ledger:v1', v2: 'example/ledger:v2' },
}));

// On a TCP port it is connections that are shared out, not requests.
new CanaryRelease(shop, 'ledger-canary', { service: ledger, stable: ledger.version('v1'), canary: ledger.version('v2'), weight: 20 });

app.synth();
