import { eachObject } from '../check';
import { Severity } from '../finding';

/** The Secret that istiod signs with, if it is there. */
const NAME = 'cacerts';

/** The two forms that it may have: Istio's own, and that of Kubernetes' TLS Secrets, which cert-manager writes. */
const ISTIO = ['ca-cert.pem', 'ca-key.pem', 'root-cert.pem', 'cert-chain.pem'];
const TLS = ['tls.crt', 'tls.key', 'ca.crt'];

/** See its title. */
export const caSecretKeys = eachObject({
  code: 'CI0030',
  name: 'ca-secret-keys',
  title: 'A Secret `cacerts` has all that istiod signs certificates with.',
  severity: Severity.ERROR,
  kinds: ['Secret'],
  explanation: 'From a Secret of this name Istio takes its own authority: the control plane reads these files by their names. If some are missing, '
    + 'it does not start; if all are called otherwise, it signs with an authority that it makes up, and only its log says so.',
  fix: 'add them, or name the Secret otherwise',
  equivalents: [],
  *object(secret) {
    if (secret.root.at('metadata', 'name').text !== NAME) { return; }
    const has = (key: string) => secret.root.at('data', key).given || secret.root.at('stringData', key).given;
    const form = has('tls.crt') ? TLS : ISTIO;
    const missing = form.filter((key) => !has(key));
    if (missing.length === 0) { return; }
    const allowed = form === TLS ? words(TLS) : `${words(ISTIO)}, or ${words(TLS)}`;
    yield secret.root.at('metadata', 'name').problem(`is "${NAME}", and the Secret has no ${missing.join(' and no ')}; it must have ${allowed}`);
  },
});

function words(keys: readonly string[]): string {
  return `${keys.slice(0, -1).join(', ')} and ${keys[keys.length - 1]}`;
}
