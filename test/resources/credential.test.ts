import { ApiObject, Chart, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { type Build, refuses, renderedSpec } from './support';
import { ClientTlsMode, Credential, DestinationRule, Gateway, IngressGateway, type ListenerTls, Protocol, type ServerTls, ServerTlsMode } from 'cdk8s-istio';

function serving(tls: ServerTls): Build {
  return (scope) => new Gateway(scope, 'edge', {
    selector: { istio: 'ingressgateway' }, servers: [{ port: { number: 443, protocol: Protocol.HTTPS, name: 'https' }, hosts: ['*'], tls }],
  });
}

function calling(mode: ClientTlsMode, credential: Credential): Build {
  return (scope) => new DestinationRule(scope, 'reviews', { host: 'reviews', trafficPolicy: { tls: { mode, credential } } });
}

const MUTUAL = ServerTlsMode.MUTUAL;
const SIMPLE = ServerTlsMode.SIMPLE;

function tlsOf(build: Build): unknown {
  return (renderedSpec(build).servers as { tls: unknown }[])[0].tls;
}

/** Constructs of a chart of their own, so that only what names them is rendered. */
function made(): { [name: string]: Credential } {
  const chart = new Chart(Testing.app(), 'infra', { namespace: 'infra' });
  return {
    secret: Credential.fromSecret(new kplus.Secret(chart, 'secret', { metadata: { name: 'shop-cert' } })),
    plain: Credential.fromSecret(new ApiObject(chart, 'plain', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'shop-ecdsa' } })),
    map: Credential.fromConfigMap(new kplus.ConfigMap(chart, 'map', { metadata: { name: 'clients-ca' } })),
  };
}

test('Secrets by their names, and constructs of them', () => {
  const { secret, plain, map } = made();
  expect(tlsOf(serving({ mode: SIMPLE, credential: Credential.secret('shop-cert') }))).toEqual({ mode: 'SIMPLE', credentialName: 'shop-cert' });
  expect(tlsOf(serving({ mode: MUTUAL, credentials: [secret, plain], caCredential: map })))
    .toEqual({ mode: 'MUTUAL', credentialNames: ['shop-cert', 'shop-ecdsa'], caCertCredentialName: 'configmap://infra/clients-ca' });
  expect(tlsOf(serving({ mode: MUTUAL, credential: Credential.of('kubernetes-gateway://infra/shop-cert'), caCredential: Credential.secret('ca') })))
    .toEqual({ mode: 'MUTUAL', credentialName: 'kubernetes-gateway://infra/shop-cert', caCertCredentialName: 'ca' });
});

test('authorities in a ConfigMap are enough for a client that shows no certificate', () => {
  expect([Credential.configMap('ca', 'shop'), Credential.of('configmap://shop/ca')].map((one) => renderedSpec(calling(ClientTlsMode.SIMPLE, one)).trafficPolicy))
    .toEqual(Array(2).fill({ tls: { mode: 'SIMPLE', credentialName: 'configmap://shop/ca' } }));
  expect(renderedSpec(calling(ClientTlsMode.MUTUAL, Credential.secret('client'))).trafficPolicy).toEqual({ tls: { mode: 'MUTUAL', credentialName: 'client' } });
});

test('a listener takes the construct of a Secret', () => {
  const tls: ListenerTls = { credential: made().secret };
  expect(tlsOf((scope) => new IngressGateway(scope, 'edge', { listeners: [{ hosts: ['*'], tls }] }))).toEqual({ mode: 'SIMPLE', credentialName: 'shop-cert' });
});

const SECRET = 'it must be a Secret: a ConfigMap has no keys; use Credential.secret or Credential.fromSecret';
const NAME = 'it must be lower-case letters, digits, "-" and ".", with a letter or digit at both ends, at most 253 characters';

refuses({
  'a name that is none': [() => Credential.secret('Shop'), `Credential.secret: name is "Shop"; ${NAME}`],
  'a ConfigMap without a name': [() => Credential.configMap('', 'shop'), `Credential.configMap: name is ""; ${NAME}`],
  'a ConfigMap in no namespace': [
    () => Credential.configMap('ca', ''),
    'Credential.configMap: namespace is ""; it must be lower-case letters, digits and "-", with a letter or digit at both ends, at most 63 characters',
  ],
  'a ConfigMap in a namespace that is not known': [
    () => Credential.fromConfigMap(new kplus.ConfigMap(new Chart(Testing.app(), 'nowhere'), 'map')),
    'Credential.fromConfigMap: configMap is "nowhere/map"; it must be in a namespace that is known; give it a namespace, or the chart one',
  ],
  'a name without a scheme': [
    () => Credential.of('shop-cert'), 'Credential.of: reference is "shop-cert"; it must be a scheme, "://" and what it names; use Credential.secret for a name',
  ],
  'a ConfigMap for a Secret': [
    (scope) => Credential.fromSecret(new kplus.ConfigMap(scope, 'map')),
    'Credential.fromSecret: secret is "v1 ConfigMap"; it must be a Secret (v1); use Credential.fromConfigMap for authorities in a ConfigMap',
  ],
  'a Secret for a ConfigMap': [
    (scope) => Credential.fromConfigMap(new kplus.Secret(scope, 'secret')),
    'Credential.fromConfigMap: configMap is "v1 Secret"; it must be a ConfigMap (v1); use Credential.fromSecret for a Secret',
  ],
  'a chart for a Secret': [
    (scope) => Credential.fromSecret(new Chart(scope, 'other')),
    'Credential.fromSecret: secret is "shop/other"; it must be a construct of a Secret (v1), which has one ApiObject',
  ],
  'a construct that is not read': [
    (scope) => serving({ mode: SIMPLE, credential: new kplus.Secret(scope, 'secret') as never })(scope),
    'shop/edge: servers[0].tls.credential is "shop/secret"; it must be a Credential; use Credential.fromSecret or Credential.secret',
  ],
  'a ConfigMap for the certificate of a server': [
    serving({ mode: SIMPLE, credential: Credential.configMap('cert', 'infra') }), `shop/edge: servers[0].tls.credential is "configmap://infra/cert"; ${SECRET}`,
  ],
  'a ConfigMap among the certificates of a server': [
    serving({ mode: SIMPLE, credentials: [Credential.of('configmap://infra/cert')] }), `shop/edge: servers[0].tls.credentials[0] is "configmap://infra/cert"; ${SECRET}`,
  ],
  'a ConfigMap for the certificate of a client': [
    calling(ClientTlsMode.MUTUAL, Credential.configMap('cert', 'shop')),
    `shop/reviews: trafficPolicy.tls.credential is "configmap://shop/cert"; ${SECRET}`,
  ],
});
