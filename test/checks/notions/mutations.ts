import type { randomOf } from '../structure/mutations';

/** What tells texts apart somewhere. */
const PIECES = [
  '', '.', '..', '*', '*.', '-', '_', '/', ':', '::', '%', '%25', '%2F', '%%', '[', ']', '(', ')', '{', '}', '{*}', '{**}', '"', '\'', '\\', '`', '#', '?', '@', '!',
  '&&', '||', '==', '=', '<', '+', ',', ' ', '\t', '\n', '\u0000', '\u007f', 'é', '😀', '0', '1', '9', '00', '255', '256', '65536', '2147483648', '0x1F', '1e5', '1u', 'a', 'A',
  'x', 'Z', 'ms', 's', 'h', 'n', 'true', 'in', 'null', 'has', 'as', 'r"', 'b\'', '"""', '\\u0041', '\\x41', '\\101', '//', 'a.b', 'a.b/c', '1.2.3.4', '::1', 'http://', '://',
  '"kty"', '"d":"AQ"', '"KTY":"EC"', '[1]', '.size()', 'x: 1', '\r\n', 'host', ':authority', 'outbound_', '~', '$', ';', '|', '^', '=', '==',
];

/** A text with one to three things changed; `other` is another one of its kind. */
export function changed(text: string, other: string, random: ReturnType<typeof randomOf>): string {
  let now = [...text];
  for (let more = 1 + random(3) * random(2); more > 0; more--) {
    const at = random(now.length + 1);
    const piece = [...PIECES[random(PIECES.length)]];
    switch (random(8)) {
      case 0: now.splice(at, 0, ...piece); break;
      case 1: now.splice(at, 1); break;
      case 2: now.splice(at, 1, ...piece); break;
      case 3: now = [...now.slice(0, at), ...[...other].slice(random([...other].length + 1))]; break;
      case 4: now.splice(at, random(4), ...now.slice(random(now.length + 1)).slice(0, 6)); break;
      case 5: now = [...now, ...piece]; break;
      case 6: now = [...piece, ...now]; break;
      default: now.splice(at, 1, ...(now[at] ?? '').toUpperCase());
    }
  }
  // Longer ones only cost time.
  return now.slice(0, 2000).join('');
}
