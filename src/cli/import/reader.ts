import { type Code, list, name, object, value } from './code';
import { show } from '../../model/field';
import type { Json, JsonObject } from '../../model/json';

/** What the library's constructs cannot say, and where in the object it stands. */
export interface Problem {
  readonly path: ReadonlyArray<string | number>;
  readonly text: string;
}

/** A value of the YAML on its way to become code. */
export class Node {
  constructor(
    public readonly json: Json,
    public readonly path: ReadonlyArray<string | number>,
    public readonly problems: Problem[],
  ) {}

  public get fields(): JsonObject | undefined {
    return typeof this.json === 'object' && this.json !== null && !Array.isArray(this.json) ? this.json : undefined;
  }

  public get items(): Node[] | undefined {
    return Array.isArray(this.json) ? this.json.map((item, i) => new Node(item, [...this.path, i], this.problems)) : undefined;
  }

  public at(key: string): Node | undefined {
    const member = this.fields !== undefined && Object.hasOwn(this.fields, key) ? this.fields[key] : undefined;
    return member === undefined ? undefined : new Node(member, [...this.path, key], this.problems);
  }

  /** Another value in the same place. */
  public as(json: Json): Node {
    return new Node(json, this.path, this.problems);
  }

  /** Reports what cannot be expressed; the code that comes back only fills the place. */
  public problem<T>(text: string): Code<T> {
    this.problems.push({ path: this.path, text });
    return name('undefined');
  }

  public mustBe<T>(allowed: string): Code<T> {
    return this.problem(`is ${show(this.json)}; it must be ${allowed}`);
  }
}

/** Turns a value of the YAML into code of a type. */
export type Reader<T> = (node: Node) => Code<T>;

/** A property that is read from somewhere else than the field with its name. */
export interface Placed<T> {
  /** The fields that it is read from. */
  readonly keys: readonly string[];
  /** The code of the property; `undefined`, if it is not given. */
  readonly read: (record: Node) => Code<T> | undefined;
  readonly needed?: boolean;
}

type Member<T> = Reader<NonNullable<T>> | Placed<NonNullable<T>>;
type Needed<T> = Placed<T> & { readonly needed: true };

/** How each property of an interface is read: none can be forgotten. */
export type Members<P> = { [K in keyof P]-?: object extends Pick<P, K> ? Member<P[K]> : Needed<P[K]> };

/** An object whose fields become properties. A field that no property takes is a problem. */
export function record<P>(members: Members<P>): Reader<P> {
  const properties = Object.entries(members as { [key: string]: Member<unknown> })
    .map(([key, member]) => ({ key, ...typeof member === 'function' ? under(key, member) : member }));
  const known = new Set(properties.flatMap(({ keys }) => keys));
  return (node) => {
    const { fields } = node;
    if (fields === undefined) { return node.mustBe('an object'); }
    for (const key of Object.keys(fields)) {
      if (!known.has(key)) { node.at(key)?.problem('is not a field that Istio has here'); }
    }
    return object(properties.flatMap(({ key, keys, read, needed: mustBe }) => {
      const code = read(node);
      if (code === undefined && mustBe === true) { node.problem(`has no ${keys.join(' or ')}, which it must have`); }
      return code === undefined ? [] : [[key, code] as const];
    }));
  };
}

/** The property is read from a field with another name. */
export function under<T>(key: string, reader: Reader<T>): Placed<T> {
  return {
    keys: [key],
    read: (node) => {
      const member = node.at(key);
      return member === undefined ? undefined : reader(member);
    },
  };
}

/** The property must be given. */
export function needed<T>(keyOrPlaced: string | Placed<T>, reader?: Reader<T>): Needed<T> {
  return { ...typeof keyOrPlaced === 'string' ? under(keyOrPlaced, reader as Reader<T>) : keyOrPlaced, needed: true };
}

/** The property that several fields make up. */
export function outOf<T>(keys: readonly string[], read: (record: Node) => Code<T> | undefined): Placed<T> {
  return { keys, read: (node) => (keys.some((key) => node.at(key) !== undefined) ? read(node) : undefined) };
}

/** A property that says another way what a second one says; the second one is read. */
export function unused<T>(): Placed<T> {
  return { keys: [], read: () => undefined };
}

export const text: Reader<string> = (node) => (typeof node.json === 'string' ? value(node.json) : node.mustBe('a text'));
export const number: Reader<number> = (node) => (typeof node.json === 'number' ? value(node.json) : node.mustBe('a number'));
export const truth: Reader<boolean> = (node) => (typeof node.json === 'boolean' ? value(node.json) : node.mustBe('true or false'));

/** Any JSON, as it stands. */
export function anything<T>(): Reader<T> {
  return (node) => value(node.json);
}

export function listOf<T>(reader: Reader<T>): Reader<T[]> {
  return (node) => {
    const { items } = node;
    return items === undefined ? node.mustBe('a list') : list(items.map(reader));
  };
}

/** A map with keys of the user's choice. */
export function mapOf<T>(reader: Reader<T>): Reader<{ [key: string]: T }> {
  return (node) => {
    const { fields } = node;
    if (fields === undefined) { return node.mustBe('an object'); }
    return object(Object.keys(fields).map((key) => [key, reader(node.at(key) as Node)] as const));
  };
}

export const texts = listOf(text);
export const numbers = listOf(number);
export const labels = mapOf(text);

/** A member of an enumeration of the library. */
export function oneOf<T extends string>(type: string, members: { readonly [member: string]: T }): Reader<T> {
  return (node) => {
    const found = Object.entries(members).find(([, member]) => member === node.json);
    return found === undefined ? node.mustBe(`one of ${Object.values(members).join(', ')}`) : name(`${type}.${found[0]}`);
  };
}

/** A union that says by a field which of its forms it has. */
export function byField<T>(forms: { readonly [key: string]: Reader<T> }): Reader<T> {
  return (node) => {
    const given = Object.keys(forms).filter((key) => node.at(key) !== undefined);
    const strange = Object.keys(node.fields ?? {}).filter((key) => !Object.hasOwn(forms, key));
    strange.forEach((key) => node.at(key)?.problem('is not a field that Istio has here'));
    const [key] = given;
    if (given.length !== 1) { return node.mustBe(`an object with one of ${Object.keys(forms).join(', ')}`); }
    return forms[key](node.at(key) as Node);
  };
}

/** The node with those of its fields only. */
export function chosen(node: Node, choose: (key: string) => boolean): Node | undefined {
  const fields = Object.entries(node.fields ?? {}).filter(([key, member]) => member !== undefined && choose(key));
  return fields.length === 0 ? undefined : new Node(Object.fromEntries(fields), node.path, node.problems);
}

/** Options of a factory beside what it is called with; none at all if there are none. */
export function optional<P>(members: Members<P>, node: Node, beside: readonly string[]): Code<P> | undefined {
  const rest = chosen(node, (key) => !beside.includes(key));
  return rest === undefined ? undefined : record(members)(rest);
}
