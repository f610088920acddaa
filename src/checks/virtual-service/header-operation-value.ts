import { headerValueProblem } from '../../model/go/headers';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';
import { httpRoutes } from '../http-routes';
import { beyondStructure } from '../structure-index';

/** See its title. */
export const headerOperationValue = beyondStructure({
  code: 'CI0251',
  name: 'header-operation-value',
  title: 'Values of headers that routes write are texts that Envoy can read.',
  severity: Severity.ERROR,
  kinds: ['VirtualService'],
  fields: ['request', 'response'],
  explanation: 'In these values Envoy replaces commands between "%", such as %REQ(:path)% or %DOWNSTREAM_REMOTE_ADDRESS%. Istio refuses a "%" that is not '
    + 'closed, arguments that are not well-formed, and control characters.',
  fix: 'write %% for a percent sign, and close each command with "%"',
  equivalents: ['IV-VS-050', 'IV-VS-051', 'IV-VS-106', 'IV-VS-107', 'IV-VS-108', 'IV-VS-109', 'IV-VS-110', 'IV-VS-111'],
  *object(object) {
    for (const route of httpRoutes(object)) {
      for (const headers of [route.at('headers'), ...route.at('route').items().map((target) => target.at('headers'))]) {
        for (const value of written(headers)) {
          const allowed = value.text === undefined ? undefined : headerValueProblem(value.text);
          if (allowed !== undefined) { yield value.mustBe(allowed); }
        }
      }
    }
  },
});

function written(headers: Cursor): Cursor[] {
  if (!headers.given) { return []; }
  return ['request', 'response'].flatMap((side) => ['add', 'set'].flatMap((operation) => headers.at(side, operation).entries().map(([, value]) => value)));
}
