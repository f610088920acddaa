import type { Check } from '../check';
import { everythingOrNothing } from './everything-or-nothing';
import { httpRulesNeedHttp } from './http-rules-need-http';
import { tokenRequired } from './token-required';

/** Checks of AuthorizationPolicies and RequestAuthentications. */
export const AUTHORIZATION_CHECKS: readonly Check[] = [everythingOrNothing, httpRulesNeedHttp, tokenRequired];
