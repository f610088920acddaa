import type { AppObject } from '../app-object';
import type { AppView } from '../app-view';
import { eachObject } from '../check';
import { Severity } from '../finding';
import { selects } from '../labels';
import { credentialPlaces, secretsOf } from '../secret-index';

/** See its title. */
export const gatewayCredentialExists = eachObject({
  code: 'CI0404',
  name: 'gateway-credential-exists',
  title: 'The credential of a Gateway is a Secret in the namespace of the gateway pods.',
  severity: Severity.WARNING,
  kinds: ['Gateway', 'Secret', 'Certificate.cert-manager.io', 'ExternalSecret.external-secrets.io', 'SealedSecret.bitnami.com'],
  fields: ['credentialName', 'credentialNames'],
  explanation: 'Secrets are read from the namespace of the gateway pods, not from that of the Gateway. Without the Secret the port has no certificate and every '
    + 'TLS handshake fails. Secrets are often made outside of the app, so one that is just not there is an info, unless the app makes the gateway pods.',
  fix: 'make the Secret in the namespace of the gateway pods, or name it in knownSecrets of the Mesh',
  equivalents: ['IST0101', 'GAP-19'],
  *object(gateway, view) {
    const namespaces = [...new Set(view.gateways.workloadsOf(gateway).flatMap(({ namespace }) => namespace ?? []))].sort();
    if (namespaces.length === 0) { return; }
    const { namespaces: secrets, homes } = secretsOf(view);
    for (const place of credentialPlaces(gateway)) {
      const name = place.text;
      if (name === undefined || name === '' || /[:/]/.test(name)) { continue; }
      const isThere = (namespace: string) => secrets.get(name)?.includes(namespace) === true
        || view.context.knownNamespaces.includes(namespace);
      if (namespaces.some(isThere)) { continue; }
      const elsewhere = secrets.get(name);
      if (elsewhere !== undefined) {
        yield place.mustBe(`a Secret in namespace ${namespaces.join(' or ')}, where the gateway pods run; it is in ${elsewhere.join(', ')}`);
      } else if (namespaces.some((namespace) => homes.has(namespace) || view.workloads.isKnown(namespace))) {
        yield place.mustBe(`a Secret in namespace ${namespaces.join(' or ')}`, { severity: makesPods(gateway, view) ? Severity.WARNING : Severity.INFO });
      }
    }
  },
});

/** Whether the app makes the pods that read the Secret. */
function makesPods(gateway: AppObject, view: AppView): boolean {
  const selector = gateway.spec.at('selector').labels();
  return view.workloads.all.some(({ labels }) => selects(selector, labels));
}
