import { App, Chart, Duration } from 'cdk8s';
import {
  AuthorizationRules, CanaryRelease, Destination, Mesh, MeshService, PolicyCheck, PolicyObject, PolicyPack, PolicyReport, ResilientService,
  ServiceAccess, Severity, StringMatch, VirtualService,
} from 'cdk8s-istio';

/** Prints what a statement is refused with. */
function refused(statement: () => unknown): void {
  try {
    statement();
    console.log('is accepted');
  } catch (error) {
    console.log((error as Error).message);
  }
}

const app = new App();
const shop = new Chart(app, 'shop', { namespace: 'shop' });
const reviews = new MeshService(shop, 'reviews', { name: 'reviews', ports: [{ name: 'http', number: 9080 }] });
const [stable, canary] = [reviews.version('v1'), reviews.version('v2')];

// Values that can never be right.
refused(() => new CanaryRelease(shop, 'much', { service: reviews, stable, canary, weight: 120 }));
refused(() => new CanaryRelease(shop, 'half', { service: reviews, stable, canary, weight: 0.5 }));
refused(() => new MeshService(shop, 'silent', { name: 'silent', ports: [] }));
refused(() => new ServiceAccess(shop, 'nobody', { service: reviews, allow: [{ callers: [], methods: ['get'] }] }));
refused(() => StringMatch.regex('(['));
refused(() => AuthorizationRules.anyOf());
refused(() => new PolicyPack({ prefix: 'acme', checks: [] }));

// What only the whole app shows.
new ResilientService(shop, 'patient', { service: reviews, timeout: Duration.seconds(60) });
new ResilientService(shop, 'quick', { service: reviews, timeout: Duration.seconds(1) });
new VirtualService(shop, 'by-hand', {
  hosts: [reviews.host],
  http: [{ destinations: [{ destination: Destination.of(reviews.host, { subset: 'v9' }) }] }],
});
refused(() => { app.synth(); });

/** A check of one's own whose findings stop the synth. */
class OwnHosts extends PolicyCheck {
  constructor() {
    super({
      code: 'ACME002',
      name: 'own-hosts',
      title: 'DestinationRules are for hosts of our own.',
      severity: Severity.ERROR,
      kinds: ['DestinationRule'],
      explanation: 'Others say how their hosts are called.',
      fix: 'ask its owners',
    });
  }

  public examine(rule: PolicyObject): PolicyReport[] {
    return [rule.at('spec.host').problem(`is not a host of namespace ${rule.namespace}'s team`)];
  }
}
const other = new App();
new Mesh(other, 'mesh', { policyPacks: [new PolicyPack({ prefix: 'ACME', checks: [new OwnHosts()] })] });
new MeshService(new Chart(other, 'other', { namespace: 'shop' }), 'reviews', { name: 'reviews', ports: [{ name: 'http', number: 9080 }] })
  .version('v1');
refused(() => { other.synth(); });
