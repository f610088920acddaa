import { grpcStatusProblem } from '../../model/go/http';
import type { Report } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';
import { httpRoutes } from '../http-routes';
import { beyondStructure } from '../structure-index';

/** See its title. */
export const faultValid = beyondStructure({
  code: 'CI0254',
  name: 'fault-valid',
  title: 'A fault delays or aborts requests in a way that Envoy knows.',
  severity: Severity.ERROR,
  kinds: ['VirtualService'],
  fields: ['fault'],
  explanation: 'Istio refuses a fault without delay and abort, a status that is none, exponential delays and HTTP/2 errors. '
    + 'It takes the status 600, which Envoy refuses together with all routes. An abort without a status does nothing.',
  fix: 'write such a value, or leave the field out',
  equivalents: ['IV-VS-058', 'IV-VS-059', 'IV-VS-060', 'IV-VS-061', 'IV-VS-062', 'IV-VS-063', 'IV-VS-064', 'GAP-29'],
  *object(object) {
    for (const route of httpRoutes(object)) {
      const fault = route.at('fault');
      if (fault.fields === undefined) { continue; }
      const [abort, delay] = [fault.at('abort'), fault.at('delay')];
      if (!abort.given && !delay.given) { yield fault.problem('has neither delay nor abort; it must have one of them', { fix: 'add one, or leave fault out' }); }
      if (abort.fields !== undefined) { yield* inAbort(abort); }
      if (delay.at('exponentialDelay').given) { yield delay.at('exponentialDelay').problem('is not supported; it must be fixedDelay', { fix: 'write fixedDelay' }); }
      yield* inShare(abort.at('percentage', 'value'));
      yield* inShare(delay.at('percentage', 'value'));
    }
  },
});

function* inAbort(abort: Cursor): Iterable<Report> {
  const [status, grpc, http2] = ['httpStatus', 'grpcStatus', 'http2Error'].map((name) => abort.at(name));
  if (status.number !== undefined && (status.number < 200 || status.number > 599)) { yield status.mustBe('between 200 and 599'); }
  const allowed = grpc.text === undefined ? undefined : grpcStatusProblem(grpc.text);
  if (allowed !== undefined) { yield grpc.mustBe(allowed); }
  if (http2.given) { yield http2.problem('is not supported; it must be httpStatus or grpcStatus', { fix: 'write one of them' }); }
  if (!status.given && !grpc.given && !http2.given) {
    yield abort.problem('has no status and does nothing; it must have httpStatus or grpcStatus', { severity: Severity.WARNING, fix: 'add one, or leave abort out' });
  }
}

function* inShare(value: Cursor): Iterable<Report> {
  const { number } = value;
  if (number !== undefined && (number < 0 || number > 100 || (number > 0 && number < 0.0001))) { yield value.mustBe('0, or between 0.0001 and 100'); }
}
