import { hostsMeet } from '../../model/hosts';
import { eachObject } from '../check';
import { Severity } from '../finding';
import { gatewaysOf } from '../routes';

/** See its title. */
export const boundToGateway = eachObject({
  code: 'CI0110',
  name: 'bound-to-gateway',
  title: 'A VirtualService for a host that a Gateway opens is bound to the Gateway.',
  severity: Severity.WARNING,
  kinds: ['VirtualService', 'Gateway'],
  explanation: 'Without gateways a VirtualService is for the sidecars of the mesh. The Gateway, which has no routes for the host, answers with 404.',
  fix: 'name the Gateway in gateways; add "mesh" there if sidecars are meant too',
  equivalents: ['GAP-25'],
  *object(object, view) {
    if (object.spec.at('gateways').items().length > 0) { return; }
    for (const host of object.spec.at('hosts').items()) {
      // A host of the mesh can be meant for the sidecars alone.
      if (host.text === undefined || host.text.startsWith('*') || view.services.exact(view.resolve(host.text, object)).length > 0) { continue; }
      const { text } = host;
      const open = view.ofKind('Gateway').find((gateway) => gateway.spec.at('servers').items()
        .some((server) => server.at('hosts').texts().some((entry) => entry.slice(entry.indexOf('/') + 1) !== '*' && hostsMeet(entry.slice(entry.indexOf('/') + 1), text))));
      if (open === undefined) { continue; }
      const isRouted = view.ofKind('VirtualService').some((other) => gatewaysOf(other, view).some(({ id }) => id === open.id)
        && other.spec.at('hosts').texts().some((one) => hostsMeet(one, text)));
      if (isRouted) { continue; }
      yield host.problem(`is ${JSON.stringify(text)}, which ${open.fullId} opens; gateways must name it`, { fix: `write gateways: [${open.id}]; add "mesh" if sidecars are meant too` });
    }
  },
});
