import type { Check } from '../check';
import { addressBlocks } from './address-blocks';
import { callerNames } from './caller-names';
import { conditionAttribute } from './condition-attribute';
import { conditionValues } from './condition-values';
import { customAsksNoIdentity } from './custom-asks-no-identity';
import { customNeedsProvider } from './custom-needs-provider';
import { customProviderExists } from './custom-provider-exists';
import { denyNamesPorts } from './deny-names-ports';
import { everythingOrNothing } from './everything-or-nothing';
import { httpRulesNeedHttp } from './http-rules-need-http';
import { identityNeedsMutualTls } from './identity-needs-mutual-tls';
import { issuerOrKeys } from './issuer-or-keys';
import { keysPublic } from './keys-public';
import { keysReadable } from './keys-readable';
import { keysUrl } from './keys-url';
import { methodExists } from './method-exists';
import { noEmptyListBesideOthers } from './no-empty-list-beside-others';
import { oneCustomProvider } from './one-custom-provider';
import { operationPorts } from './operation-ports';
import { pathTemplates } from './path-templates';
import { policyHostExists } from './policy-host-exists';
import { principalExists } from './principal-exists';
import { principalTrustDomain } from './principal-trust-domain';
import { ruleSaysSomething } from './rule-says-something';
import { sourceNamespaceExists } from './source-namespace-exists';
import { tokenKeysFetchedSafely } from './token-keys-fetched-safely';
import { tokenRequired } from './token-required';
import { tokenTimeout } from './token-timeout';
import { valuesCanMatch } from './values-can-match';
import { valuesNotEmpty } from './values-not-empty';

/** Checks of AuthorizationPolicies and RequestAuthentications. */
export const AUTHORIZATION_CHECKS: readonly Check[] = [
  everythingOrNothing, httpRulesNeedHttp, tokenRequired, customNeedsProvider, customAsksNoIdentity, ruleSaysSomething,
  noEmptyListBesideOthers, valuesNotEmpty, addressBlocks, callerNames, operationPorts, pathTemplates, conditionAttribute,
  conditionValues, denyNamesPorts, valuesCanMatch, issuerOrKeys, keysReadable, keysPublic, keysUrl, tokenTimeout,
  customProviderExists, oneCustomProvider, identityNeedsMutualTls, principalExists, principalTrustDomain, policyHostExists,
  methodExists, sourceNamespaceExists, tokenKeysFetchedSafely,
];
