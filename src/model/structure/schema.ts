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

let loaded: Structure | undefined;

/** The schemas of Istio's kinds. They are read when they are first asked for, as most apps have typed objects only. */
export function istioStructure(): Structure {
  if (loaded === undefined) {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { STRUCTURE } = require('../../../imports/structure') as typeof import('../../../imports/structure');
    loaded = JSON.parse(STRUCTURE) as Structure;
  }
  return loaded;
}
