import type { PolicyTarget } from '../../../resources';
import { call, type Code } from '../code';
import { labels, type Node, text } from '../reader';

/** The fields that say what a policy is for. */
export const SELECTORS = ['selector', 'targetRef', 'targetRefs'];

const FACTORIES: { readonly [groupKind: string]: string } = {
  '/Service': 'service',
  'networking.istio.io/ServiceEntry': 'serviceEntry',
  'gateway.networking.k8s.io/Gateway': 'gateway',
  'gateway.networking.k8s.io/GatewayClass': 'gatewayClass',
};

/** What a policy is for; `undefined` for all workloads of its namespace. */
export function policyTarget(node: Node): Code<PolicyTarget> | undefined {
  const [selector, one, many] = SELECTORS.map((key) => node.at(key));
  if ([selector, one, many].filter((given) => given !== undefined).length > 1) {
    return node.problem(`has more than one of ${SELECTORS.join(', ')}`);
  }
  if (selector !== undefined) {
    const matchLabels = selector.at('matchLabels');
    const extra = Object.keys(selector.fields ?? {}).filter((key) => key !== 'matchLabels');
    if (matchLabels === undefined || extra.length > 0) { return selector.mustBe('an object with matchLabels'); }
    return call('PolicyTarget.workloads', call('WorkloadSelector.labels', labels(matchLabels)));
  }
  const references = one === undefined ? many?.items : [one];
  if (references === undefined || references.length === 0) { return node.problem('names no target'); }
  return references.length === 1 ? reference(references[0]) : call('PolicyTarget.anyOf', ...references.map(reference));
}

function reference(node: Node): Code<PolicyTarget> {
  for (const key of Object.keys(node.fields ?? {})) {
    if (!['group', 'kind', 'name'].includes(key)) { node.at(key)?.problem('cannot be given for a target'); }
  }
  const [group, kind, name] = ['group', 'kind', 'name'].map((key) => node.at(key));
  if (kind === undefined || name === undefined) { return node.mustBe('an object with kind and name'); }
  const factory = FACTORIES[`${String(group?.json ?? '')}/${String(kind.json)}`];
  return factory === undefined ? kind.mustBe('a Service, ServiceEntry, Gateway or GatewayClass') : call(`PolicyTarget.${factory}`, text(name));
}
