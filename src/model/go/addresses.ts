/**
 * Addresses as Go's `net/netip` and Istio's webhook take them. The functions named `…Problem` return what is allowed;
 * `undefined`, if the text is.
 */

import { fqdnProblem } from './host-names';

/** Whether the text is an IPv4 address: four numbers up to 255 without leading zeros. */
export function isIpv4(text: string): boolean {
  return /^(?:\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])(?:\.(?:\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])){3}$/.test(text);
}

/** Whether the text is an IPv6 address without a zone. */
export function isIpv6(text: string): boolean {
  let rest = text;
  let groups = 8;
  const colon = text.lastIndexOf(':');
  if (text.includes('.')) {
    if (!isIpv4(text.slice(colon + 1)) || colon < 0) { return false; }
    rest = text.slice(0, colon + 1).replace(/([^:]):$/, '$1');
    groups = 6;
  }
  const halves = rest.split('::');
  if (halves.length > 2 || (rest === '' && groups === 6)) { return false; }
  const found = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  if (!found.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) { return false; }
  return halves.length === 2 ? found.length < groups : found.length === groups;
}

/** Whether the text is an IP address, IPv6 perhaps with a zone (`netip.ParseAddr`). */
export function isIpAddress(text: string): boolean {
  const zone = text.indexOf('%');
  return isIpv4(text) || isIpv6(zone < 0 || zone === text.length - 1 ? text : text.slice(0, zone));
}

/** Whether the text is a range such as `10.0.0.0/8` (`netip.ParsePrefix`). */
export function isCidr(text: string): boolean {
  const slash = text.lastIndexOf('/');
  const [address, bits] = [text.slice(0, slash), text.slice(slash + 1)];
  if (slash < 0 || !/^(?:0|[1-9]\d{0,2})$/.test(bits)) { return false; }
  return isIpv4(address) ? Number(bits) <= 32 : isIpv6(address) && Number(bits) <= 128;
}

/** Whether the text is an address or, with one "/", a range (`ValidateIPSubnet`). */
export function isIpOrCidr(text: string): boolean {
  return text.split('/').length === 2 ? isCidr(text) : isIpAddress(text);
}

/** For an address (`ValidateIPAddress`). */
export function ipAddressProblem(text: string): string | undefined {
  return isIpAddress(text) ? undefined : 'an IP address';
}

/** For an address or range (`ValidateIPSubnet`, `security.ValidateIPs`). */
export function ipOrCidrProblem(text: string): string | undefined {
  return isIpOrCidr(text) ? undefined : 'an IP address, or a range such as 10.0.0.0/8';
}

/** For the path of a Unix domain socket, without the `unix://` before it (`ValidateUnixAddress`). */
export function unixAddressProblem(text: string): string | undefined {
  return text.startsWith('@') || (text.startsWith('/') && !text.endsWith('/')) ? undefined
    : 'an absolute path to a file, or "@" and the name of an abstract socket';
}

/** The host and port in `host:port` or `[host]:port` (`net.SplitHostPort`); `undefined`, if the text is neither. */
export function splitHostPort(text: string): { host: string; port: string } | undefined {
  const [, bracketed, plain, port] = /^(?:\[([^[\]]*)\]|([^:[\]]*)):([^:[\]]*)$/s.exec(text) ?? [];
  return port === undefined ? undefined : { host: bracketed ?? plain, port };
}

/** Whether the text is a port number as Go's `Atoi` reads it, from 1 to 65535. */
export function isPortText(text: string): boolean {
  return /^\+?\d+$/.test(text) && Number(text) >= 1 && Number(text) <= 65535;
}

/** For `host:port`, where the host is a DNS name or an IP address (`ValidateProxyAddress`). */
export function hostPortProblem(text: string): string | undefined {
  const split = splitHostPort(text);
  return split !== undefined && isPortText(split.port) && (fqdnProblem(split.host) === undefined || isIpAddress(split.host)) ? undefined
    : 'a DNS name or an IP address, ":" and a port, such as istiod.istio-system.svc:15012';
}
