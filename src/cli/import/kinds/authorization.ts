import { policyTarget, SELECTORS } from './policy-target';
import { identity, serviceAccount } from './references';
import {
  AuthorizationAction, AuthorizationCondition, type AuthorizationOperation, type AuthorizationPolicyProps, type AuthorizationRule, AuthorizationRules,
  type AuthorizationSource, type ConditionIdentities, type ConditionPorts, type ConditionValues,
} from '../../../resources';
import { call, type Code, name, value } from '../code';
import { byField, listOf, type Members, needed, type Node, outOf, type Reader, record, text, texts, under } from '../reader';

/** Ports are texts in the YAML, and numbers in a program. */
const ports: Reader<number[]> = listOf((node) => (/^\d+$/.test(String(node.json)) ? value(Number(node.json)) : node.mustBe('a port')));

const identities = listOf(identity);
const accounts = listOf(serviceAccount);

const source = record<AuthorizationSource>({
  principals: identities,
  notPrincipals: identities,
  requestPrincipals: texts,
  notRequestPrincipals: texts,
  namespaces: texts,
  notNamespaces: texts,
  serviceAccounts: accounts,
  notServiceAccounts: accounts,
  ipBlocks: texts,
  notIpBlocks: texts,
  remoteIpBlocks: texts,
  notRemoteIpBlocks: texts,
  trustDomains: texts,
  notTrustDomains: texts,
});

const operation = record<AuthorizationOperation>({
  hosts: texts, notHosts: texts, ports, notPorts: ports, methods: texts, notMethods: texts, paths: texts, notPaths: texts,
});

const FACTORIES: { readonly [key: string]: string } = {
  'source.ip': 'sourceIp',
  'remote.ip': 'remoteIp',
  'source.namespace': 'sourceNamespace',
  'source.serviceAccount': 'sourceServiceAccount',
  'source.principal': 'sourcePrincipal',
  'source.trustDomain': 'sourceTrustDomain',
  'request.auth.principal': 'requestPrincipal',
  'request.auth.audiences': 'requestAudience',
  'request.auth.presenter': 'requestPresenter',
  'destination.ip': 'destinationIp',
  'destination.port': 'destinationPort',
  'connection.sni': 'sni',
};

const VALUES: Members<ConditionValues> = { values: texts, notValues: texts };
const PORTS: Members<ConditionPorts> = { values: ports, notValues: ports };
const PRINCIPALS: Members<ConditionIdentities> = { values: identities, notValues: identities };
const ACCOUNTS: Members<ConditionIdentities> = { values: accounts, notValues: accounts };

/** Conditions whose values are not texts in a program. */
const TYPED: { readonly [factory: string]: Members<ConditionPorts> | Members<ConditionIdentities> } = {
  destinationPort: PORTS, sourcePrincipal: PRINCIPALS, sourceServiceAccount: ACCOUNTS,
};

const condition: Reader<AuthorizationCondition> = (node) => {
  const key = node.at('key');
  if (typeof key?.json !== 'string') { return node.mustBe('a condition with a key'); }
  const [, plain, rest] = /^([^[]+)(.*)$/s.exec(key.json) ?? [];
  const values = (members: Members<ConditionValues> | Members<ConditionPorts> | Members<ConditionIdentities> = VALUES): Code =>
    record<{ key: string } & ConditionValues>({ ...members as Members<ConditionValues>, key: needed('key', text) })(node);
  const named = (factory: string, ...args: Code[]) => call<AuthorizationCondition>(`AuthorizationCondition.${factory}`, ...args, without('key', values()));
  const names = [...rest?.matchAll(/\[([^[\]]+)\]/g) ?? []].map((part) => part[1]);
  const isNamed = rest !== '' && names.map((part) => `[${part}]`).join('') === rest;
  if (plain === 'request.headers' && isNamed && names.length === 1) { return named('requestHeader', value(names[0])); }
  if (plain === 'request.auth.claims' && isNamed) { return named('requestClaim', value(names)); }
  const filter = /^experimental\.(envoy\.filters\.[^[\]]+)$/.exec(plain ?? '')?.[1];
  if (filter !== undefined && names.length === 1) { return named('envoyMetadata', value(filter), value(names[0])); }
  const factory = rest === '' ? FACTORIES[plain ?? ''] : undefined;
  if (factory === undefined) { return named('of', value(key.json)); }
  return call(`AuthorizationCondition.${factory}`, without('key', values(TYPED[factory] ?? VALUES)));
};

function without(key: string, code: Code): Code {
  return code.form.is === 'object' ? { form: { ...code.form, members: code.form.members.filter(([member]) => member !== key) } } : code;
}

const rule = record<AuthorizationRule>({
  sources: under('from', listOf(byField({ source }))),
  operations: under('to', listOf(byField({ operation }))),
  conditions: under('when', listOf(condition)),
});

/** No rules match nothing; a rule without a condition matches everything. */
function rules(node: Node): Code<AuthorizationRules> {
  const items = node.at('rules')?.items ?? [];
  if (node.at('rules') !== undefined && node.at('rules')?.items === undefined) { return node.mustBe('a list of rules'); }
  if (items.length === 0) { return call('AuthorizationRules.nothing'); }
  if (items.length === 1 && Object.keys(items[0].fields ?? { no: 0 }).length === 0) { return call('AuthorizationRules.everything'); }
  return call('AuthorizationRules.anyOf', ...items.map(rule));
}

function action(node: Node): Code<AuthorizationAction> | undefined {
  const [kind, provider] = [node.at('action'), node.at('provider')];
  if (kind?.json === 'CUSTOM') {
    const named = provider?.at('name');
    return named === undefined ? kind.problem('has no provider.name') : call('AuthorizationAction.custom', text(named));
  }
  if (provider !== undefined) { return provider.problem('is for action CUSTOM only'); }
  if (kind === undefined) { return undefined; }
  return ['ALLOW', 'DENY', 'AUDIT'].includes(String(kind.json)) ? name(`AuthorizationAction.${String(kind.json)}`) : kind.mustBe('ALLOW, DENY, AUDIT or CUSTOM');
}

export const AUTHORIZATION_POLICY: Members<Omit<AuthorizationPolicyProps, 'metadata' | 'dryRun'>> = {
  target: outOf(SELECTORS, policyTarget),
  action: outOf(['action', 'provider'], action),
  rules: { keys: ['rules'], read: rules, needed: true },
};
