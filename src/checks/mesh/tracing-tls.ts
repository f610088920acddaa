import { ANY, eachObject } from '../check';
import { clientCertificateReports, clientCredentialReports, clientVerificationReports } from '../client-tls';
import { Severity } from '../finding';
import { PROXY_CONFIG_FIELDS, proxyConfigsIn } from '../mesh-places';

/** See its title. */
export const tracingTls = eachObject({
  code: 'CI1311',
  name: 'tracing-tls',
  title: 'Proxies that send traces by TLS have the certificates for it.',
  severity: Severity.ERROR,
  kinds: [ANY],
  fields: PROXY_CONFIG_FIELDS,
  explanation: 'Istio refuses the MeshConfig, or the pod with such an annotation: the settings are those of a DestinationRule, and there is no namespace for a ConfigMap.',
  fix: 'correct it as in a DestinationRule',
  equivalents: ['IV-MC-023'],
  *object(object, view) {
    for (const { at } of proxyConfigsIn(object, view)) {
      const tls = at.at('tracing', 'tlsSettings');
      if (tls.fields === undefined) { continue; }
      yield* clientCredentialReports(tls, '');
      yield* clientVerificationReports(tls);
      yield* clientCertificateReports(tls);
    }
  },
});
