import type { Cursor } from './cursor';

/**
 * The field of a delegate's match that is not within the match of the route that leaves requests to it (`hasConflict`), by its
 * keys: Istio compares the texts, and takes a regular expression on either side for a conflict.
 */
export function conflictOf(root: Cursor, leaf: Cursor): string[] | undefined {
  for (const field of ['uri', 'scheme', 'method', 'authority']) {
    if (textsConflict(root.at(field), leaf.at(field))) { return [field]; }
  }
  for (const field of ['headers', 'withoutHeaders', 'queryParams']) {
    for (const [name, text] of leaf.at(field).entries()) {
      if (textsConflict(root.at(field, name), text)) { return [field, name]; }
    }
  }
  if (root.at('ignoreUriCase').isTrue !== leaf.at('ignoreUriCase').isTrue) { return ['ignoreUriCase']; }
  const [rootPort, leafPort] = [root.at('port').number ?? 0, leaf.at('port').number ?? 0];
  if (rootPort > 0 && leafPort > 0 && rootPort !== leafPort) { return ['port']; }
  const namespace = root.at('sourceNamespace').text ?? '';
  if (namespace !== '' && leaf.at('sourceNamespace').text !== namespace) { return ['sourceNamespace']; }
  for (const [label, value] of leaf.at('sourceLabels').entries()) {
    const of = root.at('sourceLabels', label);
    if (of.given && of.json !== value.json) { return ['sourceLabels', label]; }
  }
  const [rootGateways, leafGateways] = [root.at('gateways').texts(), leaf.at('gateways').texts()];
  const isWithin = leafGateways.length <= rootGateways.length && leafGateways.every((gateway) => rootGateways.includes(gateway));
  return rootGateways.length > 0 && leafGateways.length > 0 && !isWithin ? ['gateways'] : undefined;
}

function textsConflict(root: Cursor, leaf: Cursor): boolean {
  if (!root.given || !leaf.given) { return false; }
  const [ofRoot, ofLeaf] = [root, leaf].map((text) => ({
    exact: text.at('exact').text ?? '', prefix: text.at('prefix').text ?? '', regex: text.at('regex').text ?? '',
  }));
  const saysMore = (text: typeof ofRoot) => text.exact !== '' || text.prefix !== '' || text.regex !== '';
  if ((ofRoot.regex !== '' && saysMore(ofLeaf)) || (ofLeaf.regex !== '' && saysMore(ofRoot))) { return true; }
  if (ofRoot.exact !== '') { return ofLeaf.exact !== ofRoot.exact; }
  if (ofRoot.prefix === '') { return true; }
  return !(ofLeaf.prefix === '' ? ofLeaf.exact : ofLeaf.prefix).startsWith(ofRoot.prefix);
}
