/**
 * Names in hosts as Istio's webhook takes them (`pkg/config/labels/instance.go`, `pkg/config/validation/agent/validation.go`).
 * Unlike Kubernetes, Istio takes upper-case letters. The functions return what is allowed; `undefined`, if the text is.
 */

const LABEL = '[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?';
const HOST_LABEL = new RegExp(`^${LABEL}$`);
/** Labels of which the last one begins with a letter. */
const SHORT_NAME = new RegExp(`^(?:${LABEL}\\.)*(?=[a-zA-Z])${LABEL}$`);
const WILDCARD_LABEL = new RegExp(`^(?:\\*|(?:\\*|\\*-)?${LABEL})$`);

const LABEL_TEXT = 'at most 63 letters, digits and "-", with a letter or digit at both ends';
const NAME_TEXT = 'a DNS name: labels of at most 63 letters, digits and "-", joined by ".", the last one not a number';

/** Whether Istio takes the text as one label of a host name (`IsDNS1123Label`). */
export function isHostLabel(text: string): boolean {
  return text.length <= 63 && HOST_LABEL.test(text);
}

/** Whether Istio takes the text as the first label of a host that may have a wildcard (`IsWildcardDNS1123Label`). */
export function isWildcardLabel(text: string): boolean {
  return text.length <= 63 && WILDCARD_LABEL.test(text);
}

/** For a name of a subset, a namespace in a reference, a registry. */
export function hostLabelProblem(text: string): string | undefined {
  return isHostLabel(text) ? undefined : LABEL_TEXT;
}

/** For the name of a port (`ValidatePortName`). */
export function portNameProblem(text: string): string | undefined {
  return hostLabelProblem(text);
}

/** For a full name (`ValidateFQDN`); one that ends with "." is taken. */
export function fqdnProblem(text: string): string | undefined {
  return text !== '' && text.length <= 255 && areHostLabels(text) ? undefined : NAME_TEXT;
}

/** For a host that may begin with a wildcard: `*`, `*.example.com`, `*-eu.example.com` (`ValidateWildcardDomain`). */
export function wildcardDomainProblem(text: string): string | undefined {
  const dot = text.indexOf('.');
  const first = dot < 0 ? text : text.slice(0, dot);
  return text.length <= 255 && isWildcardLabel(first) && (dot < 0 || areHostLabels(text.slice(dot + 1))) ? undefined
    : `${NAME_TEXT}, or such a name after "*" or "*."`;
}

/** For a host whose wildcard, if it has one, is the whole first label (`ValidatePartialWildCard`). */
export function partialWildcardProblem(text: string): string | undefined {
  return text.includes('*') && text !== '*' && !text.startsWith('*.') ? 'a host that has "*" as its whole first label, or not at all' : undefined;
}

/** For an SNI host of a VirtualService of a gateway that passes other clusters' traffic on (`outbound_.80_._.a.b`), or a host. */
export function sniHostProblem(text: string): string | undefined {
  if (text.length > 255 || !text.startsWith('outbound_')) { return wildcardDomainProblem(text); }
  const parts = text.split('_');
  const isOne = parts.length >= 4 && /[0-9]/.test(parts[1].replace(/^\.+|\.+$/g, '')) && /[a-zA-Z]/.test(parts[3].replace(/^\.+|\.+$/g, ''));
  return isOne ? undefined : 'like outbound_.PORT_.SUBSET_.HOST';
}

/** For a trust domain (`ValidateTrustDomain`); its last label may be a number. */
export function trustDomainProblem(text: string): string | undefined {
  const parts = text.split('.');
  const last = parts.length - 1;
  return text !== '' && parts.every((part, i) => isHostLabel(part) || (i === last && part === '')) ? undefined
    : 'labels of at most 63 letters, digits and "-", joined by "."';
}

/** For an entry of `exportTo` (`visibility.Instance.Validate`). */
export function exportToProblem(text: string): string | undefined {
  return text === '.' || text === '*' || isHostLabel(text) ? undefined : '".", "*" or a namespace';
}

/** `ValidateDNS1123Labels`: the last label may be empty, and is not a number that Go can hold. */
function areHostLabels(text: string): boolean {
  // Nearly all names are such that one look is enough.
  if (text.length <= 63 && SHORT_NAME.test(text)) { return true; }
  const parts = text.split('.');
  const last = parts[parts.length - 1];
  if (/^\d+$/.test(last) && BigInt(last) < 2n ** 63n) { return false; }
  return parts.every((part, i) => isHostLabel(part) || (i === parts.length - 1 && part === ''));
}
