import type { ApiObjectMetadata, Duration } from 'cdk8s';
import { call, type Code, name, value } from './code';
import { milliseconds } from './durations';
import { anything, byField, number, oneOf, type Reader, text } from './reader';
import { Protocol, StringMatch } from '../../model';

/** Values that several kinds have. */

export const metadata: Reader<ApiObjectMetadata> = anything();

export const protocol: Reader<Protocol> = oneOf('Protocol', Protocol);

/** A duration as Istio writes it. */
export const duration: Reader<Duration> = (node) => {
  const amount = typeof node.json === 'string' ? milliseconds(node.json) : undefined;
  return amount === undefined ? node.mustBe('a duration (1.5s)') : durationOf(amount);
};

/** A number of seconds. */
export const seconds: Reader<Duration> = (node) => (typeof node.json === 'number' ? durationOf(node.json * 1000) : node.mustBe('a number of seconds'));

/** The share in `{ value: 50 }`. */
export const percent: Reader<number> = byField({ value: number });

const PATTERNS: Reader<StringMatch> = byField({
  exact: (node) => call('StringMatch.exact', text(node)),
  prefix: (node) => call('StringMatch.prefix', text(node)),
  regex: (node) => call('StringMatch.regex', text(node)),
});

/** A match of a text; `{}` is one of its presence. */
export const stringMatch: Reader<StringMatch> = (node) =>
  (Object.keys(node.fields ?? { no: 0 }).length === 0 ? call('StringMatch.present') : PATTERNS(node));

/** One of the constants of a value class, or what its factory makes of any other text. */
export function constantOr<T>(type: string, constants: { readonly [constant: string]: unknown }, factory: string): Reader<T> {
  return (node) => {
    const found = Object.entries(constants).find(([, constant]) => typeof constant === 'object' && textOf(constant) === node.json);
    return found === undefined ? call(`${type}.${factory}`, text(node)) : name(`${type}.${found[0]}`);
  };
}

function textOf(constant: unknown): unknown {
  const shown = String(constant);
  return shown === '[object Object]' ? (constant as { _text: string })._text : shown;
}

function durationOf(amount: number): Code<Duration> {
  const [unit, size] = ([['hours', 3600000], ['minutes', 60000], ['seconds', 1000]] as const).find(([, ms]) => amount > 0 && amount % ms === 0)
    ?? ['millis', 1];
  return call(`Duration.${amount === 0 ? 'seconds' : unit}`, value<number>(amount / size));
}
