import { type Conditions, withoutKnown } from './conditions';
import type { Pattern } from './pattern';

/** Conditions as a person would say them: `header end-user "jason" and path beginning with "/api"`. */
export function describeConditions(conditions: Conditions): string {
  const parts = [
    ...[...withoutKnown(conditions).required].map(([property, pattern]) => `${propertyName(property)} ${describePattern(pattern)}`),
    ...[...conditions.forbidden].map(([header, pattern]) =>
      pattern.kind === 'present' ? `no header ${header}` : `header ${header} not ${describePattern(pattern)}`),
  ];
  return parts.length === 0 ? 'anything' : parts.join(' and ');
}

/** An aspect of a request's treatment as a person would say it. */
export function describeAspect(aspect: string): string {
  if (aspect === 'forward') { return 'the destination'; }
  return aspect.startsWith('mirror ') ? `the share mirrored to ${aspect.slice('mirror '.length)}` : aspect;
}

function propertyName(property: string): string {
  const [kind, ...name] = property.split(':');
  if (name.length === 0) { return kind === 'sourceNamespace' ? 'source namespace' : kind; }
  return `${kind === 'sourceLabel' ? 'source label' : kind} ${name.join(':')}`;
}

function describePattern(pattern: Pattern): string {
  switch (pattern.kind) {
    case 'present': return 'with any value';
    case 'exact': return JSON.stringify(pattern.value) + insensitive(pattern);
    case 'prefix': return `beginning with ${JSON.stringify(pattern.value)}${insensitive(pattern)}`;
    case 'regex': return `matching ${JSON.stringify(pattern.value)}`;
  }
}

function insensitive(pattern: Pattern): string {
  return (pattern.kind === 'exact' || pattern.kind === 'prefix') && pattern.ignoreCase === true ? ' in any case' : '';
}
