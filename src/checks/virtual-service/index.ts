import type { Check } from '../check';
import { boundToGateway } from './bound-to-gateway';
import { claimsAreChecked } from './claims-are-checked';
import { destinationHostExists } from './destination-host-exists';
import { destinationOnce } from './destination-once';
import { destinationPortExists } from './destination-port-exists';
import { destinationPortGiven } from './destination-port-given';
import { destinationSubsetExists } from './destination-subset-exists';
import { faultEscapesResilience } from './fault-escapes-resilience';
import { gatewayExists } from './gateway-exists';
import { gatewayHostOwner } from './gateway-host-owner';
import { gatewayKeepsSubsets } from './gateway-keeps-subsets';
import { gatewayNameForm } from './gateway-name-form';
import { generatedGatewayNamed } from './generated-gateway-named';
import { hostOnGateway } from './host-on-gateway';
import { httpRoutesNeedHttp } from './http-routes-need-http';
import { internalCallersMeant } from './internal-callers-meant';
import { meshHostOwner } from './mesh-host-owner';
import { oneAnswerPerRoute } from './one-answer-per-route';
import { retriesAreSafe } from './retries-are-safe';
import { retriesNeedAttempts } from './retries-need-attempts';
import { routeAfterCatchAll } from './route-after-catch-all';
import { routeFitsServer } from './route-fits-server';
import { routeShadowed } from './route-shadowed';
import { routeWeightsNotZero } from './route-weights-not-zero';
import { routeWeightsSum } from './route-weights-sum';
import { singleWeight } from './single-weight';
import { subsetBeforeRoute } from './subset-before-route';
import { subsetSeenByClients } from './subset-seen-by-clients';
import { timeoutCoversTries } from './timeout-covers-tries';

/** Checks of VirtualServices: CI01xx for what they refer to, CI02xx for their routes. */
export const VIRTUAL_SERVICE_CHECKS: readonly Check[] = [
  destinationHostExists, destinationPortExists, destinationSubsetExists, destinationPortGiven, meshHostOwner, gatewayHostOwner,
  gatewayExists, hostOnGateway, httpRoutesNeedHttp, routeWeightsSum, routeWeightsNotZero, routeAfterCatchAll, routeShadowed,
  timeoutCoversTries, faultEscapesResilience, retriesNeedAttempts, singleWeight, oneAnswerPerRoute, retriesAreSafe,
  boundToGateway, subsetSeenByClients, subsetBeforeRoute, routeFitsServer, internalCallersMeant, destinationOnce,
  gatewayNameForm, generatedGatewayNamed, claimsAreChecked, gatewayKeepsSubsets,
];
