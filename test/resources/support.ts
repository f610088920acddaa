import { ApiObject, Chart, Testing } from 'cdk8s';
import type { Construct } from 'constructs';

/** Makes something in a chart. */
export type Build = (scope: Construct) => unknown;

/** What the one object that is built renders to, whatever the checks of the whole app would say about it. */
export function rendered(build: Build): { [key: string]: unknown } {
  const chart = shop();
  build(chart);
  const objects = chart.node.findAll().filter(ApiObject.isApiObject) as ApiObject[];
  if (objects.length !== 1) { throw new Error(`${objects.length} objects are rendered`); }
  return objects[0].toJson();
}

/** The `spec` of the one object that is built. */
export function renderedSpec(build: Build): { [key: string]: unknown } {
  return rendered(build).spec as { [key: string]: unknown };
}

/** A test for each case: what is built is refused with this very error. */
export function refuses(cases: { [what: string]: [Build, string] }): void {
  test.each(Object.entries(cases))('refuses %s', (_what, [build, message]) => {
    expect(() => build(shop())).toThrow(new Error(message));
  });
}

/** The object without some of its members: properties that exclude each other cannot all be given at once. */
export function without<T extends object, K extends keyof T>(value: T, ...names: K[]): Omit<T, K> {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name as K))) as Omit<T, K>;
}

function shop(): Chart {
  return new Chart(Testing.app(), 'shop', { namespace: 'shop' });
}
