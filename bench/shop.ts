import { App, Chart, Duration } from 'cdk8s';
import { versionedWorkload } from '../examples/workloads';
import { CanaryRelease, MeshService, RequestMatch, ResilientService, RetryOn, StrictMtlsNamespace, StringMatch } from '../src';

/**
 * An app of services as people write them: two versions with their Deployments and Service, a canary for a tester and for one of ten
 * requests, a timeout, retries and a circuit breaker, in a namespace with strict mutual TLS. Every reference can be followed, so that
 * the checks have all to do that they can have.
 */
export function shop(services: number, outdir: string): App {
  const app = new App({ outdir });
  const tester = RequestMatch.header('x-user', StringMatch.exact('tester'));
  // One chart: cdk8s validates and connects charts with each other, at a cost that is quadratic in their number.
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  new StrictMtlsNamespace(chart, 'namespace', { name: 'shop' });
  for (let i = 0; i < services; i++) {
    const name = `service-${i}`;
    const kubernetes = versionedWorkload(chart, { name, versions: { v1: 'shop:1', v2: 'shop:2' }, port: 8080, serviceAccount: name });
    const service = MeshService.fromService(chart, `${name}-mesh`, kubernetes, { serviceAccount: name });
    const [stable, canary] = [service.version('v1'), service.version('v2')];
    new CanaryRelease(chart, `${name}-canary`, { service, stable, canary, weight: 10 });
    new CanaryRelease(chart, `${name}-tester`, { service, stable, canary, weight: 100, requests: [tester] });
    new ResilientService(chart, `${name}-resilience`, {
      service,
      timeout: Duration.seconds(3),
      retries: { attempts: 2, perTryTimeout: Duration.seconds(1), on: [RetryOn.FIVE_XX] },
      circuitBreaker: { maxConnections: 100, outlierDetection: { consecutive5xxErrors: 5, interval: Duration.seconds(10) } },
    });
  }
  return app;
}
