/**
 * The scheme of a URL as Go's `url.ParseRequestURI` and then `url.Parse` read it, empty for an absolute path; `undefined` if
 * one of them refuses the text. JavaScript's own `URL` mends what Go refuses.
 */
export function goUrlScheme(text: string): string | undefined {
  const asRequest = parse(text, true);
  if (asRequest === undefined) { return undefined; }
  const hash = text.indexOf('#');
  if (hash >= 0 && !isEscaped(text.slice(hash + 1))) { return undefined; }
  return parse(hash < 0 ? text : text.slice(0, hash), false);
}

function parse(text: string, viaRequest: boolean): string | undefined {
  // eslint-disable-next-line no-control-regex
  if (/[\x00-\x1f\x7f]/.test(text) || (text === '' && viaRequest)) { return undefined; }
  if (text === '*') { return ''; }
  if (text.startsWith(':')) { return undefined; }
  const [, scheme = ''] = /^([a-zA-Z][a-zA-Z0-9+.-]*):/.exec(text) ?? [];
  const [rest] = (scheme === '' ? text : text.slice(scheme.length + 1)).split('?', 1);
  if (!rest.startsWith('/')) {
    if (scheme !== '') { return scheme.toLowerCase(); }
    if (viaRequest || rest.split('/', 1)[0].includes(':')) { return undefined; }
  }
  let path = rest;
  if ((scheme !== '' || (!viaRequest && !rest.startsWith('///'))) && rest.startsWith('//')) {
    const end = rest.indexOf('/', 2);
    if (!isAuthority(end < 0 ? rest.slice(2) : rest.slice(2, end))) { return undefined; }
    path = end < 0 ? '' : rest.slice(end);
  }
  return isEscaped(path) ? scheme.toLowerCase() : undefined;
}

/** Whether each `%` is followed by two hexadecimal digits. */
function isEscaped(text: string): boolean {
  return !/%(?![0-9a-fA-F]{2})/.test(text);
}

function isAuthority(text: string): boolean {
  const at = text.lastIndexOf('@');
  const user = at < 0 ? '' : text.slice(0, at);
  return /^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(user) && isEscaped(user) && isHost(text.slice(at + 1));
}

function isHost(host: string): boolean {
  if (host.startsWith('[')) {
    const close = host.lastIndexOf(']');
    const [address, zone] = [host.slice(1, close).split('%25', 1)[0], host.slice(1, close).split('%25').slice(1).join('%25')];
    return close > 0 && /^(:\d*)?$/.test(host.slice(close + 1)) && isIpv6(address) && isEscaped(zone);
  }
  if (host.includes('[')) { return false; }
  const colon = host.lastIndexOf(':');
  if (colon >= 0 && !/^\d*$/.test(host.slice(colon + 1))) { return false; }
  // In a host, only bytes that are not ASCII may be escaped.
  return !/%(?![89a-fA-F][0-9a-fA-F])/.test(host) && !/[ \\^`{|}#/?@]/.test(host);
}

/** Go wants an address in brackets; which digits an address may have is seen to by its groups. */
function isIpv6(text: string): boolean {
  const dotted = /^(.*:)(\d{1,3}(?:\.\d{1,3}){3})$/.exec(text);
  const plain = dotted !== null && dotted[2].split('.').every((part) => Number(part) < 256) ? `${dotted[1]}0:0` : text;
  const halves = plain.split('::');
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  return halves.length <= 2 && groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))
    && (halves.length === 2 ? groups.length < 8 : groups.length === 8);
}
