import { credential, identity } from './references';
import { type ClientTls, ClientTlsMode } from '../../../resources';
import { listOf, needed, oneOf, record, text, truth, under } from '../reader';

/** The `tls` of a traffic policy. */
export const clientTls = record<ClientTls>({
  mode: needed('mode', oneOf('ClientTlsMode', ClientTlsMode)),
  clientCertificate: text,
  privateKey: text,
  caCertificates: text,
  credential: under('credentialName', credential),
  subjectAltNames: listOf(identity),
  sni: text,
  insecureSkipVerify: truth,
  caCrl: text,
});
