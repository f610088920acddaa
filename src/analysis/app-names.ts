import type { IConstruct } from 'constructs';

/** What apps are called that stand beside others. */
const NAMES = new WeakMap<IConstruct, string>();

/** Gives an app a name. */
export function nameApp(root: IConstruct, name: string): void {
  NAMES.set(root, name);
}

/** The name of the app that a construct is in, if it has one. */
export function nameOfApp(construct: IConstruct): string | undefined {
  return NAMES.get(construct.node.root);
}
