import { regexProblem } from '../../model/re2';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';
import { httpRoutes, matchTexts } from '../http-routes';
import { beyondStructure } from '../structure-index';

const LONGEST = 1024;

/** See its title. */
export const regexValid = beyondStructure({
  code: 'CI0246',
  name: 'regex-valid',
  title: 'Regular expressions of a VirtualService are ones of RE2, of at most 1024 bytes.',
  severity: Severity.ERROR,
  kinds: ['VirtualService'],
  fields: ['regex', 'uriRegexRewrite'],
  isRefusedByConstructs: true,
  explanation: 'Istio and Envoy read RE2, which has no look-ahead and no back-references. Istio refuses what it cannot read, and what is longer.',
  fix: 'write it in the syntax of RE2 (https://github.com/google/re2/wiki/Syntax)',
  equivalents: ['IV-VS-039', 'IV-VS-040', 'IV-VS-054'],
  *object(object) {
    for (const { text, of } of matchTexts(object)) {
      const regex = text.at('regex');
      // It is no regular expression there, and stands for any value.
      if (of !== 'withoutHeaders' || regex.text !== '*') { yield* read(regex); }
    }
    for (const route of httpRoutes(object)) {
      yield* read(route.at('rewrite', 'uriRegexRewrite', 'match'));
      for (const origin of route.at('corsPolicy', 'allowOrigins').items()) { yield* read(origin.at('regex')); }
    }
  },
});

function* read(place: Cursor) {
  const { text } = place;
  if (text === undefined || text === '') { return; }
  if (Buffer.byteLength(text) > LONGEST) {
    yield place.problem(`has ${Buffer.byteLength(text)} bytes; it must have at most ${LONGEST}`, { fix: 'write a shorter one, or several matches' });
    return;
  }
  const problem = regexProblem(text);
  if (problem !== undefined) { yield place.mustBe(`a regular expression of RE2 (${problem})`); }
}
