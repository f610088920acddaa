import { quoteRegex } from '../../../model/re2';

/** A test of a text. */
export type TextTest = (text: string) => boolean;

/**
 * A value of a policy as Istio compares it with texts (`authz/matcher/string.go`): `*` asks for any text that is not empty, `abc*` for one
 * that begins so, `*abc` for one that ends so. A second `*` stands for itself.
 */
export function textTest(value: string): TextTest {
  if (value === '*') { return (text) => text !== ''; }
  if (value.startsWith('*')) { return (text) => text.endsWith(value.slice(1)); }
  if (value.endsWith('*')) { return (text) => text.startsWith(value.slice(0, -1)); }
  return (text) => text === value;
}

/** The same for the values of headers: `*` asks that there is one, even if it is empty (`authz/matcher/header.go`). */
export function headerTest(value: string): TextTest {
  return value === '*' ? () => true : textTest(value);
}

/** The same without regard to case: for hosts. */
export function hostTest(value: string): TextTest {
  const test = headerTest(value.toLowerCase());
  return (text) => test(text.toLowerCase());
}

/** For a principal, which is compared with the whole `spiffe://…` of the caller. */
export function principalTest(value: string): TextTest {
  if (value === '*') { return textTest('*'); }
  if (value.startsWith('*')) { return wholly(`spiffe://.*${quoteRegex(value.slice(1))}`); }
  return textTest(`spiffe://${value}`);
}

/** For a namespace of the caller; `*` stands for any text wherever it is. */
export function namespaceTest(value: string): TextTest {
  return wholly(`.*/ns/${value.split('*').map(quoteRegex).join('.*')}/.*`);
}

/** For a service account of the caller, `name` or `namespace/name`. */
export function serviceAccountTest(value: string, policyNamespace: string): TextTest {
  const slash = value.indexOf('/');
  const [namespace, name] = slash < 0 ? [policyNamespace, value] : [value.slice(0, slash), value.slice(slash + 1)];
  return wholly(`spiffe://.+/ns/${quoteRegex(namespace)}/(?:.+/|)sa/${quoteRegex(name)}(?:/.+)?`);
}

/** For the trust domain of the caller. */
export function trustDomainTest(value: string): TextTest {
  if (value === '*') { return textTest('spiffe://*'); }
  const star = value.indexOf('*');
  if (star < 0) { return textTest(`spiffe://${value}/*`); }
  return wholly(`spiffe://${quoteRegex(value.slice(0, star))}[^/]*${quoteRegex(value.slice(star + 1))}/.*`);
}

/** What Envoy takes for a segment of a path, and for the rest of one: what RFC 3986 calls `pchar`. */
const SEGMENT = 'a-zA-Z0-9\\-._~%!$&\'()*+,;:=@';

/** For a path, without its query: a text with a `*` at an end, or a template with `{*}` for a segment and `{**}` for the rest. */
export function pathTest(value: string): TextTest {
  if (!value.includes('{*}') && !value.includes('{**}')) { return textTest(value); }
  return wholly(value.split(/(\{\*\*?\})/)
    .map((part) => (part === '{*}' ? `[${SEGMENT}]+` : part === '{**}' ? `[${SEGMENT}/]*` : quoteRegex(part))).join(''));
}

/** The two halves of `issuer/subject`, as requests' principals are compared; a `*` may be at either end of the whole. */
export function requestPrincipalTests(value: string): { readonly issuer: TextTest; readonly subject: TextTest } {
  const some = textTest('*');
  if (value === '*') { return { issuer: some, subject: some }; }
  const slash = value.lastIndexOf('/');
  if (slash < 0) {
    if (value.startsWith('*')) { return { issuer: some, subject: textTest(value) }; }
    return value.endsWith('*') ? { issuer: textTest(value), subject: some } : { issuer: exactly(value), subject: exactly('') };
  }
  const [issuer, subject] = [value.slice(0, slash), value.slice(slash + 1)];
  if (value.startsWith('*')) { return { issuer: textTest(issuer), subject: exactly(subject) }; }
  if (!value.endsWith('*')) { return { issuer: exactly(issuer), subject: exactly(subject) }; }
  return { issuer: exactly(issuer), subject: subject === '*' ? some : (text) => text.startsWith(subject.slice(0, -1)) };
}

function exactly(value: string): TextTest {
  return (text) => text === value;
}

function wholly(expression: string): TextTest {
  const regex = new RegExp(`^(?:${expression})$`);
  return (text) => regex.test(text);
}
