import type { AuthorizationCondition } from './authorization-condition';
import type { Identity } from './identity';
import { Field } from '../model/field';
import { requireSome } from '../model/require';

/**
 * Who a request comes from. All that is given has to be so, for each by one of its values. At least one list is given.
 *
 * A `*` at one end of a value stands for any text there, `*` alone for any value.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source
 */
export interface AuthorizationSource {
  /**
   * Identities. Needs mutual TLS.
   *
   * @default - any
   */
  readonly principals?: Identity[];

  /**
   * Identities that it is none of.
   *
   * @default - none is excluded
   */
  readonly notPrincipals?: Identity[];

  /**
   * Issuers and subjects of the request's token: `issuer/subject`. HTTP only, and needs a RequestAuthentication.
   *
   * @default - any, and none
   */
  readonly requestPrincipals?: string[];

  /**
   * Issuers and subjects that it has none of: `*` for requests without a valid token.
   *
   * @default - none is excluded
   */
  readonly notRequestPrincipals?: string[];

  /**
   * Namespaces. Needs mutual TLS.
   *
   * @default - any
   */
  readonly namespaces?: string[];

  /**
   * Namespaces that it is in none of.
   *
   * @default - none is excluded
   */
  readonly notNamespaces?: string[];

  /**
   * Service accounts, at most 16, whichever their trust domain. Needs mutual TLS. Excludes principals and namespaces.
   *
   * @default - any
   */
  readonly serviceAccounts?: Identity[];

  /**
   * Service accounts that it has none of. Excludes principals and namespaces.
   *
   * @default - none is excluded
   */
  readonly notServiceAccounts?: Identity[];

  /**
   * Addresses that packets come from: IP addresses, or ranges of them (10.1.0.0/16).
   *
   * @default - any
   */
  readonly ipBlocks?: string[];

  /**
   * Addresses that packets come from none of.
   *
   * @default - none is excluded
   */
  readonly notIpBlocks?: string[];

  /**
   * Addresses of clients, as `X-Forwarded-For` or the PROXY protocol tells them; needs the number of trusted proxies.
   *
   * @default - any
   */
  readonly remoteIpBlocks?: string[];

  /**
   * Addresses of clients that it is none of.
   *
   * @default - none is excluded
   */
  readonly notRemoteIpBlocks?: string[];

  /**
   * Trust domains: `cluster.local`. Needs mutual TLS.
   *
   * @default - any
   */
  readonly trustDomains?: string[];

  /**
   * Trust domains that it is in none of.
   *
   * @default - none is excluded
   */
  readonly notTrustDomains?: string[];
}

/**
 * What a request wants. All that is given has to be so, for each by one of its values. At least one list is given.
 *
 * Everything but ports is HTTP: on other ports, a rule with it never allows, and denies whatever else it matches.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation
 */
export interface AuthorizationOperation {
  /**
   * Hosts that are asked for, in any case: `shop.example.com`, `*.example.com`.
   *
   * @default - any
   */
  readonly hosts?: string[];

  /**
   * Hosts that are not asked for.
   *
   * @default - none is excluded
   */
  readonly notHosts?: string[];

  /**
   * Ports: the workload's, not the service's.
   *
   * @default - any
   */
  readonly ports?: number[];

  /**
   * Ports that it is none of.
   *
   * @default - none is excluded
   */
  readonly notPorts?: number[];

  /**
   * Methods, in capitals.
   *
   * @default - any
   */
  readonly methods?: string[];

  /**
   * Methods that it is none of.
   *
   * @default - none is excluded
   */
  readonly notMethods?: string[];

  /**
   * Paths: `/ratings/*`, or with templates for one segment (`/users/{*}/orders`) and for the rest (`/static/{**}`).
   *
   * @default - any
   */
  readonly paths?: string[];

  /**
   * Paths that it is none of.
   *
   * @default - none is excluded
   */
  readonly notPaths?: string[];
}

/**
 * Which requests a rule matches: those from one of the sources, with one of the operations, under all conditions. At least
 * one of the lists is given.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Rule
 */
export interface AuthorizationRule {
  /**
   * Who they come from.
   *
   * @default - anybody
   */
  readonly sources?: AuthorizationSource[];

  /**
   * What they want.
   *
   * @default - anything
   */
  readonly operations?: AuthorizationOperation[];

  /**
   * What else has to be so.
   *
   * @default - nothing
   */
  readonly conditions?: AuthorizationCondition[];
}

/** As many as the API server takes. */
const MAX_RULES = 512;

/** Which requests a policy acts on. */
export class AuthorizationRules {
  /** Requests that one of the rules matches. */
  public static anyOf(...rules: AuthorizationRule[]): AuthorizationRules {
    const field = new Field('AuthorizationRules.anyOf').at('rules');
    requireSome(rules, field, 'use AuthorizationRules.everything() or AuthorizationRules.nothing()');
    if (rules.length > MAX_RULES) { throw field.problem(`${field.path} has ${rules.length} elements; it must have at most ${MAX_RULES}`); }
    return new AuthorizationRules(rules, false);
  }

  /** Every request. With ALLOW all are let in, unless another policy denies them; with DENY none is. */
  public static everything(): AuthorizationRules {
    return new AuthorizationRules([], true);
  }

  /** No request. For ALLOW only: all are denied that no other policy allows. */
  public static nothing(): AuthorizationRules {
    return new AuthorizationRules([], false);
  }

  private constructor(
    /** @internal */
    public readonly _rules: AuthorizationRule[],
    /** @internal */
    public readonly _everything: boolean,
  ) {}
}
