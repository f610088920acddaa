import { credential } from './references';
import { type ClientTls, ClientTlsMode } from '../../../resources';
import { needed, oneOf, record, text, texts, truth, under } from '../reader';

/** The `tls` of a traffic policy. */
export const clientTls = record<ClientTls>({
  mode: needed('mode', oneOf('ClientTlsMode', ClientTlsMode)),
  clientCertificate: text,
  privateKey: text,
  caCertificates: text,
  credential: under('credentialName', credential),
  subjectAltNames: texts,
  sni: text,
  insecureSkipVerify: truth,
  caCrl: text,
});
