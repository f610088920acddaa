/** Labels of workloads as Istio's webhook takes them (`labels.Instance.Validate`). */

const NAME = /^(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const PREFIX_LABEL = /^[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?$/;

/** For the key of a label: what is allowed; `undefined`, if the key is. */
export function labelKeyProblem(key: string): string | undefined {
  const slash = key.indexOf('/');
  const [prefix, name] = [key.slice(0, Math.max(slash, 0)), key.slice(slash + 1)];
  const hasPrefix = slash < 0 || (prefix.length <= 253 && prefix.split('.').every((part) => PREFIX_LABEL.test(part)));
  return hasPrefix && name.length <= 63 && NAME.test(name) ? undefined
    : 'at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends, after a DNS name and "/" if wanted';
}

/** For the value of a label. Istio sets no length; Kubernetes does, and lets no longer one onto a pod. */
export function labelValueProblem(value: string): string | undefined {
  return value === '' || NAME.test(value) ? undefined : 'letters, digits, "-", "_" and ".", with a letter or digit at both ends';
}

/** For labels as a whole: the first key or value that is not allowed, and what is. */
export function labelsProblem(labels: { readonly [key: string]: string }): { key: string; isValue: boolean; allowed: string } | undefined {
  for (const [key, value] of Object.entries(labels)) {
    const [ofKey, ofValue] = [labelKeyProblem(key), labelValueProblem(value)];
    if (ofKey !== undefined) { return { key, isValue: false, allowed: ofKey }; }
    if (ofValue !== undefined) { return { key, isValue: true, allowed: ofValue }; }
  }
  return undefined;
}
