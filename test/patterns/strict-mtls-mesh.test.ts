import { ApiObject, JsonPatch } from 'cdk8s';
import { objects, objectsOf, refuses, reports, shop, yaml } from './support';
import { Mesh, MtlsMode, PeerAuthentication, StrictMtlsMesh, type StrictMtlsMeshProps, StrictMtlsNamespace } from 'cdk8s-istio';

test('smallest', () => {
  expect(yaml((chart) => new StrictMtlsMesh(chart, 'strict'))).toMatchInlineSnapshot(`
"
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata:
  name: default
  namespace: istio-system
spec:
  mtls:
    mode: STRICT
"
`);
});

test('every property', () => {
  const everything: Required<StrictMtlsMeshProps> = { rootNamespace: 'istio-root' };
  expect(objects((chart) => {
    new Mesh(chart, 'mesh', { rootNamespace: 'other' });
    new StrictMtlsMesh(chart, 'strict', everything);
  })[0].metadata).toEqual({ name: 'default', namespace: 'istio-root' });
});

test.each(['before', 'after'])('the root namespace is that of the Mesh, declared %s it', (when) => {
  expect(objects((chart) => {
    if (when === 'before') { new Mesh(chart, 'mesh', { rootNamespace: 'istio-root' }); }
    new StrictMtlsMesh(chart, 'strict');
    if (when === 'after') { new Mesh(chart, 'mesh', { rootNamespace: 'istio-root' }); }
  })[0].metadata).toEqual({ name: 'default', namespace: 'istio-root' });
});

test('it stands next to the policies of namespaces', () => {
  const { app, chart } = shop();
  new StrictMtlsMesh(chart, 'strict');
  new StrictMtlsNamespace(chart, 'legacy', { name: 'legacy', exceptions: [{ name: 'db', selector: { app: 'db' }, mode: MtlsMode.PERMISSIVE }] });
  app.synth();
  expect(objectsOf(app).map(({ kind, metadata: { name, namespace } }) => `${kind} ${namespace ?? '-'}/${name}`)).toEqual([
    'PeerAuthentication istio-system/default', 'Namespace -/legacy', 'PeerAuthentication legacy/default', 'PeerAuthentication legacy/db',
  ]);
});

test('its object can be patched', () => {
  const { app, chart } = shop();
  ApiObject.of(new StrictMtlsMesh(chart, 'strict')).addJsonPatch(JsonPatch.replace('/spec/mtls/mode', 'PERMISSIVE'));
  expect(objectsOf(app)[0].spec).toEqual({ mtls: { mode: 'PERMISSIVE' } });
});

refuses({
  'a namespace that is none': [
    (chart) => new StrictMtlsMesh(chart, 'strict', { rootNamespace: 'istio.system' }),
    'shop/strict: rootNamespace is "istio.system"; it must be lower-case letters, digits and "-", with a letter or digit at both ends, ' +
    'at most 63 characters',
  ],
});

reports({
  'two policies for the whole mesh': [
    (chart) => {
      new StrictMtlsMesh(chart, 'strict');
      new PeerAuthentication(chart, 'other', { metadata: { namespace: 'istio-system' }, mtls: MtlsMode.PERMISSIVE });
    },
    'error shop/strict: metadata.name is "default" for the mesh; it must have one policy, and PeerAuthentication istio-system/other is one as well; ' +
    'join them into one policy [CI0504]',
  ],
});
