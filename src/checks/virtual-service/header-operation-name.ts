import { headerNameProblem, requestHeaderNameProblem } from '../../model/go/headers';
import type { Report } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';
import { httpRoutes } from '../http-routes';
import { beyondStructure } from '../structure-index';

/** See its title. */
export const headerOperationName = beyondStructure({
  code: 'CI0250',
  name: 'header-operation-name',
  title: 'Routes change headers that may be changed.',
  severity: Severity.ERROR,
  kinds: ['VirtualService'],
  fields: ['request', 'response'],
  isRefusedByConstructs: true,
  explanation: 'Names that begin with ":" and Host are no headers that can be removed, or that responses have. In requests, Host and :authority can be set. '
    + 'Istio refuses the rest.',
  fix: 'name another header; rewrite changes the path and the host of a request',
  equivalents: ['IV-VS-046', 'IV-VS-047', 'IV-VS-048', 'IV-VS-049'],
  *object(object) {
    for (const route of httpRoutes(object)) {
      yield* inHeaders(route.at('headers'));
      for (const target of route.at('route').items()) { yield* inHeaders(target.at('headers')); }
    }
  },
});

function* inHeaders(headers: Cursor): Iterable<Report> {
  for (const side of ['request', 'response']) {
    const problem = side === 'request' ? requestHeaderNameProblem : headerNameProblem;
    for (const operation of ['add', 'set']) {
      for (const [name, value] of headers.at(side, operation).entries()) {
        const allowed = problem(name);
        if (allowed !== undefined) { yield value.problem(`has a name that cannot be ${operation === 'add' ? 'added' : 'set'}; it must be ${allowed}`); }
      }
    }
    for (const name of headers.at(side, 'remove').items()) {
      const allowed = name.text === undefined ? undefined : headerNameProblem(name.text);
      if (allowed !== undefined) { yield name.mustBe(allowed); }
    }
  }
}
