import type { Report } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';
import { httpRoutes, saysSomething } from '../http-routes';
import { beyondStructure } from '../structure-index';

/** See its title. */
export const redirectValid = beyondStructure({
  code: 'CI0256',
  name: 'redirect-valid',
  title: 'A redirect says where to, with a code of 3xx.',
  severity: Severity.ERROR,
  kinds: ['VirtualService'],
  fields: ['redirect'],
  explanation: 'Istio refuses a redirect that changes nothing, one with uri and prefixRewrite, and one that replaces the prefix of a path '
    + 'that was not matched by prefix.',
  fix: 'write such a value, or leave the field out',
  equivalents: ['IV-VS-072', 'IV-VS-073', 'IV-VS-074', 'IV-VS-075', 'IV-VS-076', 'IV-VS-077'],
  *object(object) {
    for (const route of httpRoutes(object)) {
      if (route.at('redirect').fields !== undefined) { yield* inRedirect(route.at('redirect'), route.at('match').items()); }
    }
  },
});

function* inRedirect(redirect: Cursor, matches: readonly Cursor[]): Iterable<Report> {
  const [uri, prefix, code, scheme, port] = ['uri', 'prefixRewrite', 'redirectCode', 'scheme', 'port'].map((name) => redirect.at(name));
  if (saysSomething(uri) && saysSomething(prefix)) { yield redirect.problem('has uri and prefixRewrite; it must have one of them', { fix: 'keep one of them' }); }
  if (saysSomething(prefix)) {
    for (const match of matches) {
      if (match.at('uri').given && !match.at('uri', 'prefix').given) {
        yield match.at('uri').problem('is no prefix that the redirect could replace; it must be one', { fix: 'match by prefix, or redirect with uri' });
      }
    }
  }
  if (![uri, prefix, scheme, redirect.at('authority')].some(saysSomething) && !port.given && !redirect.at('derivePort').given) {
    yield redirect.problem('changes nothing; it must have uri, prefixRewrite, authority, scheme, port or derivePort', { fix: 'say where to' });
  }
  if (code.number !== undefined && code.number !== 0 && (code.number < 300 || code.number > 399)) { yield code.mustBe('between 300 and 399'); }
  if (scheme.text !== undefined && !['', 'http', 'https'].includes(scheme.text)) { yield scheme.mustBe('http or https'); }
  if (port.number !== undefined && port.number > 65535) { yield port.mustBe('between 1 and 65535'); }
}
