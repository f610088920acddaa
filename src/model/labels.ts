import type { Field } from './field';

const NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const PREFIX = /^[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?(\.[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?)*$/;

/** Labels as Kubernetes takes them on pods: others would select nothing. */
export function renderLabels(labels: { [label: string]: string }, field: Field): { [label: string]: string } {
  for (const [key, value] of Object.entries(labels)) {
    if (!isKey(key)) {
      throw field.problem(
        `${field.path} has the label ${JSON.stringify(key)}; ` +
        'its name must be letters, digits, "-", "_" and ".", at most 63 characters, optionally after a DNS name and "/"');
    }
    if (value !== '' && !(value.length <= 63 && NAME.test(value))) {
      throw field.at(key).error(value, 'letters, digits, "-", "_" and ".", with a letter or digit at both ends, at most 63 characters');
    }
  }
  return { ...labels };
}

function isKey(key: string): boolean {
  const slash = key.indexOf('/');
  const prefix = key.slice(0, Math.max(slash, 0));
  const name = key.slice(slash + 1);
  return name.length <= 63 && NAME.test(name) && (slash < 0 || (prefix.length <= 253 && PREFIX.test(prefix)));
}
