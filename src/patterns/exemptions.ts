import { describeConditions } from '../model/describe';
import type { Field } from '../model/field';
import type { RequestMatch } from '../model/request-match';
import { requireSome } from '../model/require';
import type { AuthorizationOperation } from '../resources/authorization-rules';
import { HOST, METHOD, PATH, type ValueRule } from '../resources/authorization-values';

type Excluded = 'notPaths' | 'notMethods' | 'notHosts';

/** What a policy can exclude, by the property of a match that says it. */
const EXCLUDED: { readonly [property: string]: { readonly list: Excluded; readonly rule: ValueRule } } = {
  path: { list: 'notPaths', rule: PATH },
  method: { list: 'notMethods', rule: METHOD },
  authority: { list: 'notHosts', rule: HOST },
};

/** More than anybody means. Each match of two conditions doubles the operations. */
const MAX_OPERATIONS = 64;

/**
 * The operations that none of the matches is about, for a policy that denies.
 *
 * No match may be fulfilled, and a match is not if one of its conditions is not. Istio takes the lists of one operation for
 * "and", and several operations for "or": so there is one operation for each choice of one condition of every match.
 */
export function exemptOperations(matches: RequestMatch[], field: Field): AuthorizationOperation[] {
  requireSome(matches, field, 'leave it out for none');
  return matches.map((match, i) => excluded(match, field.at(i))).reduce<Array<{ [list in Excluded]?: string[] }>>((chosen, conditions) => {
    if (chosen.length * conditions.length > MAX_OPERATIONS) {
      throw field.problem(`${field.path} has too many matches with several conditions; it must be fewer`, 'make them matches of a path only');
    }
    return chosen.flatMap((operation) => conditions.map(({ list, value }) =>
      ({ ...operation, [list]: [...new Set([...operation[list] ?? [], value])] })));
  }, [{}]);
}

function excluded(match: RequestMatch, field: Field): Array<{ list: Excluded; value: string }> {
  const { required, forbidden } = match._conditions;
  const refused = () => field.error(describeConditions(match._conditions),
    'about path, method and authority only, each exact or by its beginning: a policy can tell no other requests');
  if (forbidden.size > 0 || required.size === 0) { throw refused(); }
  return [...required].map(([property, pattern]) => {
    const known = EXCLUDED[property];
    if (known === undefined || pattern.kind === 'regex' || pattern.kind === 'present' || pattern.ignoreCase === true) { throw refused(); }
    if (/[*{}]/.test(pattern.value)) { throw field.error(pattern.value, 'without "*", "{" and "}", which stand for other texts in a policy'); }
    return { list: known.list, value: known.rule.check(pattern.kind === 'prefix' ? `${pattern.value}*` : pattern.value, field) };
  });
}
