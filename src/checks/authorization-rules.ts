import type { AppObject } from './app-object';
import type { Report } from './check';
import type { Cursor } from './cursor';

/** What a source is told by. */
export const SOURCE_LISTS: readonly string[] = [
  'principals', 'notPrincipals', 'requestPrincipals', 'notRequestPrincipals', 'namespaces', 'notNamespaces', 'serviceAccounts', 'notServiceAccounts',
  'trustDomains', 'notTrustDomains', 'ipBlocks', 'notIpBlocks', 'remoteIpBlocks', 'notRemoteIpBlocks',
];

/** What an operation is told by. */
export const OPERATION_LISTS: readonly string[] = ['hosts', 'notHosts', 'ports', 'notPorts', 'methods', 'notMethods', 'paths', 'notPaths'];

/** Either of the lists of a condition. */
export const CONDITION_LISTS: readonly string[] = ['values', 'notValues'];

/** What an AuthorizationPolicy does. */
export function actionOf({ spec }: AppObject): string {
  return spec.at('action').text ?? 'ALLOW';
}

/** The sources of some rules. */
export function sourcesOf(...rules: readonly Cursor[]): Cursor[] {
  return rules.flatMap((rule) => rule.at('from').items().map((from) => from.at('source')));
}

/** The operations of some rules. */
export function operationsOf(...rules: readonly Cursor[]): Cursor[] {
  return rules.flatMap((rule) => rule.at('to').items().map((to) => to.at('operation')));
}

/** The conditions of some rules. */
export function conditionsOf(...rules: readonly Cursor[]): Cursor[] {
  return rules.flatMap((rule) => rule.at('when').items());
}

/** The rules of a policy. */
export function rulesOf({ spec }: AppObject): readonly Cursor[] {
  return spec.at('rules').items();
}

/** All sources, operations and conditions of a policy, each with the lists that it may have. */
export function entriesOf(policy: AppObject): Array<{ readonly place: Cursor; readonly lists: readonly string[] }> {
  const rules = rulesOf(policy);
  return [
    ...sourcesOf(...rules).map((place) => ({ place, lists: SOURCE_LISTS })),
    ...operationsOf(...rules).map((place) => ({ place, lists: OPERATION_LISTS })),
    ...conditionsOf(...rules).map((place) => ({ place, lists: CONDITION_LISTS })),
  ];
}

/** The texts in some lists of an object that are not empty; empty ones are told by a check of their own. */
export function valuesOf(holder: Cursor, names: readonly string[]): Cursor[] {
  return names.flatMap((name) => holder.at(name).items()).filter(({ text }) => text !== undefined && text !== '');
}

/** Reports the values that are not as they must be. */
export function* problemsOf(values: readonly Cursor[], problem: (text: string) => string | undefined): Iterable<Report> {
  for (const value of values) {
    const allowed = problem(value.text ?? '');
    if (allowed !== undefined) { yield value.mustBe(allowed); }
  }
}
