import { App, Chart } from 'cdk8s';
import { versionedWorkload } from '../workloads';
import {
  Caller, Injection, JwtAuthentication, MeshService, RequestMatch, ServiceAccess, StrictMtlsNamespace, StringMatch,
} from 'cdk8s-istio';

const app = new App();
const shop = new Chart(app, 'access', { namespace: 'shop' });
new StrictMtlsNamespace(shop, 'namespace', { name: 'shop', injection: Injection.enabled() });

/** A part of the shop, which runs as a service account of its own: its identity in the mesh. */
function part(name: string, port = 8080, portName = 'http'): MeshService {
  const serviceAccount = `shop-${name}`;
  const workload = { name, port, portName, serviceAccount, versions: { v1: `example/${name}:v1` } };
  return MeshService.fromService(shop, name, versionedWorkload(shop, workload), { serviceAccount });
}

const reviews = part('reviews');
const ratings = part('ratings');
const orders = part('orders');
const reports = part('reports');
const ledger = part('ledger', 5432, 'tcp-sql');

// Only reviews may read ratings; whoever else asks, or asks for something else, is refused.
new ServiceAccess(shop, 'ratings-access', {
  service: ratings,
  allow: [{ callers: [Caller.service(reviews)], methods: ['GET'], paths: ['/ratings/*'] }],
});

// Orders are for those with a token of the issuer; the probe needs none.
new JwtAuthentication(shop, 'orders-jwt', {
  service: orders,
  issuer: 'https://issuer.example.com',
  jwksUri: 'https://issuer.example.com/jwks.json',
  required: true,
  exempt: [RequestMatch.path(StringMatch.exact('/healthz'))],
  ports: [8080],
});

// Reports are for those whose token says that they are auditors.
new JwtAuthentication(shop, 'reports-jwt', {
  service: reports,
  issuer: 'https://issuer.example.com',
  jwksUri: 'https://issuer.example.com/jwks.json',
  required: true,
  requiredClaims: { role: ['auditor'] },
  ports: [8080],
});

// The ledger's protocol is not HTTP: callers are told by their identity alone.
new ServiceAccess(shop, 'ledger-access', { service: ledger, allow: [{ callers: [Caller.service(orders)], ports: [5432] }] });

app.synth();
