/** A node of the schema that an API server applies to the objects of a kind. */
export interface Schema {
  readonly 'type'?: string;
  readonly 'format'?: string;
  readonly 'nullable'?: boolean;
  readonly '$ref'?: string;
  readonly 'enum'?: readonly unknown[];
  readonly 'required'?: readonly string[];
  readonly 'properties'?: { readonly [name: string]: Schema };
  readonly 'items'?: Schema;
  readonly 'additionalProperties'?: Schema | boolean;
  readonly 'minimum'?: number;
  readonly 'maximum'?: number;
  readonly 'minLength'?: number;
  readonly 'maxLength'?: number;
  readonly 'pattern'?: string;
  readonly 'minItems'?: number;
  readonly 'maxItems'?: number;
  readonly 'minProperties'?: number;
  readonly 'maxProperties'?: number;
  readonly 'oneOf'?: readonly Schema[];
  readonly 'anyOf'?: readonly Schema[];
  readonly 'allOf'?: readonly Schema[];
  readonly 'not'?: Schema;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-list-type'?: string;
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  /** Not of Kubernetes: whether Istio wants the field no more. */
  readonly 'deprecated'?: boolean;
  /** Not of Kubernetes: the values of the enumeration that Istio wants no more. */
  readonly 'x-deprecated-values'?: readonly string[];
  /** Not of Kubernetes: properties that are second spellings of others. */
  readonly 'x-aliases'?: readonly string[];
  readonly 'x-kubernetes-validations'?: ReadonlyArray<{ readonly rule: string; readonly message: string }>;
}

/** One of Istio's kinds. Its versions share one schema. */
export interface KindSchema {
  readonly group: string;
  readonly kind: string;
  /** What the API server serves, the newest first. */
  readonly versions: readonly string[];
  readonly schema: Schema;
}

/** All kinds, and the parts that schemas refer to by `#/definitions/NAME`. */
export interface Structure {
  readonly kinds: readonly KindSchema[];
  readonly definitions: { readonly [name: string]: Schema };
}

type Texts = typeof import('../../../imports/structure');

const kinds = new Map<string, KindSchema>();
let definitions: Structure['definitions'] | undefined;
let loaded: Texts | undefined;

/** What is known of Istio's kinds, as text. It is loaded when it is first asked for, as most apps have typed objects only. */
function texts(): Texts {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  loaded ??= require('../../../imports/structure') as Texts;
  return loaded;
}

/** A kind of Istio by its name, which no two groups share. Its schema is read when the first object of the kind is checked. */
export function istioKind(name: string): KindSchema | undefined {
  const known = kinds.get(name);
  if (known !== undefined) { return known; }
  const text = texts().KINDS.find(({ kind }) => kind === name);
  if (text === undefined) { return undefined; }
  const { group, kind, versions, schema } = text;
  let parsed: Schema | undefined;
  const found: KindSchema = {
    group,
    kind,
    versions,
    get schema() {
      parsed ??= JSON.parse(schema) as Schema;
      return parsed;
    },
  };
  kinds.set(name, found);
  return found;
}

/** The schema, or the definition that it refers to. */
export function resolved(schema: Schema): Schema {
  return schema.$ref === undefined ? schema : shared()[schema.$ref.replace('#/definitions/', '')];
}

/** All that is known of Istio's kinds. */
export function istioStructure(): Structure {
  return { kinds: texts().KINDS.map(({ kind }) => istioKind(kind) as KindSchema), definitions: shared() };
}

function shared(): Structure['definitions'] {
  definitions ??= JSON.parse(texts().DEFINITIONS) as Structure['definitions'];
  return definitions;
}
