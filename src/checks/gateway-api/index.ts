import type { Check } from '../check';
import { conditionsNotNegative } from './conditions-not-negative';
import { crdVersion } from './crd-version';
import { gatewayClassKnown } from './gateway-class-known';
import { gatewayListenersDiffer } from './gateway-listeners-differ';
import { gatewayPodsByReference } from './gateway-pods-by-reference';
import { gatewaysShareAddress } from './gateways-share-address';
import { gatewaysShareListener } from './gateways-share-listener';
import { grantNamespaceExists } from './grant-namespace-exists';
import { routeBackendExists } from './route-backend-exists';
import { routeParentExists } from './route-parent-exists';

/** Checks of the Gateway API of Kubernetes. */
export const GATEWAY_API_CHECKS: readonly Check[] = [
  routeParentExists, routeBackendExists, gatewayListenersDiffer, gatewaysShareListener, gatewaysShareAddress, gatewayClassKnown,
  grantNamespaceExists, crdVersion, gatewayPodsByReference, conditionsNotNegative,
];
