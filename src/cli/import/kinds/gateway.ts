import { credential, identity } from './references';
import { TLS_CHECKS } from './tls-checks';
import {
  type GatewayProps, type Server, type ServerPort, type ServerTls, ServerTlsMode, type TlsCertificateFiles,
} from '../../../resources';
import { chosen, labels, listOf, type Members, needed, number, oneOf, outOf, record, text, texts, truth, under } from '../reader';
import { protocol } from '../values';

const serverTls = record<ServerTls>({
  mode: needed('mode', oneOf('ServerTlsMode', ServerTlsMode)),
  credential: under('credentialName', credential),
  credentials: under('credentialNames', listOf(credential)),
  serverCertificate: text,
  privateKey: text,
  tlsCertificates: listOf(record<TlsCertificateFiles>({
    serverCertificate: needed('serverCertificate', text), privateKey: needed('privateKey', text),
  })),
  caCertificates: text,
  caCredential: under('caCertCredentialName', credential),
  caCrl: text,
  subjectAltNames: listOf(identity),
  ...TLS_CHECKS,
});

const server = record<Server>({
  port: needed('port', record<ServerPort>({ number: needed('number', number), protocol: needed('protocol', protocol), name: needed('name', text) })),
  hosts: needed('hosts', texts),
  // The redirection of plain HTTP stands in the `tls` block, though there is no TLS.
  tls: outOf(['tls'], (node) => {
    const tls = node.at('tls');
    const own = tls === undefined ? undefined : chosen(tls, (key) => key !== 'httpsRedirect');
    return own === undefined ? undefined : serverTls(own);
  }),
  httpsRedirect: outOf(['tls'], (node) => {
    const redirect = node.at('tls')?.at('httpsRedirect');
    return redirect === undefined ? undefined : truth(redirect);
  }),
  bind: text,
  name: text,
});

export const GATEWAY: Members<Omit<GatewayProps, 'metadata'>> = {
  selector: needed('selector', labels),
  servers: needed('servers', listOf(server)),
};
