import { type Document, isAlias, isMap, isPair, isScalar, isSeq } from 'yaml';

/** Aliases may stand for so many values in a document; more are an attack. */
const MAX_REPEATED = 1_000_000;
/** Objects are nested so deep at most; Istio's own by less than thirty. */
const MAX_DEPTH = 400;

/** Why a document must not be written out: a few lines can stand for more than fits into any memory. */
export function burden(document: Document): string | undefined {
  const anchors = new Map<string, unknown>();
  const sizes = new Map<unknown, number>();
  const open = new Set<unknown>();
  let repeated = 0;

  const weigh = (node: unknown, depth: number): number => {
    if (depth > MAX_DEPTH) { throw new Burden(`is nested more than ${MAX_DEPTH} levels deep`); }
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (open.has(target)) { throw new Burden(`has an alias *${node.source} in what it stands for`); }
      const size = sizes.get(target) ?? 1;
      repeated += size;
      if (repeated > MAX_REPEATED) { throw new Burden(`has aliases that stand for more than ${MAX_REPEATED} values`); }
      return size;
    }
    if (isPair(node)) { return weigh(node.key, depth) + weigh(node.value, depth); }
    if (!isScalar(node) && !isMap(node) && !isSeq(node)) { return 1; }
    if (node.anchor !== undefined) { anchors.set(node.anchor, node); }
    let size = 1;
    if (!isScalar(node)) {
      open.add(node);
      for (const item of node.items) { size += weigh(item, depth + 1); }
      open.delete(node);
    }
    if (node.anchor !== undefined) { sizes.set(node, size); }
    return size;
  };

  try {
    weigh(document.contents, 0);
    return undefined;
  } catch (error) {
    if (error instanceof Burden) { return error.message; }
    throw error;
  }
}

class Burden extends Error {}
