import type { Json } from '../../model/json';

/**
 * A piece of a program, which can be printed as TypeScript and evaluated: what is written was tried.
 *
 * `T` is the type that the printed expression has. It is checked where code is put together and exists nowhere else.
 */
export interface Code<T = unknown> {
  readonly form: Form;
  readonly type?: () => T;
}

export type Form =
  | { readonly is: 'value'; readonly value: Json }
  | { readonly is: 'list'; readonly items: readonly Code[] }
  | { readonly is: 'object'; readonly members: ReadonlyArray<readonly [string, Code]> }
  | { readonly is: 'name'; readonly name: string }
  | { readonly is: 'call'; readonly callee: string; readonly on?: Code; readonly args: readonly Code[] }
  | { readonly is: 'new'; readonly type: string; readonly args: readonly Code[] };

/** A line of a program: an expression, whose value may get a name. */
export interface Statement {
  readonly variable?: string;
  readonly code: Code;
}

/** A literal: texts, numbers, lists and objects as they stand. */
export function value<T>(json: Json): Code<T> {
  if (json === null || typeof json !== 'object') { return { form: { is: 'value', value: json } }; }
  if (Array.isArray(json)) { return { form: list(json.map((item) => value(item))).form }; }
  return object(Object.entries(json).map(([key, member]) => [key, value(member ?? null)]));
}

export function list<T>(items: ReadonlyArray<Code<T>>): Code<T[]> {
  return { form: { is: 'list', items } };
}

export function object<T>(members: ReadonlyArray<readonly [string, Code]>): Code<T> {
  return { form: { is: 'object', members } };
}

/** Something that has a name: `RetryOn.RESET`, or a variable. */
export function name<T>(text: string): Code<T> {
  return { form: { is: 'name', name: text } };
}

/** A call of a function with a name: `StringMatch.exact('a')`. Arguments that are missing at the end are left out. */
export function call<T>(callee: string, ...args: Array<Code | undefined>): Code<T> {
  return { form: { is: 'call', callee, args: withoutLast(args) } };
}

/** A call of a method: `match.and(other)`, `construct.apiObject.addJsonPatch(patch)`. */
export function callOn<T>(on: Code, callee: string, ...args: Array<Code | undefined>): Code<T> {
  return { form: { is: 'call', callee, on, args: withoutLast(args) } };
}

/** A new construct. */
export function create<T>(type: string, ...args: Array<Code | undefined>): Code<T> {
  return { form: { is: 'new', type, args: withoutLast(args) } };
}

/** The first part of each name that the code uses. */
export function namesIn({ form }: Code): string[] {
  const first = (text: string) => text.split('.')[0];
  switch (form.is) {
    case 'value': return [];
    case 'name': return [first(form.name)];
    case 'list': return form.items.flatMap(namesIn);
    case 'object': return form.members.flatMap(([, member]) => namesIn(member));
    case 'call': return [...form.on === undefined ? [first(form.callee)] : namesIn(form.on), ...form.args.flatMap(namesIn)];
    case 'new': return [first(form.type), ...form.args.flatMap(namesIn)];
  }
}

function withoutLast(args: ReadonlyArray<Code | undefined>): Code[] {
  const given = args.map((arg) => arg !== undefined);
  return args.slice(0, given.lastIndexOf(true) + 1).map((arg) => arg ?? name('undefined'));
}
