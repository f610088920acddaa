import { ApiObject, Chart, Duration, Testing } from 'cdk8s';
import { type CertManagerCa, type ExternalSecretCa, MeshAnalysis, OwnCa, type OwnCaProps, OwnCaSource } from 'cdk8s-istio';

function made(props: OwnCaProps, namespace?: string): unknown {
  return ApiObject.of(new OwnCa(new Chart(Testing.app(), 'istio', { namespace }), 'ca', props)).toJson();
}

test('smallest: cert-manager makes the Secret that istiod looks for', () => {
  expect(made({ source: OwnCaSource.certManager({ issuer: 'root' }) })).toEqual({
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { name: 'cacerts', namespace: 'istio-system' },
    spec: {
      isCA: true,
      secretName: 'cacerts',
      commonName: 'istiod.istio-system.svc',
      usages: ['digital signature', 'cert sign', 'crl sign'],
      issuerRef: { name: 'root', kind: 'ClusterIssuer', group: 'cert-manager.io' },
    },
  });
});

test('every property of an authority of cert-manager', () => {
  const ca: Required<CertManagerCa> = {
    issuer: 'root',
    issuerKind: 'Issuer',
    issuerGroup: 'certs.example.com',
    commonName: 'mesh.example.com',
    duration: Duration.days(60),
    renewBefore: Duration.days(20),
  };
  const props: Required<OwnCaProps> = { source: OwnCaSource.certManager(ca), namespace: 'mesh' };
  expect(made(props)).toMatchObject({
    metadata: { namespace: 'mesh' },
    spec: {
      commonName: 'mesh.example.com', duration: '5184000s', renewBefore: '1728000s', issuerRef: { name: 'root', kind: 'Issuer', group: 'certs.example.com' },
    },
  });
});

test('every property of an authority in a store', () => {
  const ca: Required<ExternalSecretCa> = { store: 'vault', storeKind: 'SecretStore', key: 'mesh/ca', refreshInterval: Duration.minutes(10) };
  const remote = (property: string) => ({ secretKey: property, remoteRef: { key: 'mesh/ca', property } });
  expect(made({ source: OwnCaSource.externalSecret(ca) }, 'mesh')).toEqual({
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name: 'cacerts', namespace: 'mesh' },
    spec: {
      refreshInterval: '600s',
      secretStoreRef: { name: 'vault', kind: 'SecretStore' },
      target: { name: 'cacerts' },
      data: ['ca-cert.pem', 'ca-key.pem', 'root-cert.pem', 'cert-chain.pem'].map(remote),
    },
  });
});

test('it stands beside other objects without a finding', () => {
  const app = Testing.app();
  new OwnCa(new Chart(app, 'istio'), 'ca', { source: OwnCaSource.externalSecret({ store: 'vault', key: 'mesh/ca' }) });
  expect(MeshAnalysis.findings(app)).toEqual([]);
});

const NAME = 'it must be lower-case letters, digits, "-" and ".", with a letter or digit at both ends, at most 253 characters';

test.each<[string, () => unknown, string]>([
  ['an issuer that is none', () => OwnCaSource.certManager({ issuer: 'a b' }), `OwnCaSource.certManager: issuer is "a b"; ${NAME}`],
  ['renewal before it is made', () => OwnCaSource.certManager({ issuer: 'a', duration: Duration.days(1), renewBefore: Duration.days(1) }),
    'OwnCaSource.certManager: renewBefore is "86400s"; it must be shorter than duration'],
  ['a store that is none', () => OwnCaSource.externalSecret({ store: '', key: 'a' }), `OwnCaSource.externalSecret: store is ""; ${NAME}`],
  ['no key', () => OwnCaSource.externalSecret({ store: 'a', key: '' }), 'OwnCaSource.externalSecret: key is ""; it must be a text that is not empty'],
  ['a Secret as data', () => made({ source: { 'ca-key.pem': '…' } as unknown as OwnCaSource }),
    'istio/ca: source is {"ca-key.pem":"…"}; it must be an OwnCaSource; use OwnCaSource.certManager'],
])('refuses %s', (_what, make, message) => {
  expect(make).toThrow(new Error(message));
});
