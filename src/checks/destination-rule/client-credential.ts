import { eachObject } from '../check';
import { clientCredentialReports } from '../client-tls';
import { Severity } from '../finding';
import { policyParts } from '../traffic-policies';

/** See its title. */
export const clientCredential = eachObject({
  code: 'CI0363',
  name: 'client-credential',
  title: 'A ConfigMap with certificates is one of the namespace of the DestinationRule.',
  severity: Severity.ERROR,
  kinds: ['DestinationRule'],
  fields: ['credentialName'],
  explanation: 'The field credentialName may name a ConfigMap, configmap://NAMESPACE/NAME, if it is in the namespace of the object. Istio refuses others.',
  fix: 'write configmap:// with the namespace of the object, "/" and the name',
  equivalents: ['IV-DR-030', 'IV-DR-031'],
  *object(rule) {
    for (const tls of policyParts(rule, 'tls')) { yield* clientCredentialReports(tls, rule.namespace); }
  },
});
