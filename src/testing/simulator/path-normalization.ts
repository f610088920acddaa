import type { AppView } from '../../checks/app-view';
import { meshConfigs } from '../../checks/mesh-configs';

/** How the proxies of a mesh normalize paths before they look at them (`MeshConfig.pathNormalization`). */
export type PathNormalization = 'NONE' | 'BASE' | 'MERGE_SLASHES' | 'DECODE_AND_MERGE_SLASHES';

/** Characters that stay as they are, encoded or not, and those that are decoded: unreserved ones. */
const UNRESERVED = /^[A-Za-z0-9\-._~]$/;
const KEPT = /^[!$&'()*+,/:;=@[\]%]$/;

/** What the mesh is told of paths; `BASE`, if nothing. */
export function pathNormalization(view: AppView): PathNormalization {
  return view.once('path normalization', () => {
    const said = meshConfigs(view).map(({ json }) => json.pathNormalization)
      .flatMap((block) => (typeof block === 'object' && block !== null && !Array.isArray(block) ? [block.normalization] : []))
      .find((one): one is PathNormalization => ['NONE', 'BASE', 'MERGE_SLASHES', 'DECODE_AND_MERGE_SLASHES'].includes(String(one)));
    return said ?? 'BASE';
  });
}

/** The path as proxies of a mesh see it and send it on; `undefined`, if they refuse it (400). The query stays as it is; a fragment goes. */
export function normalizedPath(path: string, normalization: PathNormalization): string | undefined {
  if (!/^[/*][\x21-\x7e]*$/.test(path)) { return undefined; }
  const [whole] = path.split('#');
  if (normalization === 'NONE' || whole.startsWith('*')) { return whole; }
  const mark = whole.indexOf('?');
  const [before, query] = mark < 0 ? [whole, ''] : [whole.slice(0, mark), whole.slice(mark)];
  const decoded = normalization === 'DECODE_AND_MERGE_SLASHES' ? before.replace(/%2f/gi, '/').replace(/%5c/gi, '\\') : before;
  const canonical = canonicalPath(decoded);
  if (canonical === undefined) { return undefined; }
  return `${normalization === 'BASE' ? canonical : canonical.replace(/\/{2,}/g, '/')}${query}`;
}

/** RFC 3986: dot segments are resolved, unreserved characters decoded, characters that URLs do not have encoded; `\` is a `/`. */
function canonicalPath(path: string): string | undefined {
  let text = '';
  for (let i = 0; i < path.length; i++) {
    const code = path[i] === '%' && /^[0-9a-fA-F]{2}$/.test(path.slice(i + 1, i + 3)) ? path.slice(i, i + 3) : undefined;
    if (code !== undefined) {
      const char = String.fromCharCode(parseInt(code.slice(1), 16));
      if (char === '\0') { return undefined; }
      text += UNRESERVED.test(char) ? char : code;
      i += 2;
    } else if (path[i] === '\\') {
      text += '/';
    } else {
      text += UNRESERVED.test(path[i]) || KEPT.test(path[i]) ? path[i] : encoded(path[i]);
    }
  }
  return withoutDots(text);
}

function withoutDots(path: string): string {
  const kept: string[] = [];
  const segments = path.split('/').slice(1);
  segments.forEach((segment, i) => {
    const last = i === segments.length - 1;
    // What follows a ";" are parameters of the segment, as some servers read it: they hide no dots.
    const [name] = segment.split(';');
    if (name === '..') { kept.pop(); } else if (name !== '.') { kept.push(segment); return; }
    if (last) { kept.push(''); }
  });
  return `/${kept.join('/')}`;
}

function encoded(char: string): string {
  return [...new TextEncoder().encode(char)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}
