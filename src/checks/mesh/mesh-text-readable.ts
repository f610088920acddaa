import { ANY, eachObject } from '../check';
import { Severity } from '../finding';
import { yamlObject } from '../mesh-configs';
import { settingProblems, SETTINGS_FIELDS, settingsIn, settingTexts } from '../mesh-places';

/** See its title. */
export const meshTextReadable = eachObject({
  code: 'CI1302',
  name: 'mesh-text-readable',
  title: 'The text of a MeshConfig, of networks or of a ProxyConfig is YAML whose values are of the types that their fields have.',
  severity: Severity.ERROR,
  kinds: [ANY],
  fields: SETTINGS_FIELDS,
  explanation: 'The control plane goes on with its own defaults if it cannot read the text of its ConfigMap, and makes no pod whose annotation proxy.istio.io/config it cannot read.',
  fix: 'correct the text',
  equivalents: ['IV-PD-011'],
  *object(object, view) {
    for (const { of, place } of settingTexts(object, view)) {
      if (place.text !== '' && yamlObject(place.text) === undefined) { yield place.mustBe(`${of} in YAML`); }
    }
    for (const settings of settingsIn(object, view)) {
      if (!settings.isText) { continue; }
      for (const { wrong, path, text } of settingProblems(settings, view)) {
        if (wrong !== 'unknown' && wrong !== 'deprecated') { yield settings.at.at(...path).problem(text); }
      }
    }
  },
});
