import { retryConditionProblem } from '../../model/go/http';
import { Severity } from '../finding';
import { httpRoutes } from '../http-routes';
import { beyondStructure } from '../structure-index';

/** See its title. */
export const retriesValid = beyondStructure({
  code: 'CI0258',
  name: 'retries-valid',
  title: 'Retries are made on conditions that Envoy knows, and say no more where there are none.',
  severity: Severity.ERROR,
  kinds: ['VirtualService'],
  fields: ['attempts', 'retryOn'],
  explanation: 'Istio refuses unknown names in retryOn (a blank after a comma is part of the name), negative attempts, '
    + 'and 0 attempts, which switches retries off, beside other settings of them.',
  fix: 'write such a value, or leave the field out',
  equivalents: ['IV-VS-081', 'IV-VS-082', 'IV-VS-084'],
  *object(object) {
    for (const route of httpRoutes(object)) {
      const retries = route.at('retries');
      if (retries.fields === undefined) { continue; }
      const [attempts, on] = [retries.at('attempts'), retries.at('retryOn')];
      if (attempts.number !== undefined && attempts.number < 0) { yield attempts.mustBe('0 or more'); }
      if (attempts.number === 0) {
        const beside = ['perTryTimeout', 'retryOn', 'retryRemoteLocalities'].filter((name) => retries.at(name).given && retries.at(name).json !== '');
        if (beside.length > 0) { yield attempts.mustBe(`at least 1, as ${beside.join(', ')} ${beside.length > 1 ? 'are' : 'is'} set`, { fix: 'set attempts, or leave the rest out' }); }
      }
      if (on.text === undefined || on.text === '') { continue; }
      for (const one of on.text.split(',')) {
        const allowed = retryConditionProblem(one);
        if (allowed !== undefined) { yield on.problem(`has ${JSON.stringify(one)}; it must be ${allowed}`); }
      }
    }
  },
});
