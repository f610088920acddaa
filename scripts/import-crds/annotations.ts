import type { Source } from './source';
import { HEADER } from './typescript';

/** The annotations that Istio knows, for checks of objects of every kind. */
export const ANNOTATIONS_FILE = 'annotations.ts';

/** The file `annotations.ts`. */
export function annotationsOf({ annotations }: Source): string {
  const rows = annotations.map(({ name, kinds, deprecated, alpha }) =>
    `  { name: '${name}', kinds: [${kinds.map((kind) => `'${kind}'`).join(', ')}]${deprecated ? ', deprecated: true' : ''}${alpha ? ', alpha: true' : ''} },\n`);
  return `${HEADER}

export interface AnnotationFacts { readonly name: string; readonly kinds: readonly string[]; readonly deprecated?: boolean; readonly alpha?: boolean }

export const ANNOTATIONS: readonly AnnotationFacts[] = [
${rows.join('')}];
`;
}
