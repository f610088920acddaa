import type { Field } from '../model/field';
import { given, type JsonObject } from '../model/json';
import { requireSome, requireText } from '../model/require';

/** The `providers` of what a Telemetry says. */
export function renderProviders(providers: string[] | undefined, field: Field): JsonObject[] | undefined {
  return given(providers, (names) => requireSome(names, field, 'leave it out for those of the mesh').map((name, i) => {
    requireText(name, field.at(i));
    if (names.indexOf(name) < i) { throw field.at(i).error(name, 'given once'); }
    return { name };
  }));
}
