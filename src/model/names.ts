import type { Field } from './field';

const DNS_LABEL = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
const DNS_SUBDOMAIN = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

/** Whether Kubernetes takes the text as the name of a namespace or service (RFC 1123 label). */
export function isDnsLabel(text: string): boolean {
  return text.length <= 63 && DNS_LABEL.test(text);
}

/** Whether Kubernetes takes the text as the name of most objects (RFC 1123 subdomain). */
export function isDnsSubdomain(text: string): boolean {
  return text.length <= 253 && DNS_SUBDOMAIN.test(text);
}

/** A name of an object as Kubernetes takes it. */
export function requireObjectName(name: string, field: Field): string {
  if (isDnsSubdomain(name)) { return name; }
  throw field.error(name, 'lower-case letters, digits, "-" and ".", with a letter or digit at both ends, at most 253 characters');
}

/** A name of a namespace or service as Kubernetes takes it. */
export function requireDnsLabel(name: string, field: Field): string {
  if (isDnsLabel(name)) { return name; }
  throw field.error(name, 'lower-case letters, digits and "-", with a letter or digit at both ends, at most 63 characters');
}
