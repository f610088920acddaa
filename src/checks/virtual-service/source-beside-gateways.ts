import { eachObject } from '../check';
import { Severity } from '../finding';
import { httpMatches } from '../http-routes';

/** See its title. */
export const sourceBesideGateways = eachObject({
  code: 'CI0268',
  name: 'source-beside-gateways',
  title: 'A match asks for gateways or for the labels or namespace of the caller, not for both.',
  severity: Severity.WARNING,
  kinds: ['VirtualService'],
  fields: ['sourceLabels', 'sourceNamespace'],
  explanation: 'Where a match names gateways, "mesh" included, Istio does not look at its sourceLabels and sourceNamespace: the match takes the requests of all callers.',
  fix: 'write two matches, or leave gateways out',
  equivalents: [],
  *object(object) {
    for (const match of httpMatches(object)) {
      if (match.at('gateways').items().length === 0) { continue; }
      for (const field of ['sourceLabels', 'sourceNamespace']) {
        const source = match.at(field);
        if (source.given && source.json !== '') { yield source.problem('is not looked at beside gateways; it must be left out there'); }
      }
    }
  },
});
