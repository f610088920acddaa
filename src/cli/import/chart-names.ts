/** The names that a chart has in the program. */
export interface ChartNames {
  /** The file, from the folder on that all files have in common. */
  readonly file: string;
  /** The path of the module, without its ending. */
  readonly module: string;
  readonly type: string;
  readonly id: string;
}

/** Modules keep the folders of their files, from the folder on that all of them have in common. */
export function chartNames(files: readonly string[]): ChartNames[] {
  const paths = files.map((file) => file.split('/').filter((part) => !['', '.', '..'].includes(part)));
  let common = 0;
  while (paths.length > 0 && paths.every((path) => path.length > common + 1 && path[common] === paths[0][common])) { common++; }
  const taken = new Set<string>();
  return paths.map((path) => {
    const file = path.slice(common).join('/');
    const parts = file.replace(/(\.k8s)?\.(ya?ml|json)$/, '').split('/').map((part) => part.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '') || 'chart');
    const id = unique(parts.join('-').toLowerCase().replace(/[^a-z0-9-]+/g, '-'), taken);
    return { file, module: `charts/${parts.slice(0, -1).map((part) => `${part}/`).join('')}${lastPart(parts, id)}`, type: pascal(id), id };
  });
}

/** Two files that differ in their ending only have modules with different names, too. */
function lastPart(parts: readonly string[], id: string): string {
  const last = parts[parts.length - 1];
  const suffix = /-\d+$/.exec(id)?.[0];
  return suffix !== undefined && !last.toLowerCase().endsWith(suffix) ? `${last}${suffix}` : last;
}

function unique(wished: string, taken: Set<string>): string {
  let id = wished;
  for (let i = 2; taken.has(id) || taken.has(pascal(id)); i++) { id = `${wished}-${i}`; }
  taken.add(id).add(pascal(id));
  return id;
}

/** Ends in Chart, so that it is none of the names that a program imports. */
function pascal(id: string): string {
  const name = id.split('-').map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join('');
  return `${/^[A-Za-z]/.test(name) ? name : `The${name}`}Chart`;
}
