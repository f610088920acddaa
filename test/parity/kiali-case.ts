import type { Json, JsonObject } from '../../src/model/json';

/** What a checker was given: objects, and Kiali's own summaries. */
export type Input = Json | undefined;

/** What a checker of Kiali was given and what it said. */
export interface KialiCase {
  readonly id: string;
  readonly checker: string;
  readonly test: string;
  readonly inputs: { readonly [name: string]: Input };
  readonly expected: ReadonlyArray<{ readonly code: string; readonly object?: string }>;
  /** Whether Istio takes all objects. */
  readonly schemaValid: boolean;
}

export function isObject(value: Input): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
