import { closest } from '../../model/closest';
import { ANY, eachObject } from '../check';
import { Severity } from '../finding';
import { isCode, suppressedCode } from '../suppression';

/** See its title. */
export const suppressionCode = eachObject({
  code: 'CI0061',
  name: 'suppression-code',
  title: 'An annotation that silences a finding names a code that there is.',
  severity: Severity.WARNING,
  kinds: [ANY],
  fields: ['annotations'],
  explanation: 'No finding has this code, so that the annotation silences nothing. Of codes of a policy pack that is not given nobody can tell.',
  fix: 'take the code from the finding',
  equivalents: [],
  *object(object, { codes }) {
    for (const [annotation, place] of object.root.at('metadata', 'annotations').entries()) {
      const code = suppressedCode(annotation);
      if (code === undefined || !isCode(code) || codes.includes(code)) { continue; }
      const alike = codes.filter((other) => lettersOf(other) === lettersOf(code));
      if (alike.length === 0) { continue; }
      const [nearest] = closest(code, alike);
      yield place.problem(`names ${code}; it must be the code of a check`, { fix: `is ${nearest} meant?` });
    }
  },
});

function lettersOf(code: string): string {
  return code.replace(/\d+$/, '');
}
