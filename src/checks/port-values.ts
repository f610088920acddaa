import type { Report } from './check';
import type { Cursor } from './cursor';
import { portNameProblem } from '../model/go/host-names';
import { parseProtocol, PROTOCOLS } from '../model/protocol';

/** What Istio's webhook refuses of the name of a port (`ValidatePortName`); an empty one may stand for none. */
export function* portNameReports(port: Cursor, mayBeEmpty: boolean): Iterable<Report> {
  const name = port.at('name');
  const allowed = name.text === undefined || (mayBeEmpty && name.text === '') ? undefined : portNameProblem(name.text);
  if (allowed !== undefined) { yield name.mustBe(allowed); }
}

/** What Istio's webhook refuses of the protocol of a port; none is left to be found out (`ValidateProtocol`). */
export function* portProtocolReports(port: Cursor): Iterable<Report> {
  const protocol = port.at('protocol');
  if (protocol.text !== undefined && protocol.text !== '' && parseProtocol(protocol.text) === undefined) {
    yield protocol.mustBe(`one of ${PROTOCOLS.join(', ')}`);
  }
}
