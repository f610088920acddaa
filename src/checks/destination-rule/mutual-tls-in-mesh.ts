import { eachObject } from '../check';
import { hostOfRule, tlsPlaces } from '../destination-rule-index';
import { Severity } from '../finding';

/** See its title. */
export const mutualTlsInMesh = eachObject({
  code: 'CI0382',
  name: 'mutual-tls-in-mesh',
  title: 'ISTIO_MUTUAL is for servers inside the mesh.',
  severity: Severity.WARNING,
  kinds: ['DestinationRule', 'ServiceEntry'],
  fields: ['tls'],
  explanation: 'Servers outside of the mesh know neither its certificates nor its root: the handshake of every connection fails.',
  fix: 'use SIMPLE for a server outside, or location: MESH_INTERNAL in the ServiceEntry for one with a proxy',
  equivalents: ['GAP-26'],
  *object(rule, view) {
    const host = hostOfRule(rule, view);
    if (host === undefined) { return; }
    for (const { tls } of tlsPlaces(rule)) {
      if (tls.at('mode').text !== 'ISTIO_MUTUAL') { continue; }
      const entry = view.services.visible(host, [rule.namespace]).map(({ object }) => object)
        .find((object) => object?.kind === 'ServiceEntry' && object.spec.at('location').text !== 'MESH_INTERNAL');
      if (entry === undefined) { continue; }
      yield tls.at('mode').problem(`is "ISTIO_MUTUAL" for ${host}, and ${entry.fullId} is for servers outside of the mesh; it must be SIMPLE, MUTUAL or DISABLE`);
    }
  },
});
