import type { Cursor } from '../cursor';
import { Severity } from '../finding';
import { httpRoutes } from '../http-routes';
import { beyondStructure } from '../structure-index';

const LARGE = 100 * 1024;
const LARGEST = 1024 * 1024;

/** See its title. */
export const directResponseValid = beyondStructure({
  code: 'CI0257',
  name: 'direct-response-valid',
  title: 'A direct response has a status from 200 to 599 and a small body.',
  severity: Severity.ERROR,
  kinds: ['VirtualService'],
  fields: ['directResponse'],
  explanation: 'Istio refuses another status, and a body over 1 MiB; it warns of one over 100 KiB, because every proxy gets a copy. '
    + 'It takes the status 600, which Envoy refuses together with all routes.',
  fix: 'write such a value, or leave the field out',
  equivalents: ['IV-VS-062', 'IV-VS-078', 'IV-VS-079', 'IV-VS-080', 'GAP-29'],
  *object(object) {
    for (const route of httpRoutes(object)) {
      const response = route.at('directResponse');
      if (response.fields === undefined) { continue; }
      const status = response.at('status');
      if (status.number !== undefined && (status.number < 200 || status.number > 599)) { yield status.mustBe('between 200 and 599'); }
      const size = bytesOf(response.at('body'));
      if (size > LARGE) {
        yield response.at('body').problem(`has ${size} bytes; it must have at most ${LARGE}`, {
          severity: size > LARGEST ? Severity.ERROR : Severity.WARNING,
          fix: 'let a service answer with it',
        });
      }
    }
  },
});

function bytesOf(body: Cursor): number {
  const [text, base64] = [body.at('string').text, body.at('bytes').text];
  if (text !== undefined) { return Buffer.byteLength(text); }
  return base64 === undefined ? 0 : Math.floor(base64.replace(/[=\s]/g, '').length * 3 / 4);
}
