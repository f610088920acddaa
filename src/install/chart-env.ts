import type { Field } from '../model/field';
import type { JsonObject } from '../model/json';

/** The one variable that charts compare with a boolean. */
const BOOLEAN = 'ENABLE_CLUSTER_TRUST_BUNDLE_API';

/** Charts write a variable between double quotes as it is. */
export function survivesQuotes(value: string): boolean {
  return !/["\\\n]/.test(value);
}

/** Variables as charts take them. They also see to what a variable needs besides, such as rights. */
export function chartEnv(env: { readonly [name: string]: string }): JsonObject {
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [name, name === BOOLEAN && value === 'true' ? true : value]));
}

/** Refuses variables that a chart would write as broken YAML. */
export function requireChartEnv(env: { readonly [name: string]: string }, field: Field): void {
  for (const [name, value] of Object.entries(env)) {
    if (!survivesQuotes(value)) {
      throw field.at(name).error(value, 'without quotes, backslashes and line breaks, as Istio\'s chart puts it between quotes as it is');
    }
  }
}
