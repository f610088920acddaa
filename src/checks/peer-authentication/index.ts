import type { Check } from '../check';
import { meshPolicyNamespace } from './mesh-policy-namespace';
import { onePolicyPerLevel } from './one-policy-per-level';
import { portMtlsContainerPort } from './port-mtls-container-port';
import { portMtlsSelector } from './port-mtls-selector';
import { rootNamespaceSelector } from './root-namespace-selector';
import { strictNeedsMutualClients } from './strict-needs-mutual-clients';

/** Checks of PeerAuthentications. */
export const PEER_AUTHENTICATION_CHECKS: readonly Check[] = [
  rootNamespaceSelector, portMtlsSelector, portMtlsContainerPort, onePolicyPerLevel, meshPolicyNamespace,
  strictNeedsMutualClients,
];
