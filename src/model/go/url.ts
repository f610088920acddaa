/** URLs as Go's `net/url` reads them. JavaScript's own `URL` mends what Go refuses. */

import { isIpv6 } from './addresses';

/** What Go makes of a URL, as far as somebody asks. */
export interface GoUrl {
  /** In lower case; empty for a path. */
  readonly scheme: string;
  /** The host and port as they stand, without a user; empty if there is none. */
  readonly host: string;
}

/** The URL as `url.Parse` reads it; `undefined` if it refuses the text. */
export function goUrl(text: string): GoUrl | undefined {
  const hash = text.indexOf('#');
  if (hash >= 0 && !isEscaped(text.slice(hash + 1))) { return undefined; }
  return parse(hash < 0 ? text : text.slice(0, hash), false);
}

/** The scheme of a URL that both `url.ParseRequestURI` and `url.Parse` read, empty for an absolute path; `undefined` if one does not. */
export function goUrlScheme(text: string): string | undefined {
  return parse(text, true) === undefined ? undefined : goUrl(text)?.scheme;
}

/** For the address of a set of keys (`security.ParseJwksURI`): what is allowed; `undefined`, if the text is. */
export function jwksUriProblem(text: string): string | undefined {
  const url = goUrl(text);
  const [, port = ''] = /:(\d*)$/.exec(url?.host ?? '') ?? [];
  return url !== undefined && ['http', 'https'].includes(url.scheme) && (port === '' || BigInt(port) < 2n ** 63n) ? undefined
    : 'a URL that begins with https:// or http://';
}

/** For the address of a Wasm module (`validateWasmPluginURL`), where `http://` may be left out. */
export function moduleUrlProblem(text: string): string | undefined {
  const scheme = text === '' ? undefined : goUrlScheme(text) ?? (parse(text, true) === undefined ? goUrlScheme(`http://${text}`) : undefined);
  return scheme !== undefined && ['', 'file', 'http', 'https', 'oci'].includes(scheme) ? undefined
    : 'a URL that begins with oci://, https://, http:// or file://, or the name of an OCI image';
}

/** For a path before others (`pathPrefix` of an authorization service); empty is none. */
export function urlPathProblem(text: string): string | undefined {
  return text === '' || (text.startsWith('/') && goUrl(text) !== undefined) ? undefined : 'a path that begins with "/"';
}

function parse(text: string, viaRequest: boolean): GoUrl | undefined {
  // eslint-disable-next-line no-control-regex
  if (/[\x00-\x1f\x7f]/.test(text) || (text === '' && viaRequest)) { return undefined; }
  if (text === '*') { return { scheme: '', host: '' }; }
  if (text.startsWith(':')) { return undefined; }
  const [, written = ''] = /^([a-zA-Z][a-zA-Z0-9+.-]*):/.exec(text) ?? [];
  const scheme = written.toLowerCase();
  const [rest] = (scheme === '' ? text : text.slice(scheme.length + 1)).split('?', 1);
  if (!rest.startsWith('/')) {
    if (scheme !== '') { return { scheme, host: '' }; }
    if (viaRequest || rest.split('/', 1)[0].includes(':')) { return undefined; }
  }
  if (!rest.startsWith('//') || (scheme === '' && (viaRequest || rest.startsWith('///')))) {
    return isEscaped(rest) ? { scheme, host: '' } : undefined;
  }
  const end = rest.indexOf('/', 2);
  const authority = end < 0 ? rest.slice(2) : rest.slice(2, end);
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  return isUser(authority.slice(0, Math.max(authority.lastIndexOf('@'), 0))) && isHost(host, scheme) && isEscaped(end < 0 ? '' : rest.slice(end))
    ? { scheme, host } : undefined;
}

/** Whether each `%` is followed by two hexadecimal digits. */
function isEscaped(text: string): boolean {
  return !/%(?![0-9a-fA-F]{2})/.test(text);
}

function isUser(user: string): boolean {
  return /^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(user) && isEscaped(user);
}

/** What may not stand in a host, and not in a zone. Of ASCII only "%" may be escaped. */
const NOT_IN_HOST = /[ \\^`{|}#/?@]|%(?!25|[89a-fA-F][0-9a-fA-F])/;
const NOT_IN_ZONE = /[ \\^`{|}#/?@]|%(?!2[0-24-9a-eA-E]|3[0-9a-eA-E]|4[1-9a-fA-F]|5[0-9aAbBdDfF]|6[1-9a-fA-F]|7[0-9aAeE])/;

function isHost(host: string, scheme: string): boolean {
  if (host.startsWith('[') && host.lastIndexOf('[') === 0) {
    const close = host.lastIndexOf(']');
    const name = host.slice(1, close);
    const zone = name.indexOf('%25');
    const isZone = zone < 0 || (zone + 3 < name.length && !NOT_IN_ZONE.test(name.slice(zone)));
    return close > 0 && /^(:\d*)?$/.test(host.slice(close + 1)) && isIpv6(zone < 0 ? name : name.slice(0, zone)) && isZone;
  }
  // A host of http is not a list of hosts with ports.
  const colon = scheme === 'http' || scheme === 'https' ? host.indexOf(':') : host.lastIndexOf(':');
  return !host.includes('[') && (colon < 0 || /^\d*$/.test(host.slice(colon + 1))) && !NOT_IN_HOST.test(host);
}
