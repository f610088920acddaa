import { OPERATION_LISTS, rulesOf, SOURCE_LISTS } from '../authorization-rules';
import { eachObject, type Report } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';

/** See its title. */
export const ruleSaysSomething = eachObject({
  code: 'CI1042',
  name: 'rule-says-something',
  title: 'Each source and each operation of an AuthorizationPolicy says something.',
  severity: Severity.ERROR,
  kinds: ['AuthorizationPolicy'],
  fields: ['rules'],
  explanation: 'An entry of from or to that names nothing would match everything, so Istio refuses it. Lists that are empty are nothing to Istio.',
  fix: 'name something, or leave from or to out for everything',
  equivalents: ['IV-AP-024', 'IV-AP-025', 'IV-AP-035', 'IV-AP-036'],
  *object(policy) {
    for (const rule of rulesOf(policy)) {
      for (const from of rule.at('from').items()) { yield* silence(from, 'source', SOURCE_LISTS); }
      for (const to of rule.at('to').items()) { yield* silence(to, 'operation', OPERATION_LISTS); }
    }
  },
});

function* silence(entry: Cursor, name: string, lists: readonly string[]): Iterable<Report> {
  const said = entry.at(name);
  if (entry.fields === undefined || (said.given && said.fields === undefined)) { return; }
  // What is misspelt is told as that.
  const isMisspelt = entry.entries().some(([key]) => key !== name)
    || said.entries().some(([key, list]) => !lists.includes(key) || !Array.isArray(list.json));
  if (isMisspelt) { return; }
  if (lists.some((list) => said.at(list).items().length > 0)) { return; }
  const shown = lists.filter((list) => !list.startsWith('not')).join(', ');
  yield said.mustBe(`an object with at least one of ${shown}, or of their opposites (${lists[1]} …)`);
}
