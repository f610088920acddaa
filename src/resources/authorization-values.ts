import { requireSubnet } from './hosts';
import type { Field } from '../model/field';
import { isDnsLabel, isDnsSubdomain } from '../model/names';
import { requirePort, requireSome, requireText } from '../model/require';

/*
 * What an AuthorizationPolicy compares requests with. Istio's webhook takes nearly any text here, and one that no request
 * has makes a policy that lets nobody in, or keeps nobody out.
 */

/** What the values of an attribute have to be. */
export interface ValueRule<T = string> {
  /** Returns the value as Istio writes it, or throws. */
  readonly check: (value: T, field: Field) => string;

  /** The most values that Istio takes. */
  readonly most?: number;
}

const TEMPLATES: ReadonlyArray<string> = ['{*}', '{**}'];
/** What Envoy takes between the slashes of a path with templates. */
const TEMPLATE_SEGMENT = /^[a-zA-Z0-9\-._~%!$&'()+,;:@=]+$/;

/** Any text, or with a wildcard at one end. */
export const TEXT: ValueRule = { check: requirePattern };
/** A text without meaning to Istio. */
export const PLAIN: ValueRule = { check: requireText };
export const PRINCIPAL: ValueRule = { check: requirePrincipal };
export const NAMESPACE: ValueRule = { check: requireNamespace };
export const SERVICE_ACCOUNT: ValueRule = { check: requireServiceAccount, most: 16 };
export const TRUST_DOMAIN: ValueRule = { check: requireTrustDomain };
export const SUBNET: ValueRule = { check: requireSubnet };
export const HOST: ValueRule = { check: requireHostPattern };
export const METHOD: ValueRule = { check: requireMethod };
export const PATH: ValueRule = { check: requirePath };
export const PORT: ValueRule = { check: requirePortText };

/** Values as Istio takes them: at least one, as an empty list would be no condition at all. */
export function renderValues<T>(values: T[], rule: ValueRule<T>, field: Field): string[] {
  requireSome(values, field, 'leave it out for any: Istio takes an empty list for none, and so would match everything');
  if (rule.most !== undefined && values.length > rule.most) {
    throw field.problem(`${field.path} has ${values.length} elements; it must have at most ${rule.most}`);
  }
  return values.map((value, i) => rule.check(value, field.at(i)));
}

/** A `*` stands for anything at one end of a text, and for itself elsewhere, where nobody means it. */
function requirePattern(value: string, field: Field): string {
  requireText(value, field);
  const stars = value.split('*').length - 1;
  if (stars === 0 || (stars === 1 && (value.startsWith('*') || value.endsWith('*')))) { return value; }
  throw field.error(value, 'a text with at most one "*", at its beginning or its end');
}

function requirePrincipal(value: string, field: Field): string {
  requirePattern(value, field);
  if (!value.includes('://')) { return value; }
  throw field.error(value, 'an identity without its scheme (cluster.local/ns/shop/sa/reviews)', 'leave "spiffe://" out');
}

/** Wildcards may stand anywhere in a namespace, unlike elsewhere. */
function requireNamespace(value: string, field: Field): string {
  if (/\*/.test(value) ? /^[a-z0-9*-]+$/.test(value) : isDnsLabel(value)) { return value; }
  throw field.error(value, 'the name of a namespace, or one with "*" in it');
}

function requireServiceAccount(value: string, field: Field): string {
  const [name, namespace, ...more] = value.split('/').reverse();
  if (isDnsSubdomain(name) && (namespace === undefined || isDnsLabel(namespace)) && more.length === 0) { return value; }
  throw field.error(value, 'namespace/name or the name of a service account, without wildcards');
}

function requireTrustDomain(value: string, field: Field): string {
  requirePattern(value, field);
  if (!value.includes('/')) { return value; }
  throw field.error(value, 'a trust domain (cluster.local), without "/"');
}

function requireHostPattern(value: string, field: Field): string {
  requirePattern(value, field);
  if (!/[/\s]/.test(value)) { return value; }
  throw field.error(value, 'a host (shop.example.com), without scheme and path');
}

function requireMethod(value: string, field: Field): string {
  requirePattern(value, field);
  if (/^\*?[A-Z_-]*\*?$/.test(value)) { return value; }
  throw field.error(value, 'a method in capitals (GET)', 'Istio compares letter by letter');
}

function requirePortText(value: string, field: Field): string {
  if (!/^\d+$/.test(value)) { throw field.error(value, 'the number of a port'); }
  requirePort(Number(value), field);
  return value;
}

function requirePath(value: string, field: Field): string {
  requireText(value, field);
  if (/[?#]/.test(value)) { throw field.error(value, 'a path without "?" and "#"', 'Istio compares the path only'); }
  const segments = value.replace(/^\/+|\/+$/g, '').split('/');
  const templates = segments.filter((segment) => TEMPLATES.includes(segment));
  if (segments.some((segment) => /[{}]/.test(segment) && !TEMPLATES.includes(segment))) {
    throw field.error(value, 'a path whose templates, {*} and {**}, stand alone between slashes');
  }
  if (templates.length === 0) {
    requirePattern(value, field);
    if (/^[/*]/.test(value)) { return value; }
    throw field.error(value, 'a path that begins with "/" or "*"');
  }
  if (templates.indexOf('{**}') >= 0 && templates.indexOf('{**}') < templates.length - 1) {
    throw field.error(value, 'a path without a template after {**}');
  }
  if (value.startsWith('/') && segments.every((segment) => TEMPLATES.includes(segment) || TEMPLATE_SEGMENT.test(segment))) { return value; }
  throw field.error(value, 'a path that begins with "/" and has no other wildcard and no empty segment next to a template');
}
