import { ecdhCurveProblem } from '../../model/go/tls';
import { ANY, eachObject } from '../check';
import { Severity } from '../finding';
import { MESH_CONFIG_FIELDS, meshConfigsIn } from '../mesh-places';

/** See its title. */
export const meshCurves = eachObject({
  code: 'CI1306',
  name: 'mesh-curves',
  title: 'ECDH curves are chosen for what is not mutual TLS of the mesh, and are ones that Istio knows.',
  severity: Severity.WARNING,
  kinds: [ANY],
  fields: MESH_CONFIG_FIELDS,
  explanation: 'Istio refuses a MeshConfig whose meshMTLS has ecdhCurves. In tlsDefaults it hands on curves that it does not know, which Envoy may refuse.',
  fix: 'write the curves in tlsDefaults, each once',
  equivalents: ['IV-MC-007', 'IV-MC-008', 'IV-MC-009'],
  *object(object, view) {
    for (const { at } of meshConfigsIn(object, view)) {
      const ofMesh = at.at('meshMTLS', 'ecdhCurves');
      if (ofMesh.items().length > 0) { yield ofMesh.problem('is given; it must be left out, as Istio knows none for mutual TLS', { severity: Severity.ERROR }); }
      const seen = new Set<string>();
      for (const curve of at.at('tlsDefaults', 'ecdhCurves').items()) {
        const allowed = curve.text === undefined ? undefined : ecdhCurveProblem(curve.text);
        if (allowed !== undefined) { yield curve.mustBe(allowed); } else if (seen.has(curve.text ?? '')) { yield curve.problem('is given before; it must be given once'); }
        seen.add(curve.text ?? '');
      }
    }
  },
});
