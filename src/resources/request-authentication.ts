import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { emit, fieldOf } from './emit';
import { type JwtRule, renderJwtRule } from './jwt-rule';
import { type PolicyTarget, renderPolicyTarget } from './policy-target';
import type { Field } from '../model/field';
import type { JsonObject } from '../model/json';
import { ISTIO_KINDS } from '../model/kinds';
import { requireSome } from '../model/require';

/** Properties of a RequestAuthentication. */
export interface RequestAuthenticationProps {
  /**
   * Name, namespace, labels and annotations of the object.
   *
   * @default - named like the construct's id, in the chart's namespace
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * What the policy is for.
   *
   * @default - all workloads of the namespace; of the mesh, if the namespace is the root namespace
   */
  readonly target?: PolicyTarget;

  /** The tokens that are checked, issuer by issuer. */
  readonly jwtRules: JwtRule[];
}

/** As many as the API server takes. */
const MAX_RULES = 4096;

/**
 * Says which tokens (JWT) a workload checks. Requests with a token that fails are refused; requests without a token are
 * not, unless an AuthorizationPolicy asks for one.
 *
 * @see https://istio.io/latest/docs/reference/config/security/request_authentication/
 */
export class RequestAuthentication extends Construct {
  /** The object that is rendered. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: RequestAuthenticationProps) {
    super(scope, id);
    const spec = renderRequestAuthentication(props, fieldOf(this));
    this.apiObject = emit(this, ISTIO_KINDS.RequestAuthentication, props.metadata, { spec });
  }

  /** The name of the object. */
  public get name(): string {
    return this.apiObject.name;
  }
}

/** The `spec` of a RequestAuthentication. */
export function renderRequestAuthentication({ target, jwtRules }: RequestAuthenticationProps, field: Field): JsonObject {
  const at = field.at('jwtRules');
  requireSome(jwtRules, at);
  if (jwtRules.length > MAX_RULES) { throw field.problem(`${at.path} has ${jwtRules.length} elements; it must have at most ${MAX_RULES}`); }
  return { ...renderPolicyTarget(target, field), jwtRules: jwtRules.map((rule, i) => renderJwtRule(rule, at.at(i))) };
}
