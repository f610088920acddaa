import { ApiObject, Duration, JsonPatch } from 'cdk8s';
import type { Code } from './code';
import * as install from '../../install';
import * as model from '../../model';
import * as patterns from '../../patterns';
import * as resources from '../../resources';

type Names = { readonly [name: string]: unknown };
type Callable = (...args: unknown[]) => unknown;
type Constructor = new (...args: unknown[]) => unknown;

/** What the code may name, by the package that exports it. */
export const EXPORTS: { readonly [module: string]: Names } = {
  'cdk8s': { ApiObject, Duration, JsonPatch },
  'cdk8s-istio': { ...model, ...resources, ...patterns, ...install },
};

/** What the code yields; `local` holds the variables around it. */
export function evaluate({ form }: Code, local: Names): unknown {
  switch (form.is) {
    case 'value': return form.value;
    case 'list': return form.items.map((item) => evaluate(item, local));
    case 'object': return Object.fromEntries(form.members.map(([key, member]) => [key, evaluate(member, local)]));
    case 'name': return form.name === 'undefined' ? undefined : lookUp(form.name, local).found;
    case 'new': return new (lookUp(form.type, local).found as Constructor)(...form.args.map((arg) => evaluate(arg, local)));
    case 'call': {
      const args = form.args.map((arg) => evaluate(arg, local));
      const { found, owner } = form.on === undefined ? lookUp(form.callee, local) : follow(evaluate(form.on, local), form.callee.split('.'));
      return (found as Callable).apply(owner, args);
    }
  }
}

function lookUp(path: string, local: Names): { readonly found: unknown; readonly owner: unknown } {
  const [first, ...rest] = path.split('.');
  const root = [local, ...Object.values(EXPORTS)].find((names) => Object.hasOwn(names, first));
  if (root === undefined) { throw new Error(`${first} is not exported`); }
  return follow(root[first], rest);
}

function follow(start: unknown, keys: readonly string[]): { readonly found: unknown; readonly owner: unknown } {
  return keys.reduce<{ found: unknown; owner: unknown }>(
    ({ found }, key) => ({ found: (found as Names)[key], owner: found }), { found: start, owner: undefined });
}
