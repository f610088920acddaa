import type { Check } from '../check';
import { authoritySetOnce } from './authority-set-once';
import { boundToGateway } from './bound-to-gateway';
import { claimsAreChecked } from './claims-are-checked';
import { claimsNeedGateway } from './claims-need-gateway';
import { connectionRouteComplete } from './connection-route-complete';
import { connectionRouteReached } from './connection-route-reached';
import { corsPolicyValid } from './cors-policy-valid';
import { delegateExists } from './delegate-exists';
import { delegateExported } from './delegate-exported';
import { delegateIsPlain } from './delegate-is-plain';
import { delegateIsUsed } from './delegate-is-used';
import { delegateMatchContained } from './delegate-match-contained';
import { destinationHostExists } from './destination-host-exists';
import { destinationOnce } from './destination-once';
import { destinationPortExists } from './destination-port-exists';
import { destinationPortGiven } from './destination-port-given';
import { destinationSubsetExists } from './destination-subset-exists';
import { destinationValid } from './destination-valid';
import { directResponseValid } from './direct-response-valid';
import { faultEscapesResilience } from './fault-escapes-resilience';
import { faultHasShare } from './fault-has-share';
import { faultValid } from './fault-valid';
import { gatewayExists } from './gateway-exists';
import { gatewayHostOwner } from './gateway-host-owner';
import { gatewayKeepsSubsets } from './gateway-keeps-subsets';
import { gatewayNameForm } from './gateway-name-form';
import { gatewayNameValid } from './gateway-name-valid';
import { generatedGatewayNamed } from './generated-gateway-named';
import { headerOperationName } from './header-operation-name';
import { headerOperationValue } from './header-operation-value';
import { hostOnGateway } from './host-on-gateway';
import { httpRoutesNeedHttp } from './http-routes-need-http';
import { internalCallersMeant } from './internal-callers-meant';
import { matchHeaderName } from './match-header-name';
import { matchSourceValid } from './match-source-valid';
import { matchTextGiven } from './match-text-given';
import { meshHostOwner } from './mesh-host-owner';
import { mirrorShare } from './mirror-share';
import { oneAnswerPerRoute } from './one-answer-per-route';
import { redirectValid } from './redirect-valid';
import { regexValid } from './regex-valid';
import { retriesAreSafe } from './retries-are-safe';
import { retriesNeedAttempts } from './retries-need-attempts';
import { retriesValid } from './retries-valid';
import { rewriteValid } from './rewrite-valid';
import { routeAfterCatchAll } from './route-after-catch-all';
import { routeDurations } from './route-durations';
import { routeFitsServer } from './route-fits-server';
import { routeShadowed } from './route-shadowed';
import { routeWeightsNotZero } from './route-weights-not-zero';
import { routeWeightsSum } from './route-weights-sum';
import { settingsFitAnswer } from './settings-fit-answer';
import { singleWeight } from './single-weight';
import { sniHosts } from './sni-hosts';
import { sourceBesideGateways } from './source-beside-gateways';
import { subsetBeforeRoute } from './subset-before-route';
import { subsetSeenByClients } from './subset-seen-by-clients';
import { timeoutCoversTries } from './timeout-covers-tries';
import { virtualServiceExportTo } from './virtual-service-export-to';
import { virtualServiceHasRoutes } from './virtual-service-has-routes';
import { virtualServiceHostName } from './virtual-service-host-name';
import { virtualServiceHostsDiffer } from './virtual-service-hosts-differ';

/** Checks of VirtualServices: CI01xx for what they refer to, CI02xx for their routes, CI0240 to CI0266 for what Istio refuses by itself. */
export const VIRTUAL_SERVICE_CHECKS: readonly Check[] = [
  destinationHostExists, destinationPortExists, destinationSubsetExists, destinationPortGiven, meshHostOwner, gatewayHostOwner,
  gatewayExists, hostOnGateway, httpRoutesNeedHttp, routeWeightsSum, routeWeightsNotZero, routeAfterCatchAll, routeShadowed,
  timeoutCoversTries, faultEscapesResilience, retriesNeedAttempts, singleWeight, oneAnswerPerRoute, retriesAreSafe,
  boundToGateway, subsetSeenByClients, subsetBeforeRoute, routeFitsServer, internalCallersMeant, destinationOnce,
  gatewayNameForm, generatedGatewayNamed, claimsAreChecked, gatewayKeepsSubsets,
  virtualServiceHostName, virtualServiceHostsDiffer, virtualServiceHasRoutes, delegateIsPlain, gatewayNameValid, claimsNeedGateway,
  regexValid, matchTextGiven, matchHeaderName, matchSourceValid, headerOperationName, headerOperationValue, authoritySetOnce,
  corsPolicyValid, faultValid, mirrorShare, redirectValid, directResponseValid, retriesValid, rewriteValid, destinationValid,
  routeDurations, sniHosts, connectionRouteReached, connectionRouteComplete, settingsFitAnswer, virtualServiceExportTo, faultHasShare,
  sourceBesideGateways, delegateIsUsed, delegateExists, delegateExported, delegateMatchContained,
];
