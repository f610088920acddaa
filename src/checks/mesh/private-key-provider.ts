import { goDuration } from '../../model/go/durations';
import { ANY, eachObject } from '../check';
import { Severity } from '../finding';
import { PROXY_CONFIG_FIELDS, proxyConfigsIn } from '../mesh-places';

/** See its title. */
export const privateKeyProvider = eachObject({
  code: 'CI1313',
  name: 'private-key-provider',
  title: 'What keeps private keys is named, and says how often it is asked.',
  severity: Severity.ERROR,
  kinds: [ANY],
  fields: PROXY_CONFIG_FIELDS,
  explanation: 'Istio refuses the MeshConfig, or the pod with such an annotation.',
  fix: 'write cryptomb or qat with a pollDelay',
  equivalents: ['IV-MC-033', 'IV-MC-058', 'IV-MC-059'],
  *object(object, view) {
    for (const { at } of proxyConfigsIn(object, view)) {
      const provider = at.at('privateKeyProvider');
      if (provider.fields === undefined) { continue; }
      const given = ['cryptomb', 'qat'].filter((name) => provider.at(name).fields !== undefined);
      if (given.length === 0) { yield provider.problem('has neither cryptomb nor qat; it must have one of them'); }
      for (const delay of given.map((name) => provider.at(name, 'pollDelay'))) {
        if (goDuration(delay.text ?? '0s') === 0n) { yield delay.mustBe('a duration other than 0, such as 2ms'); }
      }
    }
  },
});
