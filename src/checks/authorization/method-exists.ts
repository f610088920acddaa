import { eachObject } from '../check';
import { Severity } from '../finding';
import { matchesPattern } from '../service-accounts';

/** The methods of HTTP, WebDAV's and those of caches included. */
const METHODS: readonly string[] = [
  'GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE',
  'PROPFIND', 'PROPPATCH', 'MKCOL', 'COPY', 'MOVE', 'LOCK', 'UNLOCK', 'REPORT', 'SEARCH', 'QUERY', 'PURGE', 'BAN',
];

/** See its title. */
export const methodExists = eachObject({
  code: 'CI1086',
  name: 'method-exists',
  title: 'A method in an AuthorizationPolicy is one of HTTP.',
  severity: Severity.WARNING,
  kinds: ['AuthorizationPolicy'],
  fields: ['methods', 'notMethods'],
  explanation: 'No request has a method that is misspelt: the rule never matches. The requests of gRPC have the method POST, and the name of what is called in the path.',
  fix: 'correct it; for gRPC write paths: ["/package.Service/Method"]',
  equivalents: ['KIA0102'],
  *object({ spec }) {
    for (const operation of spec.at('rules').items().flatMap((rule) => rule.at('to').items()).map((to) => to.at('operation'))) {
      for (const place of [...operation.at('methods').items(), ...operation.at('notMethods').items()]) {
        const { text } = place;
        // How it is written, capitals and all, another check tells.
        if (text === undefined || text === '' || METHODS.some((method) => matchesPattern(method, text.trim().toUpperCase()))) { continue; }
        yield place.mustBe('a method of HTTP, such as GET');
      }
    }
  },
});
