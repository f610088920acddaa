import { Construct } from 'constructs';
import type { Caller } from './caller';
import { declareAccess } from './declared-access';
import type { MeshService } from './mesh-service';
import { emitServicePolicy } from './service-policy';
import { describePorts, type TrafficPort } from './service-port';
import type { Field } from '../model/field';
import { defined, some } from '../model/json';
import { ISTIO_KINDS } from '../model/kinds';
import { requireSome } from '../model/require';
import { AuthorizationAction, renderAuthorizationPolicy } from '../resources/authorization-policy';
import { type AuthorizationOperation, type AuthorizationRule, AuthorizationRules } from '../resources/authorization-rules';
import { renderOperation } from '../resources/authorization-rules-json';
import { fieldOf } from '../resources/emit';
import { readPrincipal } from '../resources/identity';

/**
 * Callers, and what they may do: each of them all that is given here, and anything if nothing is.
 *
 * Everything but callers and ports is HTTP, and can be given for ports with HTTP only. Ports are those of the pods.
 */
export interface AccessRule extends AuthorizationOperation {
  /** Who may do it: any of them. */
  readonly callers: Caller[];
}

/** Properties of a ServiceAccess. */
export interface ServiceAccessProps {
  /** The service that is called. */
  readonly service: MeshService;

  /** What is let in: what any of the rules allows. All else is denied. */
  readonly allow: AccessRule[];
}

/** What only requests have, and connections that Istio does not look into have not. */
const HTTP_FIELDS = ['hosts', 'notHosts', 'methods', 'notMethods', 'paths', 'notPaths'] as const;

/**
 * Says who may call a service, and what for. Everybody else is denied.
 *
 * Several of them on one service add up: what one of them allows is let in. What a policy denies stays denied: a token that
 * a `JwtAuthentication` requires, for example, is needed by these callers too.
 *
 * It is followed by sidecars: where waypoints or ztunnel carry the traffic, write an AuthorizationPolicy.
 */
export class ServiceAccess extends Construct {
  constructor(scope: Construct, id: string, props: ServiceAccessProps) {
    super(scope, id);
    const field = fieldOf(this);
    const at = field.at('allow');
    const { service } = props;
    const rules = requireSome(props.allow, at, 'to let nobody in, write an AuthorizationPolicy with AuthorizationRules.nothing()')
      .map((rule, i) => ({ ...checked(rule, at.at(i)), at: at.at(i) }));
    const open = rules.find(({ callers, operation }) => isAnyone(callers) && operation === undefined);
    if (open !== undefined && rules.length > 1) {
      throw open.at.problem(`${open.at.path} lets everybody do everything; it must be the only rule`, 'say what they may do, or leave the others out');
    }

    rules.forEach(({ callers }) => declareAccess(callers, service));
    emitServicePolicy(this, ISTIO_KINDS.AuthorizationPolicy, id, service, {
      check: (ports) => rules.forEach((rule) => requireHttp(rule.operation, service, ports, rule.at)),
      spec: (target) => renderAuthorizationPolicy({
        target,
        action: AuthorizationAction.ALLOW,
        rules: open !== undefined ? AuthorizationRules.everything() : AuthorizationRules.anyOf(...rules.map((rule) => this.rule(rule))),
      }, field),
    });
  }

  private rule({ callers, operation }: CheckedRule): AuthorizationRule {
    const principals = new Map(callers.flatMap(({ _identity: identity }) =>
      identity === undefined ? [] : [[readPrincipal(identity, fieldOf(this)), identity]]));
    const namespaces = new Set(callers.flatMap(({ _namespace }) => _namespace ?? []));
    // Within one source all has to be so; of several sources, one is enough.
    const sources = [{ principals: some([...principals.values()]) }, { namespaces: some([...namespaces]) }]
      .filter((source) => Object.values(source)[0] !== undefined);
    return { sources: some(sources), operations: operation === undefined ? undefined : [operation] };
  }
}

interface CheckedRule {
  readonly callers: Caller[];
  readonly operation?: AuthorizationOperation;
}

function isAnyone(callers: readonly Caller[]): boolean {
  return callers.some(({ _kind }) => _kind === 'anyone');
}

function checked({ callers, ...rest }: AccessRule, field: Field): CheckedRule {
  requireSome(callers, field.at('callers'), 'use Caller.anyone() for everybody');
  if (isAnyone(callers) && callers.length > 1) {
    throw field.problem(`${field.at('callers').path} has Caller.anyone() and others; it must be alone, as the others are among anyone`);
  }
  const operation: AuthorizationOperation = defined(rest);
  if (Object.keys(operation).length === 0) { return { callers }; }
  renderOperation(operation, field);
  return { callers, operation };
}

/** Elsewhere than on HTTP, a rule about requests never allows anything: nobody would get in. */
function requireHttp(operation: AuthorizationOperation | undefined, service: MeshService, ports: readonly TrafficPort[], field: Field): void {
  const name = HTTP_FIELDS.find((http) => operation?.[http] !== undefined);
  const others = ports.filter(({ traffic }) => traffic !== 'http');
  if (name === undefined || others.length === 0) { return; }
  const text = `${field.at(name).path} is given and ${service.node.path} has ports without HTTP: ${describePorts(others)}; it must be`;
  if (others.length === ports.length) { throw field.problem(`${text} left out, as it would let nobody in`, 'say callers and ports only'); }
  if (operation?.ports === undefined) {
    throw field.problem(`${text} for ports with HTTP only`,
      `give ${field.at('ports').path}: those of the pods that take HTTP, and the others a rule of their own`);
  }
}
