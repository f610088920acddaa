/*
 * mesh-N with constructs of this library, all checks on.
 *
 *   node library.js SERVICES CHARTS FILE-OR-FOLDER App|FastApp
 */
import { App, Chart, Duration } from 'cdk8s';
import { SERVICES_OF_A_GATEWAY, work } from './work';
import {
  CanaryRelease, FastApp, IngressGateway, MeshService, MtlsMode, PeerAuthentication, RequestMatch, ResilientService, RetryOn, StringMatch,
} from '../../src';

const { services, charts, outdir, option } = work();
const app = option === 'FastApp' ? new FastApp({ outdir }) : new App({ outdir });
const made = Array.from({ length: charts }, (_, i) => new Chart(app, `chart-${i}`, { namespace: 'shop' }));

for (let i = 0; i < services; i++) {
  const chart = made[i % charts];
  const name = `service-${i}`;
  const service = new MeshService(chart, name, { name, ports: [{ name: 'http', number: 8080 }] });
  const [stable, canary] = [service.version('v1'), service.version('v2')];
  const alwaysCanary = [RequestMatch.header('x-user', StringMatch.exact('tester'))];
  new CanaryRelease(chart, `${name}-canary`, { service, stable, canary, weight: 10, alwaysCanary });
  new ResilientService(chart, `${name}-resilience`, {
    service,
    timeout: Duration.seconds(3),
    retries: { attempts: 2, perTryTimeout: Duration.seconds(1), on: [RetryOn.FIVE_XX] },
    circuitBreaker: { maxConnections: 100, outlierDetection: { consecutive5xxErrors: 5, interval: Duration.seconds(10) } },
  });
  new PeerAuthentication(chart, `${name}-mtls`, { metadata: { name }, selector: service.workloads, mtls: MtlsMode.STRICT });
  if (i % SERVICES_OF_A_GATEWAY === 0) {
    new IngressGateway(chart, `gateway-${i / SERVICES_OF_A_GATEWAY}`, { listeners: [{ hosts: [`part-${i / SERVICES_OF_A_GATEWAY}.example.com`] }] });
  }
}
app.synth();
