import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const retriesNeedAttempts = eachObject({
  code: 'CI0207',
  name: 'retries-need-attempts',
  title: 'Retries say how many attempts there are.',
  severity: Severity.ERROR,
  kinds: ['VirtualService'],
  fields: ['retries'],
  explanation: 'Attempts that are not given are 0: the block switches off even the two retries that Istio makes by default.',
  fix: 'set attempts; 0 says that there are to be no retries',
  equivalents: ['GAP-03', 'IV-VS-082'],
  *object(object) {
    for (const route of object.spec.at('http').items()) {
      const retries = route.at('retries');
      if (retries.fields !== undefined && !retries.at('attempts').given) { yield retries.at('attempts').mustBe('given'); }
    }
  },
});
