import { rendered } from './run';
import { AppView } from '../../src/checks/app-view';
import { DEFAULT_CONTEXT } from '../../src/checks/mesh-context';

const HOST = 'orders.shop.svc.cluster.local';
const rule = (name: string, namespace: string, host: string, exportTo = '') =>
  `apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {name: ${name}, namespace: ${namespace}}\nspec: {host: "${host}"${exportTo}}`;

/** The rules that proxies of a namespace take for the service, as Istio looks them up. */
function seen(client: string, ...rules: string[]): string[] {
  return new AppView(rendered(rules.join('\n---\n')), DEFAULT_CONTEXT).destinationRules.seenFrom(client, HOST, 'shop').map(({ id }) => id);
}

const OWN = rule('own', 'web', HOST);
const SERVICE = rule('service', 'shop', 'orders');
const ROOT = rule('root', 'istio-system', '*.local');
const PRIVATE = ', exportTo: ["."]';

test.each<[string, string, string[], string[]]>([
  ['its own namespace goes first', 'web', [SERVICE, ROOT, OWN], ['web/own']],
  ['then that of the service', 'web', [SERVICE, ROOT], ['shop/service']],
  ['then the root namespace', 'web', [ROOT], ['istio-system/root']],
  ['no other namespace counts', 'web', [rule('third', 'third', HOST)], []],
  ['the first namespace with a rule ends the search, whatever its host', 'web', [SERVICE, rule('wide', 'web', '*')], ['web/wide']],
  ['in a namespace the most specific host counts', 'web', [rule('wide', 'shop', '*.svc.cluster.local'), SERVICE], ['shop/service']],
  ['what is not exported is not seen from elsewhere', 'web', [rule('service', 'shop', 'orders', PRIVATE), ROOT], ['istio-system/root']],
  ['but from its own namespace', 'shop', [rule('service', 'shop', 'orders', PRIVATE), ROOT], ['shop/service']],
  ['what is exported to others is not seen either', 'web', [rule('service', 'shop', 'orders', ', exportTo: [other]')], []],
  ['it is seen from where it is exported to', 'web', [rule('service', 'shop', 'orders', ', exportTo: [web]')], ['shop/service']],
  ['proxies of the root namespace look there for rules of their own, not for those of the mesh', 'istio-system', [ROOT, SERVICE], ['shop/service']],
  ['and take rules that are for the root namespace alone', 'istio-system', [rule('root', 'istio-system', '*.local', PRIVATE), SERVICE], ['istio-system/root']],
])('%s', (_what, client, rules, found) => {
  expect(seen(client, ...rules)).toEqual(found);
});
