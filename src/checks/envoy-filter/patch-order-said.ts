import type { AppObject } from '../app-object';
import type { AppView } from '../app-view';
import { eachObject } from '../check';
import type { Cursor } from '../cursor';
import { ENVOY_OPERATIONS, isAgainstReference } from '../envoy-operations';
import { Severity } from '../finding';

/** Operations that look for what is there already. */
const RELATIVE: ReadonlySet<string> = new Set(['INSERT_BEFORE', 'INSERT_AFTER', 'REMOVE', 'REPLACE']);

/** See its title. */
export const patchOrderSaid = eachObject({
  code: 'CI1120',
  name: 'patch-order-said',
  title: 'A patch that depends on another one says that it comes later.',
  severity: Severity.WARNING,
  kinds: ['EnvoyFilter'],
  fields: ['operation'],
  explanation: 'EnvoyFilters of one priority are applied in the order in which they were created, and those of the root namespace first. A patch that goes before, after or in '
    + 'place of a filter which another EnvoyFilter adds finds it or not, by chance. While Istio is upgraded, patches for one proxyVersion are there for some proxies '
    + 'only. If no object of the app adds the filter, it is an info.',
  fix: 'set spec.priority: lower ones are applied first; or use an absolute operation, such as INSERT_FIRST or ADD',
  equivalents: ['IST0151', 'IST0155'],
  *object(filter, view) {
    if ((filter.spec.at('priority').number ?? 0) !== 0) { return; }
    for (const patch of filter.spec.at('configPatches').items()) {
      const operation = patch.at('patch', 'operation');
      const applyTo = patch.at('applyTo').text ?? '';
      const isCarriedOut = ENVOY_OPERATIONS.get(applyTo)?.includes(operation.text ?? '') === true && !isAgainstReference(applyTo, operation.text ?? '');
      if (!RELATIVE.has(operation.text ?? '') || !isCarriedOut) { continue; }
      const others = namesOf(patch).flatMap((name) => addedBy(view).get(name) ?? []);
      const other = others.find((one) => one !== filter);
      yield operation.problem(`is ${operation.text} with priority 0; a priority must say which EnvoyFilters go first`
        + `${other === undefined ? '' : `, as ${other.fullId} adds the filter`}`, other === undefined ? { severity: Severity.INFO } : {});
    }
  },
});

/** The names of the filters that a patch looks for. */
function namesOf(patch: Cursor): string[] {
  const listener = patch.at('match', 'listener');
  const filter = listener.at('filterChain', 'filter');
  return [filter.at('subFilter', 'name').text ?? filter.at('name').text, listener.at('listenerFilter').text].filter((name): name is string => name !== undefined);
}

/** The EnvoyFilters that add a filter of a name. */
function addedBy(view: AppView): ReadonlyMap<string, readonly AppObject[]> {
  return view.once('added-filters', () => {
    const byName = new Map<string, AppObject[]>();
    for (const filter of view.ofKind('EnvoyFilter')) {
      for (const { json } of filter.spec.at('configPatches').items().filter((patch) => /^(ADD|INSERT_.*)$/.test(patch.at('patch', 'operation').text ?? ''))
        .map((patch) => patch.at('patch', 'value', 'name'))) {
        if (typeof json === 'string') { byName.set(json, [...(byName.get(json) ?? []), filter]); }
      }
    }
    return byName;
  });
}
