import { eachObject } from '../check';
import { clientVerificationReports } from '../client-tls';
import { Severity } from '../finding';
import { policyParts } from '../traffic-policies';

/** See its title. */
export const verificationOrNone = eachObject({
  code: 'CI0364',
  name: 'verification-or-none',
  title: 'A client that verifies no server is not told what to verify.',
  severity: Severity.ERROR,
  kinds: ['DestinationRule'],
  fields: ['insecureSkipVerify'],
  explanation: 'With insecureSkipVerify a client takes any certificate of the server. Istio refuses it beside what the certificate would be compared with.',
  fix: 'leave insecureSkipVerify out, or what is to be compared',
  equivalents: ['IV-DR-032', 'IV-DR-033'],
  *object(rule) {
    for (const tls of policyParts(rule, 'tls')) { yield* clientVerificationReports(tls); }
  },
});
