import type { AppObject } from '../app-object';
import type { AppView } from '../app-view';
import { eachObject } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';

/** See its title. */
export const gatewayCredentialExists = eachObject({
  code: 'CI0404',
  name: 'gateway-credential-exists',
  title: 'The credential of a Gateway is a Secret in the namespace of the gateway pods.',
  severity: Severity.WARNING,
  kinds: ['Gateway', 'Secret', 'Certificate.cert-manager.io', 'ExternalSecret.external-secrets.io', 'SealedSecret.bitnami.com'],
  explanation: 'Secrets are read from the namespace of the gateway pods, not from that of the Gateway. Without the Secret the port has no certificate and every '
    + 'TLS handshake fails. Secrets are often made outside of the app, so one that is just not there is an info.',
  fix: 'make the Secret in the namespace of the gateway pods, or name it in knownSecrets of the Mesh',
  equivalents: ['IST0101', 'GAP-19'],
  *object(gateway, view) {
    const namespaces = [...new Set(view.gateways.workloadsOf(gateway).flatMap(({ namespace }) => namespace ?? []))].sort();
    if (namespaces.length === 0) { return; }
    const { secrets, homes } = secretsOf(view);
    for (const place of credentials(gateway)) {
      const name = place.text;
      if (name === undefined || name === '' || /[:/]/.test(name)) { continue; }
      const isThere = (namespace: string) => secrets.get(name)?.includes(namespace) === true
        || view.context.knownNamespaces.includes(namespace);
      if (namespaces.some(isThere)) { continue; }
      const elsewhere = secrets.get(name);
      if (elsewhere !== undefined) {
        yield place.mustBe(`a Secret in namespace ${namespaces.join(' or ')}, where the gateway pods run; it is in ${elsewhere.join(', ')}`);
      } else if (namespaces.some((namespace) => homes.has(namespace))) {
        yield place.mustBe(`a Secret in namespace ${namespaces.join(' or ')}`, { severity: Severity.INFO });
      }
    }
  },
});

function credentials(gateway: AppObject): Cursor[] {
  return gateway.spec.at('servers').items().map((server) => server.at('tls')).flatMap((tls) => [
    tls.at('credentialName'), ...tls.at('credentialNames').items(),
  ]);
}

/** The namespaces of the Secrets of each name, of those too that a controller will make of an object of the app. */
function secretsOf(view: AppView): { secrets: Map<string, string[]>; homes: Set<string> } {
  return view.once('secrets', () => {
    const secrets = new Map<string, string[]>();
    const add = (name: string, namespace: string) => secrets.set(name, [...(secrets.get(name) ?? []), namespace]);
    for (const kind of ['Secret', 'SealedSecret.bitnami.com']) {
      for (const secret of view.ofKind(kind)) { add(secret.name, secret.namespace); }
    }
    for (const certificate of view.ofKind('Certificate.cert-manager.io')) {
      add(certificate.spec.at('secretName').text ?? certificate.name, certificate.namespace);
    }
    for (const external of view.ofKind('ExternalSecret.external-secrets.io')) {
      add(external.spec.at('target', 'name').text ?? external.name, external.namespace);
    }
    for (const known of view.context.knownSecrets) {
      const [namespace, name] = known.split('/');
      if (name !== undefined) { add(name, namespace); }
    }
    return { secrets, homes: new Set([...secrets.values()].flat()) };
  });
}
