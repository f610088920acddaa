import { portProtocol } from '../../model/protocol';
import { eachObject } from '../check';
import { Severity } from '../finding';

const SYSTEM: ReadonlySet<string> = new Set(['kube-system', 'kube-public', 'kube-node-lease']);

/** See its title. */
export const portProtocolKnown = eachObject({
  code: 'CI0601',
  name: 'port-protocol-known',
  title: 'A port of a service says its protocol.',
  severity: Severity.INFO,
  kinds: ['Service'],
  fields: ['ports'],
  explanation: 'Istio learns the protocol of a port from its appProtocol or from its name up to the first "-" ("http-web", not "web-http"). '
    + 'Otherwise it waits to see what the client sends, which costs time and fails where the server speaks first.',
  fix: 'name the port "<protocol>" or "<protocol>-…", or set its appProtocol',
  equivalents: ['IST0118', 'KIA0601', 'KIA0602', 'IV-SV-001'],
  *object(service, view) {
    // What Kubernetes and Istio bring along, and what istiod makes of a Kubernetes Gateway, is not the app's to name.
    if (service.namespace === view.context.rootNamespace || SYSTEM.has(service.namespace) || service.labels['gateway.istio.io/managed'] !== undefined) { return; }
    if (service.labels.istio !== undefined || service.labels.release === 'istio' || service.spec.at('type').text === 'ExternalName') { return; }
    for (const port of service.spec.at('ports').items()) {
      const number = port.at('port').number;
      const appProtocol = port.at('appProtocol').text;
      if (number === undefined) { continue; }
      if (portProtocol({ number, name: port.at('name').text, transport: port.at('protocol').text, appProtocol }) !== undefined) { continue; }
      const allowed = 'a protocol that Istio knows, such as http, http2, grpc, tcp, tls, https, mongo, mysql or redis';
      yield appProtocol === undefined ? port.at('name').mustBe(`${allowed}, alone or before a "-"`) : port.at('appProtocol').mustBe(allowed);
    }
  },
});
