import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import type { AuthorizationRules } from './authorization-rules';
import { renderAuthorizationRules } from './authorization-rules-json';
import { emit, fieldOf } from './emit';
import type { ExtensionProvider } from './extension-provider';
import { type PolicyTarget, renderPolicyTarget } from './policy-target';
import { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { ISTIO_KINDS } from '../model/kinds';
import { requireText } from '../model/require';

/**
 * What is done with the requests that a policy's rules match.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#AuthorizationPolicy-Action
 */
export class AuthorizationAction {
  /** They are let in. Where a policy allows something, all that no policy allows is denied. */
  public static readonly ALLOW = new AuthorizationAction('ALLOW', undefined);
  /** They are denied, whatever other policies allow. */
  public static readonly DENY = new AuthorizationAction('DENY', undefined);
  /** They are marked for the log, and neither let in nor denied. */
  public static readonly AUDIT = new AuthorizationAction('AUDIT', undefined);

  /** A provider of the mesh's configuration (`extensionProviders`) is asked, before all other policies. */
  public static custom(provider: string): AuthorizationAction {
    return new AuthorizationAction('CUSTOM', requireText(provider, new Field('AuthorizationAction.custom').at('provider')));
  }

  /** A provider is asked, before all other policies: one that authorizes, which the MeshConfig of the installation lists. */
  public static customBy(provider: ExtensionProvider): AuthorizationAction {
    if (provider._authorizes) { return AuthorizationAction.custom(provider.name); }
    throw new Field('AuthorizationAction.customBy').at('provider').error(provider.name, 'one that authorizes',
      'make it by ExtensionProvider.envoyExtAuthzHttp or envoyExtAuthzGrpc');
  }

  private constructor(
    /** @internal */
    public readonly _name: 'ALLOW' | 'DENY' | 'AUDIT' | 'CUSTOM',
    /** @internal */
    public readonly _provider: string | undefined,
  ) {}
}

/** Properties of an AuthorizationPolicy. */
export interface AuthorizationPolicyProps {
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

  /**
   * What is done with the requests that the rules match.
   *
   * @default AuthorizationAction.ALLOW
   */
  readonly action?: AuthorizationAction;

  /** Which requests the policy is about. */
  readonly rules: AuthorizationRules;

  /**
   * Whether the policy only says in logs and metrics what it would do. For ALLOW and DENY.
   *
   * @default false
   * @see https://istio.io/latest/docs/tasks/security/authorization/authz-dry-run/
   */
  readonly dryRun?: boolean;
}

const DRY_RUN = 'istio.io/dry-run';

/**
 * Says which requests a workload takes.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/
 */
export class AuthorizationPolicy extends Construct {
  /** The object that is rendered. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: AuthorizationPolicyProps) {
    super(scope, id);
    const field = fieldOf(this);
    const spec = renderAuthorizationPolicy(props, field);
    this.apiObject = emit(this, ISTIO_KINDS.AuthorizationPolicy, withDryRun(props, field), { spec });
  }

  /** The name of the object. */
  public get name(): string {
    return this.apiObject.name;
  }
}

/** The `spec` of an AuthorizationPolicy. */
export function renderAuthorizationPolicy({ target, action, rules }: AuthorizationPolicyProps, field: Field): JsonObject {
  const rendered = renderAuthorizationRules(rules, action?._name === 'CUSTOM', field.at('rules'));
  if (rendered === undefined && action !== undefined && action._name !== 'ALLOW') {
    throw field.problem(`rules match nothing for action ${action._name}; it must be something: such a policy does nothing`,
      'use AuthorizationRules.everything() for every request');
  }
  return defined({
    ...renderPolicyTarget(target, field),
    action: action?._name,
    provider: given(action?._provider, (name) => ({ name })),
    rules: rendered,
  });
}

function withDryRun({ metadata, action, dryRun }: AuthorizationPolicyProps, field: Field): ApiObjectMetadata | undefined {
  if (metadata?.annotations?.[DRY_RUN] !== undefined) {
    throw field.problem(`metadata.annotations has ${DRY_RUN}; it must be left out`, 'use dryRun');
  }
  if (dryRun === undefined) { return metadata; }
  const name = action?._name ?? 'ALLOW';
  if (name !== 'ALLOW' && name !== 'DENY') {
    throw field.problem(`dryRun is given for action ${name}; it must be left out: Istio has it for ALLOW and DENY`);
  }
  return { ...metadata, annotations: { ...metadata?.annotations, [DRY_RUN]: String(dryRun) } };
}
