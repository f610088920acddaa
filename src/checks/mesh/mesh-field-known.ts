import { nearest } from '../../model/structure/nearest';
import { ANY, eachObject } from '../check';
import { Severity } from '../finding';
import { settingProblems, SETTINGS_FIELDS, settingsIn, unknownText } from '../mesh-places';

/** See its title. */
export const meshFieldKnown = eachObject({
  code: 'CI1301',
  name: 'mesh-field-known',
  title: 'The fields of a MeshConfig or ProxyConfig are fields that Istio has.',
  severity: Severity.WARNING,
  kinds: [ANY],
  fields: SETTINGS_FIELDS,
  explanation: 'Neither istioctl nor istiod tells of a field that it does not know: what it says has no effect, and nothing else will ever show it.',
  fix: 'take a field that is there, or leave it out',
  equivalents: ['IV-MC-001'],
  *object(object, view) {
    for (const settings of settingsIn(object, view)) {
      for (const { wrong, path, known = [] } of settingProblems(settings, view)) {
        if (wrong !== 'unknown') { continue; }
        const meant = nearest(String(path[path.length - 1]), known);
        yield settings.at.at(...path).problem(unknownText(settings.of, known), { fix: meant === undefined ? undefined : `write ${meant}` });
      }
    }
  },
});
