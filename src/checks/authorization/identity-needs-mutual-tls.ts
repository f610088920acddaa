import type { AppObject } from '../app-object';
import type { AppView } from '../app-view';
import { eachObject } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';
import { hasAutoMtls } from '../mesh-configs';
import { isMutual, rulesOver, scopeOfRule } from '../mutual-tls';
import { isAmbient, targetRefs } from '../waypoints';

const SOURCE: readonly string[] = ['principals', 'notPrincipals', 'namespaces', 'notNamespaces', 'serviceAccounts', 'notServiceAccounts'];
const KEYS: readonly string[] = ['source.principal', 'source.namespace', 'source.serviceAccount', 'connection.sni'];

/** See its title. */
export const identityNeedsMutualTls = eachObject({
  code: 'CI1082',
  name: 'identity-needs-mutual-tls',
  title: 'Rules about who calls are for pods that take mutual TLS.',
  severity: Severity.ERROR,
  kinds: ['AuthorizationPolicy', 'PeerAuthentication', 'DestinationRule'],
  fields: [...SOURCE, 'when'],
  explanation: 'Who calls is known by the certificate of the caller. Without mutual TLS principals and namespaces are empty: an ALLOW rule with them lets nobody in, '
    + 'and a DENY rule stops nobody. Without automatic mutual TLS callers use it only where a DestinationRule says so.',
  fix: 'let the PeerAuthentication be STRICT or PERMISSIVE, or use ipBlocks',
  equivalents: ['KIA0105'],
  *object(policy, view) {
    if (targetRefs(policy).length > 0 || isAmbient(policy.namespace, view)) { return; }
    const fields = policy.spec.at('rules').items().flatMap(identityFields);
    const reason = fields.length === 0 ? undefined : plainText(policy, view);
    if (reason === undefined) { return; }
    for (const field of fields) {
      yield field.problem(`is about who calls, and ${reason.text}; the pods must take mutual TLS for it`, { severity: reason.severity });
    }
  },
});

function identityFields(rule: Cursor): Cursor[] {
  return [
    ...rule.at('from').items().flatMap((from) => SOURCE.map((name) => from.at('source', name))).filter((field) => field.items().length > 0),
    ...rule.at('when').items().map((when) => when.at('key')).filter(({ text }) => KEYS.includes(text ?? '')),
  ];
}

/** Why no caller is known to the pods of the policy; `undefined`, if some are or it is not known. */
function plainText(policy: AppObject, view: AppView): { text: string; severity: Severity } | undefined {
  const selector = policy.spec.at('selector', 'matchLabels').labels();
  const workloads = view.workloads.selected(policy.namespace, selector);
  const modes = workloads.length === 0 ? [view.peerAuthentications.ofPods(policy.namespace, selector, false, undefined)]
    : workloads.map(({ labels }) => view.peerAuthentications.ofPods(policy.namespace, labels, true, undefined));
  const [first] = modes;
  if (policy.namespace !== view.context.rootNamespace && first?.policy !== undefined && modes.every((mode) => mode?.mode === 'DISABLE')) {
    return { text: `${first.policy.fullId} says DISABLE`, severity: Severity.ERROR };
  }
  const rules = rulesOver(policy.namespace, view);
  if (rules.some(isMutual)) { return undefined; }
  const plain = rules.find((rule) => scopeOfRule(rule, view) !== undefined && rule.spec.at('trafficPolicy', 'tls').given && !isTls(rule));
  if (plain !== undefined) { return { text: `${plain.fullId} makes callers send plain text`, severity: Severity.WARNING }; }
  if (hasAutoMtls(view)) { return undefined; }
  return { text: `the MeshConfig has no automatic mutual TLS, and no DestinationRule for namespace ${policy.namespace} says ISTIO_MUTUAL`, severity: Severity.WARNING };
}

function isTls({ spec }: AppObject): boolean {
  return (spec.at('trafficPolicy', 'tls', 'mode').text ?? 'DISABLE') !== 'DISABLE';
}
