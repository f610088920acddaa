import { isHttp } from '../../model/protocol';
import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const httpPoolNeedsHttp = eachObject({
  code: 'CI0751',
  name: 'http-pool-needs-http',
  title: 'A connection pool with limits for HTTP is that of a listener for HTTP.',
  severity: Severity.WARNING,
  kinds: ['Sidecar'],
  fields: ['connectionPool'],
  explanation: 'Where Istio does not take the traffic for HTTP by the protocol of the port, there are no requests to limit: only tcp has an effect. It warns of it.',
  fix: 'make the protocol HTTP, HTTP2 or GRPC, or limit tcp',
  equivalents: ['IV-SC-019'],
  *object({ spec }) {
    for (const listener of spec.at('ingress').items()) {
      const [http, protocol] = [listener.at('connectionPool', 'http'), listener.at('port', 'protocol').text ?? ''];
      if (http.fields === undefined || listener.at('port').fields === undefined || isHttp(protocol.toUpperCase())) { continue; }
      yield http.problem(`has no effect with ${protocol === '' ? 'a port without protocol' : `protocol ${protocol}`}; it must be left out`);
    }
  },
});
