import { type Conditions, withoutKnown } from './conditions';
import type { Forward, Mirror } from './facet';
import { show } from './field';
import type { Json } from './json';
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

/** An answer to an aspect as a person would say it: of destinations, what tells them apart. */
export function describeAnswer(aspect: string, answer: Json): string {
  if (aspect.startsWith('mirror ')) { return percent((answer as unknown as Mirror).percentage); }
  const split = aspect === 'forward' && typeof answer === 'object' ? (answer as Forward | null)?.split : undefined;
  if (split === undefined) { return show(answer); }
  return split.map(({ host, subset, weight }) => `${subset ?? host}${weight === undefined ? '' : ` ${percent(weight)}`}`).join(', ');
}

function percent(share: number): string {
  return `${share} %`;
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
