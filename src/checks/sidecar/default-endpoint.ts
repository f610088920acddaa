import { isPortText, splitHostPort, unixAddressProblem } from '../../model/go/addresses';
import { eachObject } from '../check';
import { Severity } from '../finding';
import { SOCKET } from '../sidecar-listeners';

const HOSTS: readonly string[] = ['', '127.0.0.1', '0.0.0.0', '::1', '::'];

/** See its title. */
export const defaultEndpoint = eachObject({
  code: 'CI0745',
  name: 'default-endpoint',
  title: 'The endpoint of an ingress listener is on the pod itself.',
  severity: Severity.ERROR,
  kinds: ['Sidecar'],
  fields: ['defaultEndpoint'],
  explanation: 'An ingress listener hands its traffic to the application: at a port of the loopback address or of the pod, or on a Unix domain socket. Istio refuses anything else.',
  fix: 'write 127.0.0.1: and the port of the application',
  equivalents: ['IV-SC-009', 'IV-SC-010', 'IV-SC-011', 'IV-multi-021', 'IV-multi-022'],
  *object({ spec }) {
    for (const listener of spec.at('ingress').items()) {
      const endpoint = listener.at('defaultEndpoint');
      if (endpoint.text === undefined || endpoint.text === '') { continue; }
      if (endpoint.text.startsWith(SOCKET)) {
        const allowed = unixAddressProblem(endpoint.text.slice(SOCKET.length));
        if (allowed !== undefined) { yield endpoint.mustBe(`${SOCKET} and ${allowed}`); }
        continue;
      }
      const parts = splitHostPort(endpoint.text);
      if (parts === undefined || !HOSTS.includes(parts.host) || !isPortText(parts.port)) {
        yield endpoint.mustBe(`127.0.0.1:PORT, 0.0.0.0:PORT, [::1]:PORT, [::]:PORT, or ${SOCKET} and a path`);
      }
    }
  },
});
