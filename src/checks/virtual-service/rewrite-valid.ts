import { Severity } from '../finding';
import { httpRoutes, saysSomething } from '../http-routes';
import { beyondStructure } from '../structure-index';

/** See its title. */
export const rewriteValid = beyondStructure({
  code: 'CI0259',
  name: 'rewrite-valid',
  title: 'A rewrite changes the path in one way, or the host.',
  severity: Severity.ERROR,
  kinds: ['VirtualService'],
  fields: ['rewrite'],
  explanation: 'Istio refuses a rewrite that changes nothing, one with uri and uriRegexRewrite, and a uriRegexRewrite without match or rewrite.',
  fix: 'write such a value, or leave the field out',
  equivalents: ['IV-VS-085', 'IV-VS-086', 'IV-VS-087'],
  *object(object) {
    for (const route of httpRoutes(object)) {
      const rewrite = route.at('rewrite');
      if (rewrite.fields === undefined) { continue; }
      const [uri, regex, authority] = ['uri', 'uriRegexRewrite', 'authority'].map((name) => rewrite.at(name));
      if (saysSomething(uri) && regex.given) { yield rewrite.problem('has uri and uriRegexRewrite; it must have one of them', { fix: 'keep one of them' }); }
      if (!saysSomething(uri) && !regex.given && !saysSomething(authority)) {
        yield rewrite.problem('changes nothing; it must have uri, uriRegexRewrite or authority', { fix: 'say what is changed, or leave rewrite out' });
      }
      if (regex.fields === undefined) { continue; }
      for (const field of ['match', 'rewrite']) {
        if (!saysSomething(regex.at(field))) { yield regex.at(field).mustBe('given'); }
      }
    }
  },
});
