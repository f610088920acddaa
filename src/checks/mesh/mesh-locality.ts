import { ANY, eachObject } from '../check';
import { Severity } from '../finding';
import { localityFailoverReports, localityShareReports, zoneFailoverReports } from '../locality-balancing';
import { MESH_CONFIG_FIELDS, meshConfigsIn } from '../mesh-places';

/** See its title. */
export const meshLocality = eachObject({
  code: 'CI1308',
  name: 'mesh-locality',
  title: 'Balancing by locality in a mesh is told as in a DestinationRule.',
  severity: Severity.ERROR,
  kinds: [ANY],
  fields: MESH_CONFIG_FIELDS,
  explanation: 'Istio refuses the MeshConfig: shares of localities add up to 100, localities are apart, and who takes over for whom is told in regions.',
  fix: 'correct it as in a DestinationRule',
  equivalents: ['IV-multi-046', 'IV-multi-048', 'IV-multi-054'],
  *object(object, view) {
    for (const { at } of meshConfigsIn(object, view)) {
      const setting = at.at('localityLbSetting');
      if (setting.fields !== undefined) {
        yield* localityFailoverReports(setting);
        yield* localityShareReports(setting);
      }
      if (at.at('zoneAwareLbSetting').fields !== undefined) { yield* zoneFailoverReports(at.at('zoneAwareLbSetting')); }
    }
  },
});
