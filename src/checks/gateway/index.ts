import type { Check } from '../check';
import { certificateOnOneGateway } from './certificate-on-one-gateway';
import { cipherSuitesKnown } from './cipher-suites-known';
import { credentialHasCertificate } from './credential-has-certificate';
import { gatewayCredentialExists } from './gateway-credential-exists';
import { gatewayHasServers } from './gateway-has-servers';
import { gatewayHasWorkload } from './gateway-has-workload';
import { gatewayPortOnService } from './gateway-port-on-service';
import { gatewayPortsAgree } from './gateway-ports-agree';
import { gatewayTlsMode } from './gateway-tls-mode';
import { meshCertificateAlone } from './mesh-certificate-alone';
import { oldTlsNeedsCiphers } from './old-tls-needs-ciphers';
import { oneCertificateSource } from './one-certificate-source';
import { passedThroughAsIs } from './passed-through-as-is';
import { plainHttpRedirected } from './plain-http-redirected';
import { redirectFromHttp } from './redirect-from-http';
import { revocationListUsed } from './revocation-list-used';
import { serverBind } from './server-bind';
import { serverCertificateGiven } from './server-certificate-given';
import { serverHostName } from './server-host-name';
import { serverPortName } from './server-port-name';
import { serverPortValid } from './server-port-valid';
import { tlsOnTlsPorts } from './tls-on-tls-ports';
import { tlsVersionsInOrder } from './tls-versions-in-order';

/** Checks of Istio's Gateways. */
export const GATEWAY_CHECKS: readonly Check[] = [
  gatewayHasWorkload, gatewayPortsAgree, gatewayTlsMode, gatewayCredentialExists, tlsOnTlsPorts, plainHttpRedirected,
  gatewayHasServers, serverHostName, serverPortName, serverPortValid, serverBind, redirectFromHttp, oldTlsNeedsCiphers,
  cipherSuitesKnown, tlsVersionsInOrder, meshCertificateAlone, passedThroughAsIs, oneCertificateSource, serverCertificateGiven,
  revocationListUsed, certificateOnOneGateway, gatewayPortOnService, credentialHasCertificate,
];
