import type { ServerAuthorization, ServingWorkload } from './arrival';
import { firstMatch, unknownOf } from './authorization';
import { type FilterRule, policyFilter, ruleName } from './authorization-policies';
import type { Facts } from './facts';
import type { AppObject } from '../../../checks/app-object';
import type { AppView } from '../../../checks/app-view';
import { meshConfigs, meshProviders } from '../../../checks/mesh-configs';

/** What policies with action CUSTOM make of a request, before all others. */
export interface CustomVerdict {
  /** Whether one denies it by itself: because its provider does not exist, or there are two. */
  readonly denied?: ServerAuthorization;
  /** That providers are asked, of whose answers nothing is known. */
  readonly undecided: readonly string[];
}

/** Providers decide what their rules match. Rules whose provider cannot be asked deny (`buildHTTP`, `buildTCP`). */
export function askProviders(workload: ServingWorkload, facts: Facts, tcp: boolean, view: AppView): CustomVerdict {
  const { policies, rules } = policyFilter(workload, 'CUSTOM', tcp, view);
  const providers = [...new Set(policies.map(providerOf))];
  const undecided: string[] = [];
  for (const provider of providers) {
    const { match, unknown } = firstMatch(rules.filter((rule) => providerOf(rule.policy) === provider && !rule.isDryRun), facts);
    const bad = providers.length > 1 ? `the workload has CUSTOM policies of several providers: ${[...providers].sort().join(', ')}`
      : exists(provider, view) ? undefined : `the provider ${provider} does not exist`;
    if (bad === undefined && tcp && speaksHttpOnly(provider, view)) { continue; }
    if (match === undefined) {
      undecided.push(...unknownOf(unknown, facts));
    } else if (bad === undefined) {
      undecided.push(`${ruleName(match)} matches: the provider ${provider} decides`);
    } else {
      return { denied: deniedBy(match, `${ruleName(match)} denies it: ${bad}`), undecided: [] };
    }
  }
  return { undecided };
}

function deniedBy({ policy, index }: FilterRule, reason: string): ServerAuthorization {
  return { allowed: false, policy: policy.id, rule: index, action: 'CUSTOM', reason };
}

function providerOf({ spec }: AppObject): string {
  return spec.at('provider', 'name').text ?? '';
}

/** Whether the mesh may have the provider: where the whole MeshConfig is not known, it may. */
function exists(provider: string, view: AppView): boolean {
  const { authorizers, known } = meshProviders(view);
  return known !== 'all' || authorizers.includes(provider);
}

/** Whether the provider is one for HTTP: connections are not sent to it. */
function speaksHttpOnly(name: string, view: AppView): boolean {
  return meshConfigs(view).flatMap(({ json }) => (Array.isArray(json.extensionProviders) ? json.extensionProviders : []))
    .some((provider) => typeof provider === 'object' && provider !== null && !Array.isArray(provider)
      && provider.name === name && provider.envoyExtAuthzHttp !== undefined);
}
