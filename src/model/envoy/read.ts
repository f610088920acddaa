import { durationProblem, scalarProblem, timestampProblem } from './scalars';
import { enumValues, type FieldType, messageType } from './types';
import { show } from '../field';
import type { Json, JsonObject } from '../json';

/** What is wrong at a place of a value: it is refused, or passed over, or filled in by name alone, which is out of use. */
export interface EnvoyProblem {
  readonly wrong: 'value' | 'unknown' | 'untyped';
  readonly path: ReadonlyArray<string | number>;
  /** Goes on after the field path. */
  readonly text: string;
  /** Where it is passed over: the fields that there are. */
  readonly fields?: readonly string[];
}

/** More fields than this say nothing to people. */
const LISTED = 20;

type Path = ReadonlyArray<string | number>;

const ANY = 'google.protobuf.Any';
const WRAPPED: { readonly [message: string]: string } = Object.fromEntries(
  [['Bool', 'bool'], ['Bytes', 'bytes'], ['String', 'string'], ['Int32', 'int32'], ['UInt32', 'uint32'], ['Float', 'float'], ['Int64', 'int64'],
    ['UInt64', 'uint64'], ['Double', 'double']].map(([name, kind]) => [`google.protobuf.${name}Value`, kind]));
/** Messages that JSON has forms of their own for. In an Any they are under `value`. */
const OWN_FORM: ReadonlySet<string> = new Set([
  ...Object.keys(WRAPPED), ...['Any', 'Duration', 'Timestamp', 'Value', 'ListValue', 'Struct'].map((name) => `google.protobuf.${name}`),
]);

/** Reads a value as a message of Envoy's API, as Istio does with the patches of an EnvoyFilter. */
export function problemsOfMessage(value: Json, message: string): EnvoyProblem[] {
  const reader = new Reader();
  reader.message(value, message, [], true);
  return reader.problems;
}

class Reader {
  public readonly problems: EnvoyProblem[] = [];

  /** @param alone whether it is in no list and no map, on the way from the root: there Istio looks for filters without a type */
  public message(value: Json, name: string, path: Path, alone: boolean): void {
    if (value === null) { return; }
    if (Object.hasOwn(WRAPPED, name)) { this.say(path, scalarProblem(value, WRAPPED[name])); return; }
    switch (name) {
      case ANY: this.any(value, path); return;
      case 'google.protobuf.Duration': this.say(path, durationProblem(value)); return;
      case 'google.protobuf.Timestamp': this.say(path, timestampProblem(value)); return;
      case 'google.protobuf.Value': return;
      case 'google.protobuf.ListValue': this.say(path, Array.isArray(value) ? undefined : `is ${show(value)}; it must be a list`); return;
      case 'google.protobuf.Struct': this.say(path, isObject(value) ? undefined : `is ${show(value)}; it must be an object`); return;
      default: this.fields(value, name, path, alone);
    }
  }

  private fields(value: Json, name: string, path: Path, alone: boolean): void {
    const { fields, names } = messageType(name) ?? { fields: new Map<string, FieldType>(), names: [] };
    if (!isObject(value)) {
      this.say(path, `is ${show(value)}; it must be an object, ${name}`);
      return;
    }
    for (const key of Object.keys(value)) {
      const field = fields.get(key);
      if (field !== undefined) {
        this.field(value[key] as Json, field, [...path, key], alone);
      } else if (!/^\[.*\]$/s.test(key)) {
        const allowed = names.length === 0 ? 'left out, as it has none' : names.length <= LISTED ? `one of ${names.join(', ')}` : `one of its ${names.length} fields`;
        this.problems.push({ wrong: 'unknown', path: [...path, key], text: `is no field of ${name}; it must be ${allowed}`, fields: names });
      }
    }
    const says = (...keys: string[]) => keys.some((key) => value[key] !== undefined && value[key] !== null);
    if (alone && fields.has('typed_config') && !says('typed_config', 'typedConfig', 'config_discovery', 'configDiscovery')) {
      this.problems.push({ wrong: 'untyped', path: [...path, 'typed_config'], text: 'is missing; it must be given: the name alone does not tell the type' });
    }
  }

  private field(value: Json, { holds, key, type }: FieldType, path: Path, alone: boolean): void {
    if (value === null) { return; }
    if (holds === 'list') {
      if (!Array.isArray(value)) { this.say(path, `is ${show(value)}; it must be a list`); return; }
      value.forEach((item, i) => this.one(item, type, [...path, i], false));
    } else if (holds === 'map') {
      if (!isObject(value)) { this.say(path, `is ${show(value)}; it must be an object`); return; }
      for (const name of Object.keys(value)) {
        if (key !== 'string') { this.say([...path, name], keyProblem(name, key)); }
        this.one(value[name] as Json, type, [...path, name], false);
      }
    } else {
      this.one(value, type, path, alone);
    }
  }

  private one(value: Json, type: string, path: Path, alone: boolean): void {
    const values = enumValues(type);
    if (values !== undefined) {
      this.say(path, enumProblem(value, values));
    } else if (messageType(type) !== undefined) {
      this.message(value, type, path, alone);
    } else {
      this.say(path, scalarProblem(value, type));
    }
  }

  /** A message that says itself what it is. */
  private any(value: Json, path: Path): void {
    if (!isObject(value)) { this.say(path, `is ${show(value)}; it must be an object with @type`); return; }
    const { '@type': url, ...rest } = value;
    if (typeof url !== 'string') {
      this.say([...path, '@type'], url === undefined ? 'is missing; it must be the type of the object, such as "type.googleapis.com/envoy.…"'
        : `is ${show(url)}; it must be a text`);
      return;
    }
    const name = url.slice(url.lastIndexOf('/') + 1);
    if (messageType(name) === undefined) {
      this.say([...path, '@type'], `is ${show(url)}; it must be a type that Istio knows of Envoy's v3 API`);
    } else if (!OWN_FORM.has(name)) {
      this.message(rest, name, path, false);
    } else if (rest.value === undefined) {
      this.say([...path, 'value'], `is missing; it must be given, for ${name}`);
    } else {
      this.message(rest.value, name, [...path, 'value'], false);
    }
  }

  private say(path: Path, text: string | undefined): void {
    if (text !== undefined) { this.problems.push({ wrong: 'value', path, text }); }
  }
}

function enumProblem(value: Json, values: readonly string[]): string | undefined {
  if (typeof value === 'string') { return values.includes(value) ? undefined : `is ${show(value)}; it must be one of ${values.join(', ')}`; }
  return scalarProblem(value, 'int32') === undefined ? undefined : `is ${show(value)}; it must be one of ${values.join(', ')}`;
}

function keyProblem(key: string, kind: string): string | undefined {
  const value = kind === 'bool' && (key === 'true' || key === 'false') ? key === 'true' : key;
  return scalarProblem(value, kind);
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
