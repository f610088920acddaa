/**
 * Paths that no program has to say, with the reason, kind by kind. A path is written as `leaves` writes it; `**` in it stands
 * for any text.
 */
export interface Omissions {
  readonly [kind: string]: { readonly [path: string]: string };
}

/** The leaves that a path of an omission means. */
export function meant(path: string, all: readonly string[]): string[] {
  const expression = new RegExp(`^${path.split('**').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('.*')}$`);
  return all.filter((leaf) => expression.test(leaf));
}
