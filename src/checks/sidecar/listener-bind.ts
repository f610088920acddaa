import { ipAddressProblem, unixAddressProblem } from '../../model/go/addresses';
import { eachObject, type Report } from '../check';
import { Severity } from '../finding';
import { SOCKET, type SidecarListener, sidecarListeners } from '../sidecar-listeners';

/** See its title. */
export const listenerBind = eachObject({
  code: 'CI0742',
  name: 'listener-bind',
  title: 'A listener of a Sidecar listens on an IP address, or on a Unix domain socket for traffic that goes out.',
  severity: Severity.ERROR,
  kinds: ['Sidecar'],
  fields: ['port'],
  explanation: 'Istio takes an IP address for bind. With port 0, which only an egress listener may have, it takes unix:// and the path of a socket, whose traffic iptables cannot capture.',
  fix: 'correct bind, or leave it out beside a port',
  equivalents: ['IV-SC-007', 'IV-SC-024', 'IV-SC-025', 'IV-SC-026', 'IV-multi-021', 'IV-multi-022'],
  *object(sidecar) {
    for (const listener of sidecarListeners(sidecar)) {
      const { place, direction, number, bind } = listener;
      if (number === undefined || (place.at('bind').given && place.at('bind').text === undefined)) { continue; }
      if (direction === 'egress' && number === 0) {
        yield* onSocket(listener);
      } else if (bind !== '' && ipAddressProblem(bind) !== undefined) {
        yield place.at('bind').mustBe(`${ipAddressProblem(bind)}${direction === 'egress' ? `; for ${SOCKET} the port is 0` : ''}`);
      }
    }
  },
});

function* onSocket({ place, bind }: SidecarListener): Iterable<Report> {
  const path = bind.startsWith(SOCKET) ? unixAddressProblem(bind.slice(SOCKET.length)) : undefined;
  if (!bind.startsWith(SOCKET)) {
    yield place.at('bind').mustBe(`${SOCKET} and the path of a socket with port 0`, { fix: 'write the path, or the number of the port' });
  } else if (path !== undefined) {
    yield place.at('bind').mustBe(`${SOCKET} and ${path}`);
  }
  const mode = place.at('captureMode');
  if (mode.text === 'IPTABLES') { yield mode.mustBe('NONE, or left out, for a Unix domain socket', { fix: 'leave it out' }); }
}
