import type { Report } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';
import { gatewayReferenceProblem } from '../gateway-references';
import { connectionRoutes, httpMatches } from '../http-routes';
import { beyondStructure } from '../structure-index';

/** See its title. */
export const gatewayNameValid = beyondStructure({
  code: 'CI0244',
  name: 'gateway-name-valid',
  title: 'Gateways are named NAME, NAMESPACE/NAME or "mesh".',
  severity: Severity.ERROR,
  kinds: ['VirtualService'],
  fields: ['gateways'],
  explanation: 'Istio refuses other names, also "./NAME". '
    + 'After a name without a namespace it does not look at the rest of the list; such a name is a warning.',
  fix: 'write NAMESPACE/NAME',
  equivalents: ['IV-VS-012', 'IV-VS-013', 'IV-VS-014', 'IV-VS-015', 'IV-VS-043'],
  *object(object) {
    yield* inList(object.spec.at('gateways').items());
    for (const match of httpMatches(object)) { yield* inList(match.at('gateways').items()); }
    for (const route of connectionRoutes(object)) {
      for (const match of route.at('match').items()) { yield* inList(match.at('gateways').items()); }
    }
  },
});

function* inList(names: readonly Cursor[]): Iterable<Report> {
  let severity = Severity.ERROR;
  for (const name of names) {
    const { text } = name;
    if (text === undefined) { continue; }
    const allowed = gatewayReferenceProblem(text);
    if (allowed !== undefined) { yield name.mustBe(allowed, { severity }); }
    if (!text.includes('/')) { severity = Severity.WARNING; }
  }
}
