const PART = /\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|([^.[\]]+)/g;

/** The keys and indices of a path as findings have it: `spec.http[0].headers["x-a"]`. */
export function pathOf(field: string): Array<string | number> {
  return [...field.matchAll(PART)].map(([, index, quoted, name]) =>
    (index !== undefined ? Number(index) : quoted !== undefined ? JSON.parse(quoted) as string : name));
}
