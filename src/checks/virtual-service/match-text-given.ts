import { Severity } from '../finding';
import { matchTexts } from '../http-routes';
import { beyondStructure } from '../structure-index';

/** See its title. */
export const matchTextGiven = beyondStructure({
  code: 'CI0247',
  name: 'match-text-given',
  title: 'What a match compares with is not empty.',
  severity: Severity.ERROR,
  kinds: ['VirtualService'],
  fields: ['regex', 'prefix'],
  isRefusedByConstructs: true,
  explanation: 'Istio refuses an empty regex, and an empty prefix of anything but a path. To ask only that a header is there, write {}.',
  fix: 'write the text, or leave the field out',
  equivalents: ['IV-VS-037', 'IV-VS-038'],
  *object(object) {
    for (const { text, of } of matchTexts(object)) {
      if (text.at('regex').text === '') { yield text.at('regex').mustBe('a regular expression'); }
      if (of !== 'uri' && text.at('prefix').text === '') { yield text.at('prefix').mustBe('a text of at least one character'); }
    }
  },
});
