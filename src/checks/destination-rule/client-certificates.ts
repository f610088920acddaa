import { eachObject } from '../check';
import { clientCertificateReports } from '../client-tls';
import { Severity } from '../finding';
import { policyParts } from '../traffic-policies';

/** See its title. */
export const clientCertificates = eachObject({
  code: 'CI0365',
  name: 'client-certificates',
  title: 'The certificates of a client are files or a credential, and with mode MUTUAL there is one.',
  severity: Severity.ERROR,
  kinds: ['DestinationRule'],
  fields: ['tls'],
  explanation: 'Istio refuses files beside credentialName, and mode MUTUAL without a certificate and its key.',
  fix: 'keep either of them',
  equivalents: ['IV-DR-034', 'IV-DR-035', 'IV-DR-036'],
  *object(rule) {
    for (const tls of policyParts(rule, 'tls')) { yield* clientCertificateReports(tls); }
  },
});
