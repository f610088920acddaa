import type { Credential, IDestination, Identity, IGatewayReference, IVirtualServiceReference, WorkloadSelector } from '../../../resources';
import { call, type Code, value } from '../code';
import { byField, labels, needed, number, optional, type Reader, record, text } from '../reader';

/** How the library names what is elsewhere. */

/** `{ host, subset, port: { number } }`. */
export const destination: Reader<IDestination> = (node) => {
  const host = node.at('host');
  const options = optional<DestinationParts>({ subset: text, port: byField({ number }) }, node, ['host']);
  return host === undefined ? node.mustBe('a destination with a host') : call('Destination.of', text(host), options);
};

interface DestinationParts {
  readonly subset?: string;
  readonly port?: number;
}

/** `mesh`, `name`, `namespace/name`. */
export const gateway: Reader<IGatewayReference> = (node) => {
  if (typeof node.json !== 'string') { return node.mustBe('the name of a gateway'); }
  if (node.json === 'mesh') { return call('Gateway.mesh'); }
  const [name, namespace, ...more] = node.json.split('/').reverse();
  if (more.length > 0) { return node.mustBe('name or namespace/name'); }
  return call('Gateway.named', value<string>(name), namespace === undefined ? undefined : value<string>(namespace));
};

export const delegate: Reader<IVirtualServiceReference> = (node) => {
  const parts = record<{ name: string; namespace?: string }>({ name: needed('name', text), namespace: text })(node);
  const [name, namespace] = ['name', 'namespace'].map((key) => member(parts, key));
  return call('VirtualService.named', name, namespace);
};

export const credential: Reader<Credential> = (node) => {
  if (typeof node.json !== 'string') { return node.mustBe('the name of a Secret'); }
  const [, namespace, name] = /^configmap:\/\/([^/]+)\/([^/]+)$/.exec(node.json) ?? [];
  if (name !== undefined) { return call('Credential.configMap', value<string>(name), value<string>(namespace)); }
  return call(node.json.includes('://') ? 'Credential.of' : 'Credential.secret', text(node));
};

/** A principal, or a name in a certificate. */
export const identity: Reader<Identity> = (node) => call('Identity.of', text(node));

/** `namespace/account` or `account`. */
export const serviceAccount: Reader<Identity> = (node) => {
  if (typeof node.json !== 'string') { return node.mustBe('the name of a service account'); }
  const [name, namespace, ...more] = node.json.split('/').reverse();
  if (more.length > 0) { return node.mustBe('name or namespace/name'); }
  return call('Identity.serviceAccount', value<string>(name), namespace === undefined ? undefined : value<string>(namespace));
};

const selectorOf: Reader<WorkloadSelector> = (node) => call('WorkloadSelector.labels', labels(node));

/** Labels of pods, as newer kinds and as older kinds have them. */
export const matchLabels = byField({ matchLabels: selectorOf });
export const selectorLabels = byField({ labels: selectorOf });

function member(code: Code, key: string): Code | undefined {
  return code.form.is === 'object' ? code.form.members.find(([name]) => name === key)?.[1] : undefined;
}
