const MERGE = ['MERGE', 'MERGE_AND_REPLACE_LIST'];
const INSERT = ['INSERT_BEFORE', 'INSERT_AFTER', 'INSERT_FIRST'];
const FILTER = ['ADD', ...INSERT, 'MERGE', 'REPLACE', 'REMOVE'];

/** The operations of patches that Istio carries out, by what they are applied to (`pilot/pkg/networking/core/envoyfilter`). */
export const ENVOY_OPERATIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ['LISTENER', ['ADD', ...MERGE, 'REMOVE']],
  ['FILTER_CHAIN', ['ADD', ...MERGE, 'REMOVE']],
  ['CLUSTER', ['ADD', ...MERGE, 'REMOVE']],
  ['LISTENER_FILTER', FILTER],
  ['NETWORK_FILTER', FILTER],
  ['HTTP_FILTER', FILTER],
  ['ROUTE_CONFIGURATION', MERGE],
  ['VIRTUAL_HOST', ['ADD', ...MERGE, 'REPLACE', 'REMOVE']],
  ['HTTP_ROUTE', ['ADD', ...INSERT, ...MERGE, 'REMOVE']],
  ['EXTENSION_CONFIG', ['ADD']],
]);

/** Whether Istio carries out an operation although its reference says that it does not. */
export function isAgainstReference(applyTo: string, operation: string): boolean {
  return applyTo === 'HTTP_ROUTE' && (operation === 'ADD' || operation === 'REMOVE');
}
