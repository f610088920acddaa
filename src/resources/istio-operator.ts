import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { emit, fieldOf } from './emit';
import { type OperatorComponents, type Privileged, readsAsNumber, renderComponents, requireHub, requireTag } from './operator-components';
import type { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { ISTIO_KINDS } from '../model/kinds';
import { requireDnsLabel } from '../model/names';
import { requireText } from '../model/require';

/** Properties of an IstioOperator. */
export interface IstioOperatorProps {
  /**
   * Name, namespace, labels and annotations of the object.
   *
   * @default - named like the construct's id, in the chart's namespace
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * The profile that everything else here changes: `default`, `minimal`, `ambient`, …
   *
   * @default - default
   */
  readonly profile?: string;

  /**
   * The name of this control plane, where several run side by side: `1-31-0`.
   *
   * @default - it has none
   */
  readonly revision?: string;

  /**
   * The registry of images.
   *
   * @default - the one of istioctl's release
   */
  readonly hub?: string;

  /**
   * The tag of images.
   *
   * @default - the one of istioctl's release
   */
  readonly tag?: string;

  /**
   * The namespace of the control plane. istioctl only looks at `values.global.istioNamespace`, which has to say the same.
   *
   * @default - istio-system
   */
  readonly namespace?: string;

  /**
   * The path of the charts.
   *
   * @default - those within istioctl
   */
  readonly installPackagePath?: string;

  /**
   * An older version to behave like: `1.30`.
   *
   * @default - as the version that is installed
   */
  readonly compatibilityVersion?: string;

  /**
   * What the whole mesh is told: Istio's MeshConfig.
   *
   * @default - as the profile says
   * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/
   */
  readonly meshConfig?: { [key: string]: unknown };

  /**
   * The parts that are installed.
   *
   * @default - as the profile says
   */
  readonly components?: OperatorComponents;

  /**
   * Values of Istio's charts.
   *
   * @default - as the profile says
   */
  readonly values?: { [key: string]: unknown };

  /**
   * Values that Istio's charts do not know, for charts of one's own.
   *
   * @default - none
   */
  readonly unvalidatedValues?: { [key: string]: unknown };
}

/**
 * Says what `istioctl install` and `istioctl manifest generate` are to install. It is a file for them: since Istio 1.24 no
 * cluster knows this kind.
 *
 * @see https://istio.io/latest/docs/reference/config/istio.operator.v1alpha1/
 */
export class IstioOperator extends Construct {
  /** The object that is rendered. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: IstioOperatorProps = {}) {
    super(scope, id);
    const spec = renderIstioOperator(props, fieldOf(this));
    this.apiObject = emit(this, ISTIO_KINDS.IstioOperator, props.metadata, { spec });
  }

  /** The name of the object. */
  public get name(): string {
    return this.apiObject.name;
  }
}

/** The `spec` of an IstioOperator. */
export function renderIstioOperator(props: IstioOperatorProps, field: Field): JsonObject {
  return defined({
    profile: given(props.profile, (profile) => requireText(profile, field.at('profile'))),
    revision: given(props.revision, (revision) => requireRevision(revision, field.at('revision'))),
    hub: given(props.hub, (hub) => requireHub(hub, field.at('hub'))),
    tag: given(props.tag, (tag) => requireTag(tag, field.at('tag'))),
    namespace: given(props.namespace, (namespace) => requireDnsLabel(namespace, field.at('namespace'))),
    installPackagePath: given(props.installPackagePath, (path) => requireText(path, field.at('installPackagePath'))),
    compatibilityVersion: given(props.compatibilityVersion, (version) => requireVersion(version, field.at('compatibilityVersion'))),
    meshConfig: props.meshConfig as JsonObject | undefined,
    components: given(props.components, (components) => renderComponents(components, privileged(props), field.at('components'))),
    values: props.values as JsonObject | undefined,
    unvalidatedValues: props.unvalidatedValues as JsonObject | undefined,
  });
}

/** For `default`, istioctl would name the control plane istiod-default, and not apply what is said about pilot. */
function requireRevision(revision: string, field: Field): string {
  if (revision === 'default' || readsAsNumber(revision)) {
    throw field.error(revision, 'neither "default" nor a number, which istioctl gets wrong', 'leave it out or write 1-31-0');
  }
  return requireDnsLabel(revision, field);
}

function requireVersion(version: string, field: Field): string {
  if (/^\d+\.\d+$/.test(version)) { return version; }
  throw field.error(version, 'a major and minor version (1.30)');
}

function privileged({ values }: IstioOperatorProps): Privileged {
  const gateways = member(values, 'gateways');
  return {
    ingressGateways: member(member(gateways, 'istio-ingressgateway'), 'runAsRoot') === true,
    egressGateways: member(member(gateways, 'istio-egressgateway'), 'runAsRoot') === true,
  };
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as { [key: string]: unknown })[name] : undefined;
}
