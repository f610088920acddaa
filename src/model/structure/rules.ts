import { goDuration } from '../go/durations';
import { goUrlScheme } from '../go/url';
import type { Json, JsonObject } from '../json';

/** Whether a rule holds of a value whose type, and those of all that is in it, are right. */
type Rule = (self: Json) => boolean;

/**
 * The rules of the CRDs, written in CEL there, by their text. A rule that cannot be evaluated does not hold, as in an API
 * server.
 */
export const RULES: { readonly [rule: string]: Rule } = {
  "duration(self) >= duration('1ms')": (self) => (goDuration(self as string) ?? 0n) >= 1_000_000n,
  'self.size() == 0': (self) => self === '',
  '0 < self && self <= 65535': isPort,
  'self.all(key, 0 < int(key) && int(key) <= 65535)': (self) => keys(self).every((key) => /^[-+]?\d+$/.test(key) && isPort(Number(key))),
  'self.all(key, !key.contains("*"))': (self) => keys(self).every((key) => !key.includes('*')),
  'self.all(key, key.size() != 0)': (self) => keys(self).every((key) => key !== ''),
  '!self.contains("*")': (self) => !(self as string).includes('*'),
  'self != "*"': (self) => self !== '*',
  'self in ["", "HTTP", "HTTPS"]': (self) => ['', 'HTTP', 'HTTPS'].includes(self as string),

  // the selection of workloads
  '(has(self.selector) ? 1 : 0) + (has(self.targetRef) ? 1 : 0) + (has(self.targetRefs) ? 1 : 0) <= 1': oneOf('selector', 'targetRef', 'targetRefs'),
  '(has(self.selector) ? 1 : 0) + (has(self.targetRefs) ? 1 : 0) <= 1': oneOf('selector', 'targetRefs'),
  '(has(self.workloadSelector) ? 1 : 0) + (has(self.targetRefs) ? 1 : 0) <= 1': oneOf('workloadSelector', 'targetRefs'),

  // addresses
  '(has(self.address) ? self.address : "").startsWith("unix://") ? !has(self.ports) : true':
    (self) => !isUnixSocket(member(self, 'address')) || !has(self, 'ports'),
  'self.startsWith("unix://") ? (self.substring(7, 8) == "/" || self.substring(7, 8) == "@") : true':
    (self) => !isUnixSocket(self) || ['/', '@'].includes((self as string).charAt(7)),
  'self.startsWith("unix://") ? !self.endsWith("/") : true': (self) => !isUnixSocket(self) || !(self as string).endsWith('/'),
  'self.all(key, size(key) < 63 && key.matches("^[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?$"))':
    (self) => keys(self).every((key) => key.length < 63 && /^[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?$/.test(key)),
  'has(self.address) || has(self.network)': (self) => has(self, 'address') || has(self, 'network'),

  // ServiceEntry
  '(has(self.workloadSelector) ? 1 : 0) + (has(self.endpoints) ? 1 : 0) <= 1': oneOf('workloadSelector', 'endpoints'),
  '!((has(self.addresses) ? self.addresses : []).exists(k, k.contains("/")) && !((has(self.resolution) ? self.resolution : "NONE") in ["STATIC", "NONE"]))':
    (self) => !list(self, 'addresses').some((address) => (address as string).includes('/'))
      || ['STATIC', 'NONE'].includes((member(self, 'resolution') ?? 'NONE') as string),
  '((has(self.resolution) ? self.resolution : "NONE") == "NONE") ? !has(self.endpoints) : true':
    (self) => (member(self, 'resolution') ?? 'NONE') !== 'NONE' || !has(self, 'endpoints'),
  '((has(self.resolution) ? self.resolution : "") == "DNS_ROUND_ROBIN") ? ((has(self.endpoints) ? self.endpoints : []).size() <= 1) : true':
    (self) => member(self, 'resolution') !== 'DNS_ROUND_ROBIN' || list(self, 'endpoints').length <= 1,
  'self.all(l1, self.exists_one(l2, l1.number == l2.number))':
    (self) => new Set((self as Json[]).map((port) => member(port, 'number'))).size === (self as Json[]).length,

  // TLS of a Gateway
  '(has(self.tlsCertificates) ? 1 : 0) + (has(self.credentialNames) ? 1 : 0) <= 1': oneOf('tlsCertificates', 'credentialNames'),
  '(has(self.credentialName) ? 1 : 0) + (has(self.credentialNames) ? 1 : 0) <= 1': oneOf('credentialName', 'credentialNames'),
  // The message of this rule speaks of credentialName, the rule does not.
  '(has(self.credentialNames) ? 1 : 0) + (has(self.tlsCertificates) ? 1 : 0) <= 1': oneOf('credentialNames', 'tlsCertificates'),

  // policies
  'has(self.portLevelMtls) ? (((has(self.selector) && has(self.selector.matchLabels)) ? self.selector.matchLabels : {}).size() > 0) : true':
    (self) => !has(self, 'portLevelMtls') || keys(member(member(self, 'selector'), 'matchLabels')).length > 0,
  '(has(self.serviceAccounts) || has(self.notServiceAccounts)) ? (!has(self.principals) &&\n!has(self.notPrincipals) && !has(self.namespaces) && !has(self.notNamespaces)) : true':
    (self) => !['serviceAccounts', 'notServiceAccounts'].some((name) => has(self, name))
      || !['principals', 'notPrincipals', 'namespaces', 'notNamespaces'].some((name) => has(self, name)),
  '(has(self.jwksUri) ? 1 : 0) + (has(self.jwks_uri) ? 1 : 0) + (has(self.jwks) ? 1 : 0) <= 1': oneOf('jwksUri', 'jwks_uri', 'jwks'),
  'url(self).getScheme() in ["http", "https"]': (self) => ['http', 'https'].includes(goUrlScheme(self as string) ?? ''),

  // Telemetry
  '((has(self.operation) ? self.operation : "") == "UPSERT") ? (self.value != "") : true':
    (self) => member(self, 'operation') !== 'UPSERT' || (member(self, 'value') ?? '') !== '',
  '((has(self.operation) ? self.operation : "") == "REMOVE") ? !has(self.value) : true':
    (self) => member(self, 'operation') !== 'REMOVE' || !has(self, 'value'),

  // extensions
  'has(self.context) ? ((self.context == "WAYPOINT") ? has(self.waypoint) : !has(self.waypoint)) : !has(self.waypoint)':
    (self) => (member(self, 'context') === 'WAYPOINT') === has(self, 'waypoint'),
  'has(self.wasm) != has(self.lua)': (self) => has(self, 'wasm') !== has(self, 'lua'),
  '(has(self.valueFrom) ? self.valueFrom : "") != "HOST" || !has(self.value)': (self) => member(self, 'valueFrom') !== 'HOST' || !has(self, 'value'),
  'isURL(self) ? (url(self).getScheme() in ["", "http", "https", "file", "oci"]) : (isURL("http://" + self) &&\nurl("http://" + self).getScheme() in ["", "http", "https", "file", "oci"])':
    isModuleUrl,
  'isURL(self) ? (url(self).getScheme() in ["", "http", "https", "oci", "file"]) : (isURL("http://" + self) &&\nurl("http://" + self).getScheme() in ["", "http", "https", "oci", "file"])':
    isModuleUrl,
};

function isPort(self: Json): boolean {
  return 0 < (self as number) && (self as number) <= 65535;
}

function isUnixSocket(self: Json | undefined): boolean {
  return typeof self === 'string' && self.startsWith('unix://');
}

function isModuleUrl(self: Json): boolean {
  const scheme = goUrlScheme(self as string) ?? goUrlScheme(`http://${self as string}`);
  return scheme !== undefined && ['', 'http', 'https', 'file', 'oci'].includes(scheme);
}

function oneOf(...names: string[]): Rule {
  return (self) => names.filter((name) => has(self, name)).length <= 1;
}

function has(self: Json | undefined, name: string): boolean {
  return member(self, name) !== undefined;
}

function member(self: Json | undefined, name: string): Json | undefined {
  const fields = (self ?? {}) as JsonObject;
  return Object.hasOwn(fields, name) ? fields[name] ?? undefined : undefined;
}

function list(self: Json, name: string): Json[] {
  return (member(self, name) ?? []) as Json[];
}

function keys(self: Json | undefined): string[] {
  return Object.keys(self ?? {});
}
