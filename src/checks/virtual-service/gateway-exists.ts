import { eachObject } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';
import { gatewayReferenceProblem } from '../gateway-references';

/** See its title. */
export const gatewayExists = eachObject({
  code: 'CI0107',
  name: 'gateway-exists',
  title: 'A VirtualService is bound to Gateways that exist.',
  severity: Severity.ERROR,
  kinds: ['VirtualService', 'Gateway'],
  fields: ['gateways'],
  explanation: 'Without the Gateway nothing listens for the routes: requests from outside are answered with 404. '
    + 'A name without a namespace is looked up in the namespace of the VirtualService.',
  fix: 'correct the name, or add it to knownGateways of the Mesh if it exists elsewhere',
  equivalents: ['IST0101', 'IST0132', 'KIA1102'],
  *object(object, view) {
    const places = [object.spec, ...object.spec.at('http').items().flatMap((route) => route.at('match').items())]
      .flatMap((holder): readonly Cursor[] => holder.at('gateways').items());
    for (const place of places) {
      const entry = place.text;
      // What istiod makes of the Kubernetes Gateway API has such a name, and no object of its own.
      if (entry === undefined || entry === 'mesh' || entry.includes('~')) { continue; }
      // CI0244 tells of those that are no names.
      if (!entry.startsWith('./') && gatewayReferenceProblem(entry) !== undefined) { continue; }
      const id = view.gateways.resolve(entry, object.namespace);
      if (view.gateways.exists(id)) { continue; }
      const namespace = id.split('/')[0];
      const isOfApp = namespace === object.namespace || view.ofKind('Gateway').some((gateway) => gateway.namespace === namespace);
      yield place.mustBe(`"mesh" or a Gateway; there is no Gateway ${id}`, { severity: isOfApp ? Severity.ERROR : Severity.WARNING });
    }
  },
});
