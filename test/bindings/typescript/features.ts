import { ApiObject, App, Chart, Duration, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { TimeoutGiven } from './policy';
import {
  CanaryRelease, DestinationRule, HashKey, HashRing, HelmInstall, IDestination, LoadBalancing, Mesh, MeshAnalysis, MeshService, MeshTesting,
  MirroredService, PolicyPack, ProxyProtocolVersion, RequestOutcome, ResilientService, l1,
} from 'cdk8s-istio';

/** A reusable part of a company: a service that has a timeout from the beginning. */
class TimedService extends Construct {
  public readonly service: MeshService;

  constructor(scope: Construct, name: string) {
    super(scope, name);
    this.service = new MeshService(this, 'service', { name, ports: [{ name: 'http', number: 9080 }], labels: { app: name } });
    new ResilientService(this, 'timeout', { service: this.service, timeout: Duration.seconds(2) });
  }
}

/** A destination of one's own. */
class Recorder implements IDestination {
  public readonly host = 'recorder.audit.svc.cluster.local';
  public readonly port = 8080;
}

const app = new App();
const acme = new PolicyPack({ prefix: 'ACME', checks: [new TimeoutGiven()] });
new Mesh(app, 'mesh', { policyPacks: [acme], knownHosts: ['recorder.audit.svc.cluster.local'] });

// Files beside the manifests, with values of any shape.
new HelmInstall(new Chart(app, 'install'), 'istio', {
  folder: 'helm',
  revision: '1-31',
  values: { global: { proxy: { logLevel: 'warning', privileged: false } }, pilot: { env: { PILOT_ENABLE_ALPHA_GATEWAY_API: 'true' } } },
});

const shop = new Chart(app, 'shop', { namespace: 'shop' });
const { service: reviews } = new TimedService(shop, 'reviews');
new CanaryRelease(shop, 'canary', { service: reviews, stable: reviews.version('v1'), canary: reviews.version('v2'), weight: 25 });
new MirroredService(shop, 'record', { service: reviews, mirrors: [{ to: new Recorder(), percentage: 5 }] });

// A construct for one kind, with lists of objects, enums and value classes. What it says for port 8080 leaves one thing out, which is a warning.
new DestinationRule(shop, 'ratings', {
  host: 'ratings',
  trafficPolicy: {
    loadBalancer: LoadBalancing.consistentHash(HashKey.cookie('user', { ttl: Duration.hours(1) }), { ring: HashRing.maglev(65537) }),
    proxyProtocol: ProxyProtocolVersion.V2,
    portLevelSettings: [{ port: 8080, loadBalancer: LoadBalancing.roundRobin() }],
  },
  exportTo: ['.'],
});

// The classes that are generated from the CRDs, and a patch of an object.
new l1.Telemetry(shop, 'telemetry', {
  metadata: { name: 'tracing' },
  spec: {
    tracing: [{
      randomSamplingPercentage: 5,
      match: { mode: l1.TelemetrySpecTracingMatchMode.CLIENT },
      customTags: { zone: { literal: { value: 'a' } } },
    }],
  },
});
ApiObject.of(reviews.node.findChild('VirtualService')).addJsonPatch(JsonPatch.add('/spec/exportTo', ['.']));

// A service of somebody else has no timeout: the policy finds it, and it is silenced.
const details = new MeshService(shop, 'details', { name: 'details', ports: [{ name: 'http', number: 9080 }] });
new CanaryRelease(shop, 'details-canary', { service: details, stable: details.version('v1'), canary: details.version('v2'), weight: 5 });
for (const line of MeshAnalysis.formatAll(MeshAnalysis.findings(app).filter(({ code }) => code === 'ACME001'))) { console.log(line); }
MeshAnalysis.suppress(details, 'ACME001', 'is asked in the background');

// What happens to requests.
const mesh = MeshTesting.of(app);
mesh.expect({ to: 'reviews.shop' }).routesTo('reviews', { subset: 'v1', weight: 75 }).hasTimeout(Duration.seconds(2));
const treatment = mesh.request({ to: 'reviews.shop', headers: { 'end-user': 'jason' } });
console.log(treatment.outcome === RequestOutcome.FORWARDED, treatment.route, treatment.timeout?.toSeconds());
for (const { subset, weight } of treatment.destinations) { console.log(subset, weight); }

app.synth();
