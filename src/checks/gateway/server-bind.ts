import { ipAddressProblem, unixAddressProblem } from '../../model/go/addresses';
import { eachObject } from '../check';
import { Severity } from '../finding';

const SOCKET = 'unix://';

/** See its title. */
export const serverBind = eachObject({
  code: 'CI0444',
  name: 'server-bind',
  title: 'A server of a Gateway listens on an IP address or on a Unix domain socket.',
  severity: Severity.ERROR,
  kinds: ['Gateway'],
  fields: ['bind'],
  explanation: 'It is an address of the pod, or unix:// and the path of a socket or "@" and its abstract name. A socket has no port, so its number is 0.',
  fix: 'correct bind, or leave it out for all addresses',
  equivalents: ['IV-GW-019', 'IV-GW-020', 'IV-multi-021', 'IV-multi-022'],
  *object({ spec }) {
    for (const server of spec.at('servers').items()) {
      const bind = server.at('bind');
      if (bind.text === undefined || bind.text === '') { continue; }
      if (!bind.text.startsWith(SOCKET)) {
        const allowed = ipAddressProblem(bind.text);
        if (allowed !== undefined) { yield bind.mustBe(`${allowed}, or ${SOCKET} and a path`); }
        continue;
      }
      const allowed = unixAddressProblem(bind.text.slice(SOCKET.length));
      if (allowed !== undefined) { yield bind.mustBe(`${SOCKET} and ${allowed}`); }
      const number = server.at('port', 'number');
      if (number.number !== undefined && number.number !== 0) { yield number.mustBe('0 for a Unix domain socket'); }
    }
  },
});
