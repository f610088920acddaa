import { Construct } from 'constructs';
import { exemptOperations } from './exemptions';
import type { MeshService } from './mesh-service';
import { emitServicePolicy } from './service-policy';
import { describePorts, type TrafficPort } from './service-port';
import { SUPPRESS_PREFIX } from '../checks/suppression';
import type { Field } from '../model/field';
import { byCodeUnit, defined, given } from '../model/json';
import { ISTIO_KINDS } from '../model/kinds';
import type { RequestMatch } from '../model/request-match';
import { requirePort, requireSome, requireText } from '../model/require';
import { AuthorizationCondition } from '../resources/authorization-condition';
import { AuthorizationAction, renderAuthorizationPolicy } from '../resources/authorization-policy';
import { type AuthorizationOperation, type AuthorizationRule, AuthorizationRules } from '../resources/authorization-rules';
import { renderValues, TEXT } from '../resources/authorization-values';
import { fieldOf } from '../resources/emit';
import { Jwks } from '../resources/jwks';
import { type JwtHeader, type JwtRule, renderJwtRule } from '../resources/jwt-rule';
import { renderRequestAuthentication } from '../resources/request-authentication';

/** Properties of a JwtAuthentication. */
export interface JwtAuthenticationProps {
  /** The service that is called. */
  readonly service: MeshService;

  /** Who issues the tokens (`iss`). */
  readonly issuer: string;

  /**
   * The URL of the issuer's public keys. Excludes jwks.
   *
   * @default - found by the issuer's URL (OpenID Connect Discovery), unless jwks are given
   */
  readonly jwksUri?: string;

  /**
   * The issuer's public keys. Excludes jwksUri.
   *
   * @default - see jwksUri
   */
  readonly jwks?: Jwks;

  /**
   * Whom tokens may be meant for (`aud`); one is enough.
   *
   * @default - anybody
   */
  readonly audiences?: string[];

  /**
   * Whether the destination gets the token itself.
   *
   * @default false
   */
  readonly forwardOriginalToken?: boolean;

  /**
   * Headers that may hold the token.
   *
   * @default - `Authorization: Bearer …`, and the parameter `access_token`
   */
  readonly fromHeaders?: JwtHeader[];

  /** Whether requests without a token are denied. Those with a token that is not valid always are. */
  readonly required: boolean;

  /**
   * Requests that need no token: those that fulfil any of the matches. Matches may be about path, method and authority only,
   * as a policy can tell no others, and without regular expressions. A token that is not valid is refused there too.
   *
   * @default - none
   */
  readonly exempt?: RequestMatch[];

  /**
   * Claims that tokens must have, each with one of its values. A `*` at one end of a value stands for any text there, `*`
   * alone for any value.
   *
   * @default - any
   */
  readonly requiredClaims?: { [claim: string]: string[] };

  /**
   * The ports that need a token, where it is required: those of the pods that take HTTP, which need not have the numbers of
   * the Service's. Connections to others have no token, and are denied unless ports are given; so Istio warns without them,
   * and a service that has such ports must give them.
   *
   * @default - all ports of the pods
   */
  readonly ports?: number[];
}

/** What is about the requirement, and says nothing without it. */
const OF_REQUIREMENT = ['exempt', 'requiredClaims', 'ports'] as const;

/** Which construct requires the tokens of a service: a request has one identity, of one issuer. */
const REQUIRED = new WeakMap<MeshService, Construct>();

/**
 * Checks the tokens (JWT) of a service's requests, and asks for one where it is required.
 *
 * The requirement denies requests that lack a token, rather than allowing those that have one: what one policy allows is let
 * in, whatever the others ask for, so that anybody with a token would get past a `ServiceAccess`. Denied is denied, and so
 * the two add up: callers must be allowed, and must have a token.
 *
 * It is followed by sidecars: where waypoints or ztunnel carry the traffic, write the policies themselves.
 */
export class JwtAuthentication extends Construct {
  constructor(scope: Construct, id: string, props: JwtAuthenticationProps) {
    super(scope, id);
    const field = fieldOf(this);
    const { service, required } = props;
    const rule = jwtRule(props, field);
    const extra = OF_REQUIREMENT.find((name) => props[name] !== undefined);
    if (required !== true && extra !== undefined) {
      throw field.problem(`${extra} is given and required is ${String(required)}; it must be left out, as no token is asked for`);
    }

    emitServicePolicy(new Construct(this, 'Tokens'), ISTIO_KINDS.RequestAuthentication, id, service, {
      check: (ports) => requireHttp(props, ports, field),
      spec: (target) => renderRequestAuthentication({ target, jwtRules: [rule] }, field),
      // Whoever reads the policy, and the check of it, learn that this is meant.
      annotations: required === true ? undefined : { [`${SUPPRESS_PREFIX}CI1003`]: 'required is false: requests without a token are let in' },
    });
    if (required !== true) { return; }
    const lacking = denied(props, field);
    claim(service, this, field);
    emitServicePolicy(new Construct(this, 'Requirement'), ISTIO_KINDS.AuthorizationPolicy, id, service, {
      spec: (target) => renderAuthorizationPolicy({ target, action: AuthorizationAction.DENY, rules: lacking }, field),
    });
  }
}

function jwtRule({ issuer, jwksUri, jwks, audiences, fromHeaders, forwardOriginalToken }: JwtAuthenticationProps, field: Field): JwtRule {
  requireText(issuer, field.at('issuer'));
  if (jwksUri !== undefined && jwks !== undefined) { throw field.problem('jwksUri and jwks are given; it must be one of them'); }
  const rule = { issuer, jwks: jwks ?? given(jwksUri, (uri) => Jwks.uri(uri)), audiences, fromHeaders, forwardOriginalToken };
  renderJwtRule(rule, field);
  return rule;
}

/** The requests that are denied: without a token of the issuer, or with one that lacks a claim; the exempt ones apart. */
function denied({ issuer, exempt, requiredClaims, ports }: JwtAuthenticationProps, field: Field): AuthorizationRules {
  if (issuer.includes('*')) { throw field.at('issuer').error(issuer, 'without "*", which stands for any text in a policy'); }
  if (ports !== undefined) {
    requireSome(ports, field.at('ports'), 'leave it out for all ports').forEach((port, i) => requirePort(port, field.at('ports').at(i)));
  }
  const others = given(exempt, (matches) => exemptOperations(matches, field.at('exempt')));
  const operations: AuthorizationOperation[] | undefined = others === undefined && ports === undefined
    ? undefined : (others ?? [{}]).map((operation) => defined({ ...operation, ports }));
  const claims = Object.entries(requiredClaims ?? {}).sort(([a], [b]) => byCodeUnit(a, b)).map(([name, values]): AuthorizationRule => {
    renderValues(values, TEXT, field.at('requiredClaims').at(name));
    return { operations, conditions: [AuthorizationCondition.requestClaim([name], { notValues: values })] };
  });
  return AuthorizationRules.anyOf({ sources: [{ notRequestPrincipals: [`${issuer}/*`] }], operations }, ...claims);
}

function claim(service: MeshService, by: Construct, field: Field): void {
  const earlier = REQUIRED.get(service);
  if (earlier !== undefined) {
    throw field.at('required').error(true, `false: ${earlier.node.path} requires its own token of ${service.node.path}, and a request has one`);
  }
  REQUIRED.set(service, by);
}

/** Where there is no HTTP, Istio leaves out what a policy says of tokens: what is left of it denies everything. */
function requireHttp({ service, required, ports: needing }: JwtAuthenticationProps, ports: readonly TrafficPort[], field: Field): void {
  const others = ports.filter(({ traffic }) => traffic !== 'http');
  if (others.length === 0) { return; }
  const text = `${service.node.path} has ports without HTTP: ${describePorts(others)}`;
  if (others.length === ports.length) { throw field.problem(`${text}; it must have one with HTTP, as only requests have tokens`); }
  if (required && needing === undefined) {
    throw field.problem(`${text}; it must be said which ports need a token, as all connections to these would be denied`,
      'give ports: those of the pods that take HTTP');
  }
}
