import { defined, type JsonObject } from '../../../model/json';
import { labelsAt, numberAt, objectAt, objectsAt, textAt, textsAt } from '../read';

/** What a delegate's route takes from the route that delegates to it, where it says nothing itself (`mergeHTTPRoute`). */
const INHERITED = [
  'rewrite', 'directResponse', 'timeout', 'retries', 'fault', 'mirror', 'mirrorPercent', 'mirror_percent', 'mirrorPercentage', 'corsPolicy',
  'mirrors', 'headers',
];

/** The routes of a delegate as parts of the route that delegates to it, and the names of those whose matches do not go together. */
export function mergedRoutes(root: JsonObject, delegate: readonly JsonObject[]): { routes: JsonObject[]; conflicts: string[] } {
  const routes: JsonObject[] = [];
  const conflicts: string[] = [];
  delegate.forEach((route, i) => {
    const match = mergedMatches(objectsAt(root, 'match'), objectsAt(route, 'match'));
    if (match === undefined) {
      conflicts.push(textAt(route, 'name') ?? `http[${i}]`);
      return;
    }
    const inherited = Object.fromEntries(INHERITED.filter((key) => (route[key] ?? undefined) === undefined).map((key) => [key, root[key]]));
    routes.push(defined({ ...route, ...inherited, name: joined(textAt(root, 'name'), textAt(route, 'name')), match }));
  });
  return { routes, conflicts };
}

/** What the matches are together; `undefined`, if one of the delegate's is within none of the root's (`mergeHTTPMatchRequests`). */
function mergedMatches(root: readonly JsonObject[], leaves: readonly JsonObject[]): JsonObject[] | undefined {
  if (root.length === 0) { return [...leaves]; }
  if (leaves.length === 0) { return [...root]; }
  const merged: JsonObject[] = [];
  for (const leaf of leaves) {
    const fitting = root.filter((match) => !conflict(match, leaf));
    if (fitting.length === 0) { return undefined; }
    merged.push(...fitting.map((match) => mergedMatch(match, leaf)));
  }
  return merged;
}

/** What a match that Istio merges has of its own (`mergeHTTPMatchRequest`); `ignoreUriCase` is the same in both. */
function mergedMatch(root: JsonObject, leaf: JsonObject): JsonObject {
  const first = (key: string) => leaf[key] ?? root[key] ?? undefined;
  const both = (key: string) => (root[key] === undefined && leaf[key] === undefined ? undefined : { ...objectAt(root, key), ...objectAt(leaf, key) });
  return defined({
    ...leaf,
    name: joined(textAt(root, 'name'), textAt(leaf, 'name')),
    uri: first('uri'),
    scheme: first('scheme'),
    method: first('method'),
    authority: first('authority'),
    headers: both('headers'),
    withoutHeaders: both('withoutHeaders'),
    queryParams: both('queryParams'),
    port: (numberAt(leaf, 'port') ?? 0) === 0 ? root.port : leaf.port,
    sourceLabels: both('sourceLabels'),
    sourceNamespace: textAt(leaf, 'sourceNamespace') ?? root.sourceNamespace,
    gateways: textsAt(leaf, 'gateways').length === 0 ? root.gateways : leaf.gateways,
  });
}

function joined(root: string | undefined, leaf: string | undefined): string | undefined {
  return leaf === undefined ? root : root === undefined ? leaf : `${root}-${leaf}`;
}

/** Whether a delegate's match asks for what the root's does not take, as far as Istio looks (`hasConflict`). */
function conflict(root: JsonObject, leaf: JsonObject): boolean {
  const texts = ['uri', 'scheme', 'method', 'authority'].some((key) => textConflict(objectAt(root, key), objectAt(leaf, key)));
  const named = ['headers', 'withoutHeaders', 'queryParams'].some((key) => Object.keys(objectAt(leaf, key) ?? {})
    .some((name) => textConflict(objectAt(objectAt(root, key), name), objectAt(objectAt(leaf, key), name))));
  const [rootPort, leafPort] = [numberAt(root, 'port') ?? 0, numberAt(leaf, 'port') ?? 0];
  const namespace = textAt(root, 'sourceNamespace');
  const labels = labelsAt(root, 'sourceLabels');
  const [rootGateways, leafGateways] = [textsAt(root, 'gateways'), textsAt(leaf, 'gateways')];
  return texts || named
    || (root.ignoreUriCase === true) !== (leaf.ignoreUriCase === true)
    || (rootPort > 0 && leafPort > 0 && rootPort !== leafPort)
    || (namespace !== undefined && textAt(leaf, 'sourceNamespace') !== namespace)
    || Object.entries(labelsAt(leaf, 'sourceLabels')).some(([label, value]) => labels[label] !== undefined && labels[label] !== value)
    || (rootGateways.length > 0 && leafGateways.length > 0
      && (rootGateways.length < leafGateways.length || leafGateways.some((gateway) => !rootGateways.includes(gateway))));
}

function textConflict(root: JsonObject | undefined, leaf: JsonObject | undefined): boolean {
  if (root === undefined || leaf === undefined) { return false; }
  const [a, b] = [root, leaf].map((json) => ({ exact: textAt(json, 'exact'), prefix: textAt(json, 'prefix'), regex: textAt(json, 'regex') }));
  const isSaid = (one: typeof a) => one.exact !== undefined || one.prefix !== undefined || one.regex !== undefined;
  if ((a.regex !== undefined && isSaid(b)) || (b.regex !== undefined && isSaid(a))) { return true; }
  if (a.exact !== undefined) { return b.prefix !== undefined || b.exact !== a.exact; }
  const within = b.prefix ?? b.exact;
  if (a.prefix !== undefined && within !== undefined) { return !within.startsWith(a.prefix); }
  return true;
}
