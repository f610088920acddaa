import { isHttp } from '../../model/protocol';
import { eachObject } from '../check';
import { Severity } from '../finding';
import { isForMesh } from '../routes';

/** See its title. */
export const httpRoutesNeedHttp = eachObject({
  code: 'CI0109',
  name: 'http-routes-need-http',
  title: 'HTTP routes are for a host with a port that carries HTTP.',
  severity: Severity.WARNING,
  kinds: ['VirtualService', 'Service', 'ServiceEntry'],
  fields: ['http'],
  explanation: 'Istio learns the protocol of a port from its appProtocol or from its name up to the first "-". On a port of another protocol the proxies '
    + 'see bytes, not requests: HTTP routes, retries and timeouts are ignored.',
  fix: 'name the port "http…" or "grpc…" or set its appProtocol, or write tcp routes',
  equivalents: ['GAP-10'],
  *object(object, view) {
    if (!isForMesh(object) || object.spec.at('http').items().length === 0) { return; }
    for (const place of object.spec.at('hosts').items()) {
      const ports = view.services.visible(view.resolve(place.text ?? '', object), [object.namespace])[0]?.ports ?? [];
      if (ports.length === 0 || ports.some(({ protocol }) => protocol === undefined || isHttp(protocol))) { continue; }
      const shown = ports.map(({ name, number, protocol }) => `${name === '' ? number : name} (${protocol})`).join(', ');
      yield place.problem(`is ${JSON.stringify(place.text)}, whose ports are ${shown}; one of them must carry HTTP for the http routes to have an effect`);
    }
  },
});
