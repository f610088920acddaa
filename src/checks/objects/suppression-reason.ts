import { ANY, eachObject } from '../check';
import { Severity } from '../finding';
import { isCode, suppressedCode } from '../suppression';

/** See its title. */
export const suppressionReason = eachObject({
  code: 'CI0025',
  name: 'suppression-reason',
  title: 'An annotation that silences a finding names a code and a reason.',
  severity: Severity.WARNING,
  kinds: [ANY],
  fields: ['annotations'],
  explanation: 'Without a reason nobody can tell later whether the finding may still be silenced. Until there is one, it is not.',
  fix: 'write why the finding does not matter here',
  equivalents: [],
  *object(object) {
    for (const [key, reason] of object.root.at('metadata', 'annotations').entries()) {
      const code = suppressedCode(key);
      if (code === undefined) { continue; }
      if (!isCode(code)) {
        yield reason.problem(`names the code ${JSON.stringify(code)}; it must be "CI" and four digits, or the code of a policy pack`, { fix: 'take the code from the finding' });
      } else if ((reason.text ?? '').trim() === '') {
        yield reason.mustBe('a text that is not empty');
      }
    }
  },
});
