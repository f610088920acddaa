import { App, Chart } from 'cdk8s';
import { versionedWorkload } from '../workloads';
import {
  Caller, Injection, MeshService, MirroredService, OutboundTrafficMode, Protocol, ResilientService, ServiceAccess, ServiceEntry, ServiceLocation,
  ServiceResolution, SidecarScope, StrictMtlsNamespace,
} from 'cdk8s-istio';

const app = new App();
const shop = new Chart(app, 'sidecar-scope', { namespace: 'shop' });
new StrictMtlsNamespace(shop, 'namespace', { name: 'shop', injection: Injection.enabled() });

/** A part of the shop, which runs as a service account of its own. */
function part(name: string): MeshService {
  const serviceAccount = `shop-${name}`;
  const workload = { name, port: 8080, serviceAccount, versions: { v1: `example/${name}:v1` } };
  return MeshService.fromService(shop, name, versionedWorkload(shop, workload), { serviceAccount });
}

const frontend = part('frontend');
const reviews = part('reviews');
const ratings = part('ratings');
const ratingsNext = part('ratings-next');

const rates = new ServiceEntry(shop, 'rates', {
  hosts: ['rates.example.com'],
  ports: [{ name: 'http', number: 80, protocol: Protocol.HTTP }],
  location: ServiceLocation.MESH_EXTERNAL,
  resolution: ServiceResolution.DNS,
});

// Whoever says nothing calls nobody, and what was forgotten fails at once instead of going out.
const outboundTrafficPolicy = OutboundTrafficMode.REGISTRY_ONLY;
new SidecarScope(shop, 'default', { calls: [], outboundTrafficPolicy });
new SidecarScope(shop, 'frontend-scope', { service: frontend, calls: [reviews, rates], outboundTrafficPolicy });

// Who may call ratings is said once; the scope of reviews follows from it.
new ServiceAccess(shop, 'ratings-access', { service: ratings, allow: [{ callers: [Caller.service(reviews)], methods: ['GET'] }] });
new SidecarScope(shop, 'reviews-scope', { service: reviews, callsFromAccess: true, outboundTrafficPolicy });

// The copies go out of the sidecar of reviews, whose scope does not name ratings-next: the routes of ratings do.
new MirroredService(shop, 'ratings-shadow', { service: ratings, mirrors: [{ to: ratingsNext }] });

// The sidecar of reviews heeds these limits too, as its scope has its own host for them.
new ResilientService(shop, 'reviews-limits', { service: reviews, circuitBreaker: { maxPendingRequests: 64 } });

app.synth();
