import { isFormerConfig } from './envoy-types-exist';
import { nearest } from '../../model/structure/nearest';
import { eachObject } from '../check';
import { valueProblems } from '../envoy-values';
import { Severity } from '../finding';

/** See its title. */
export const envoyFieldKnown = eachObject({
  code: 'CI1181',
  name: 'envoy-field-known',
  title: 'The fields that an EnvoyFilter writes are fields of Envoy\'s API.',
  severity: Severity.WARNING,
  kinds: ['EnvoyFilter'],
  fields: ['value'],
  explanation: 'Istio passes over fields that it does not know, and the proxies run without them. They may be misspelt, or of another version of Envoy ' +
    'than this release of Istio has.',
  fix: 'take a field that is there, or leave it out',
  equivalents: [],
  *object(object, view) {
    for (const { wrong, place, text, fields } of valueProblems(object, view)) {
      if (wrong !== 'unknown' || isFormerConfig(place)) { continue; }
      const meant = nearest(place.path.slice(place.path.lastIndexOf('.') + 1), fields);
      yield place.problem(text, meant === undefined ? {} : { fix: `write ${meant}` });
    }
  },
});
