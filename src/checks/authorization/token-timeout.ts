import { durationProblem, goDuration } from '../../model/go/durations';
import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const tokenTimeout = eachObject({
  code: 'CI1064',
  name: 'token-timeout',
  title: 'The timeout of a rule of a RequestAuthentication is in whole milliseconds.',
  severity: Severity.ERROR,
  kinds: ['RequestAuthentication'],
  fields: ['timeout'],
  explanation: 'It says how long fetching the keys may take. Istio refuses parts of milliseconds.',
  fix: 'round it to milliseconds',
  equivalents: ['IV-RA-011'],
  *object(authentication) {
    for (const rule of authentication.spec.at('jwtRules').items()) {
      const timeout = rule.at('timeout');
      // What is shorter, or no duration, the definition of the kind refuses.
      if (timeout.text === undefined || (goDuration(timeout.text) ?? 0n) < 1_000_000n) { continue; }
      const allowed = durationProblem(timeout.text);
      if (allowed !== undefined) { yield timeout.mustBe(allowed); }
    }
  },
});
