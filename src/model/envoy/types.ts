/** What a field of a message of Envoy's API holds. */
export interface FieldType {
  readonly holds: 'one' | 'list' | 'map';
  /** The kind of the keys of a map. */
  readonly key: string;
  /** The name of a kind (`uint32`), or the full name of a message or an enum. */
  readonly type: string;
}

/** A message: its fields by both names that JSON may have for them, `typed_config` and `typedConfig`. */
export interface MessageType {
  readonly fields: ReadonlyMap<string, FieldType>;
  /** The names as the API spells them. */
  readonly names: readonly string[];
}

interface Loaded {
  readonly messages: { readonly [name: string]: readonly string[] };
  readonly enums: { readonly [name: string]: readonly string[] };
}

let loaded: Loaded | undefined;
const messages = new Map<string, MessageType>();

/** The API is read when it is first asked for: few apps patch Envoy's configuration. */
function api(): Loaded {
  if (loaded === undefined) {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { MESSAGES, ENUMS } = require('../../../imports/envoy') as typeof import('../../../imports/envoy');
    loaded = { messages: JSON.parse(MESSAGES) as Loaded['messages'], enums: JSON.parse(ENUMS) as Loaded['enums'] };
  }
  return loaded;
}

/** The message of a full name; `undefined`, if Istio knows none. */
export function messageType(name: string): MessageType | undefined {
  const known = messages.get(name);
  if (known !== undefined || !Object.hasOwn(api().messages, name)) { return known; }
  const fields = new Map<string, FieldType>();
  const names: string[] = [];
  for (const declared of api().messages[name]) {
    const [field, type] = declared.split('=');
    const [, prefix, key, bare] = /^(\[\]|\{(\w+)\})?(.*)$/.exec(type) as RegExpExecArray;
    const of: FieldType = { holds: prefix === undefined ? 'one' : prefix === '[]' ? 'list' : 'map', key: key ?? '', type: bare };
    names.push(field);
    fields.set(field, of);
    fields.set(jsonName(field), of);
  }
  const made = { fields, names };
  messages.set(name, made);
  return made;
}

/** The values of an enum; `undefined`, if the name is not one's. */
export function enumValues(name: string): readonly string[] | undefined {
  return Object.hasOwn(api().enums, name) ? api().enums[name] : undefined;
}

/** The name of a field in JSON: `typed_config` is `typedConfig`. */
export function jsonName(field: string): string {
  return field.replace(/_+(.?)/g, (_, letter: string) => letter.toUpperCase());
}
