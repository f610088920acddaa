import { isIP } from 'node:net';
import type { Field } from '../model/field';

/*
 * What Istio takes as a host, a gateway's host, a gateway's name or a subnet: the rules of its webhook.
 * Its labels may hold capitals, unlike Kubernetes' names.
 */

const LABEL = /^[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?$/;
const WILDCARD_LABEL = /^(\*|(\*|\*-)?[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?)$/;
/** The SNI of traffic between networks: `outbound_.80_.v1_.reviews.shop.svc.cluster.local`. */
const OUTBOUND_SNI = /^outbound_\.[0-9][^_]*_\.[^_]*_\.[a-zA-Z][^_]*$/;

const HOST = 'a DNS name, with a wildcard at most in its first label (reviews, *.example.com)';
const FQDN = 'a DNS name without wildcards (gateway.example.com)';

/** Whether Istio takes the text as one label of a DNS name. */
export function isLabel(text: string): boolean {
  return text.length <= 63 && LABEL.test(text);
}

/** A label as Istio takes it: the name of a subset, for example. */
export function requireLabel(text: string, field: Field): string {
  if (isLabel(text)) { return text; }
  throw field.error(text, 'letters, digits and "-", with a letter or digit at both ends, at most 63 characters');
}

/** A DNS name, or one with a wildcard in its first label. */
export function requireHost(host: string, field: Field): string {
  if (isHost(host)) { return host; }
  throw field.error(host, HOST);
}

/** A DNS name, one with a wildcard in its first label, or an IP address. */
export function requireHostOrAddress(host: string, field: Field): string {
  if (isHost(host) || isIP(host) !== 0) { return host; }
  throw field.error(host, `${HOST}, or an IP address`);
}

/** What a destination may name: a DNS name, but not every host there is. */
export function requireDestinationHost(host: string, field: Field): string {
  if (isHost(host) && host !== '*') { return host; }
  throw field.error(host, `${HOST}, not "*" alone`);
}

/** A DNS name without wildcards, or an IP address. */
export function requireFqdnOrAddress(host: string, field: Field): string {
  if (isFqdn(host) || isIP(host) !== 0) { return host; }
  throw field.error(host, `${FQDN}, or an IP address`);
}

/** What an SNI match names. */
export function requireSniHost(host: string, field: Field): string {
  if (isHost(host) || isIP(host) !== 0 || OUTBOUND_SNI.test(host)) { return host; }
  throw field.error(host, HOST);
}

/** A host of a gateway's server: `host` or `namespace/host`, where short names are not allowed. */
export function requireServerHost(host: string, field: Field): string {
  const slash = host.indexOf('/');
  const name = host.slice(slash + 1);
  if ((slash < 0 || isScope(host.slice(0, slash))) && (isQualified(name) || isIP(name) === 4)) { return host; }
  throw field.error(host, '"*", a fully qualified DNS name or one that starts with "*.", optionally after "namespace/", "*/" or "./"');
}

/** A host that a Sidecar lets its workloads reach: `namespace/host`, where short names are not allowed. `~` takes it out. */
export function requireEgressHost(host: string, field: Field): string {
  const slash = host.indexOf('/');
  const scope = host.slice(0, Math.max(slash, 0));
  if ((scope === '~' || isScope(scope.replace(/^~/, ''))) && isQualified(host.slice(slash + 1))) { return host; }
  throw field.error(host, 'a namespace, "*" or ".", then "/", then "*", a fully qualified DNS name or one that starts with "*."; "~" before it takes hosts out');
}

/** A gateway as a VirtualService names it: `mesh`, `name` or `namespace/name`. */
export function requireGatewayName(name: string, field: Field): string {
  const parts = name.split('/');
  if (parts.length === 1 ? isFqdn(name) : parts.length === 2 && parts.every(isLabel)) { return name; }
  throw field.error(name, '"mesh", the name of a gateway or namespace/name', 'leave the namespace out for a gateway next to this object');
}

/** An IP address, or a range of them (10.1.0.0/16). */
export function requireSubnet(subnet: string, field: Field): string {
  const [address, bits, ...more] = subnet.split('/');
  const version = address.includes('%') && bits !== undefined ? 0 : isIP(address);
  const width = version === 4 ? 32 : 128;
  if (version !== 0 && more.length === 0 && (bits === undefined || (/^(0|[1-9]\d*)$/.test(bits) && Number(bits) <= width))) { return subnet; }
  throw field.error(subnet, 'an IP address or a range of them (10.1.0.0/16)');
}

/** An IP address. */
export function requireAddress(address: string, field: Field): string {
  if (isIP(address) !== 0) { return address; }
  throw field.error(address, 'an IP address');
}

/** Where a host is looked for: a namespace, `*` or `.`. */
function isScope(namespace: string): boolean {
  return namespace === '*' || namespace === '.' || isLabel(namespace);
}

/** `*`, or a host that is not a short name, whose wildcard, if any, is its whole first label. */
function isQualified(host: string): boolean {
  return host === '*' || (host.includes('.') && isHost(host) && (!host.includes('*') || host.startsWith('*.')));
}

function isHost(host: string): boolean {
  if (host.length > 255) { return false; }
  const dot = host.indexOf('.');
  if (dot < 0) { return isWildcardLabel(host); }
  return isWildcardLabel(host.slice(0, dot)) && areLabels(host.slice(dot + 1));
}

function isFqdn(host: string): boolean {
  return host.length > 0 && host.length <= 255 && areLabels(host);
}

function isWildcardLabel(text: string): boolean {
  return text.length <= 63 && WILDCARD_LABEL.test(text);
}

/** Labels between dots; the last one is not a number, and may be empty (`istio.io.`). */
function areLabels(domain: string): boolean {
  const labels = domain.split('.');
  const last = labels[labels.length - 1];
  if (/^\d+$/.test(last)) { return false; }
  return labels.every((label, i) => isLabel(label) || (label === '' && i === labels.length - 1));
}
