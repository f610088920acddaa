import type { Check } from '../check';
import { gatewayCredentialExists } from './gateway-credential-exists';
import { gatewayHasWorkload } from './gateway-has-workload';
import { gatewayPortsAgree } from './gateway-ports-agree';
import { gatewayTlsMode } from './gateway-tls-mode';
import { plainHttpRedirected } from './plain-http-redirected';
import { tlsOnTlsPorts } from './tls-on-tls-ports';

/** Checks of Istio's Gateways. */
export const GATEWAY_CHECKS: readonly Check[] = [
  gatewayHasWorkload, gatewayPortsAgree, gatewayTlsMode, gatewayCredentialExists, tlsOnTlsPorts, plainHttpRedirected,
];
