import type { AppObject } from './app-object';
import type { AppView } from './app-view';
import type { Cursor } from './cursor';

/** The Secrets of the app, those too that a controller will make of an object of the app, and those that are known to exist. */
export interface SecretIndex {
  /** The namespaces that have a Secret of a name. */
  readonly namespaces: ReadonlyMap<string, readonly string[]>;
  /** The namespaces that have a Secret. */
  readonly homes: ReadonlySet<string>;
  /** The Secrets themselves, by `namespace/name`. */
  readonly objects: ReadonlyMap<string, AppObject>;
}

export function secretsOf(view: AppView): SecretIndex {
  return view.once('secrets', () => {
    const namespaces = new Map<string, string[]>();
    const add = (name: string, namespace: string) => namespaces.set(name, [...(namespaces.get(name) ?? []), namespace]);
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
    const objects = new Map(view.ofKind('Secret').map((secret) => [secret.id, secret]));
    return { namespaces, homes: new Set([...namespaces.values()].flat()), objects };
  });
}

/** Where a Gateway names the Secrets that it takes its certificates from. */
export function credentialPlaces(gateway: AppObject): Cursor[] {
  return gateway.spec.at('servers').items().map((server) => server.at('tls')).flatMap((tls) => [
    tls.at('credentialName'), ...tls.at('credentialNames').items(),
  ]);
}
