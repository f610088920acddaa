import { ApiObject, type Duration, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { declareInstallation, namespaceOf } from './declare';
import type { HelmRelease } from './helm-release';
import type { IstioInstallProps } from './props';
import { releasesOf } from './releases';
import { istioCniValues, istioValues, zTunnelValues } from './sail-values';
import { toldBy } from './told';
import { AppAnalysis } from '../analysis/app-analysis';
import type { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { fieldOf } from '../resources/emit';

/** What the operator does when the version changes. */
export enum SailUpdateStrategy {
  /** It changes the control plane that there is. */
  IN_PLACE = 'InPlace',
  /** It installs another one beside it, named after the version, and removes the old one when no workload uses it any more. */
  REVISION_BASED = 'RevisionBased',
}

/** Properties of a SailInstall. */
export interface SailInstallProps extends IstioInstallProps {
  /**
   * The version of Istio, as the operator calls it: `v1.31.0`, or `v1.31-latest`.
   *
   * @default 'v1.31-latest'
   */
  readonly version?: string;

  /**
   * What the operator does when the version changes.
   *
   * @default SailUpdateStrategy.IN_PLACE
   */
  readonly updateStrategy?: SailUpdateStrategy;

  /**
   * How long a control plane that nobody uses any more is kept, in whole seconds. For REVISION_BASED.
   *
   * @default Duration.seconds(30)
   */
  readonly inactiveRevisionGracePeriod?: Duration;

  /**
   * Whether the operator moves workloads to the new control plane itself. For REVISION_BASED.
   *
   * @default false
   */
  readonly updateWorkloads?: boolean;
}

const API_VERSION = 'sailoperator.io/v1';

/** The one name that the operator's agents may have. */
const ONLY_NAME = 'default';

/**
 * Installs Istio by the Sail operator, which runs in the cluster and keeps the installation as it is told: an Istio, an IstioCNI
 * and a ZTunnel as far as they are installed, and an IstioRevisionTag for each tag.
 *
 * It is told what an IstioInstall is told, and its objects carry the values of a HelmInstall. The operator installs no gateways.
 *
 * @see https://github.com/istio-ecosystem/sail-operator
 */
export class SailInstall extends Construct {
  /** The Istio, if a control plane is installed. */
  public readonly istio?: ApiObject;

  /** The IstioCNI, if it is installed. */
  public readonly istioCni?: ApiObject;

  /** The ZTunnel, if it is installed. */
  public readonly zTunnel?: ApiObject;

  /** The IstioRevisionTags, in the order of the tags. */
  public readonly revisionTags: ApiObject[];

  /** The namespace of the control plane. */
  public readonly namespace: string;

  constructor(scope: Construct, id: string, props: SailInstallProps = {}) {
    super(scope, id);
    AppAnalysis.attach(this);
    const field = fieldOf(this);
    const version = requireVersion(props.version ?? 'v1.31-latest', field.at('version'));
    const told = toldBy(props, field);
    const namespace = namespaceOf(this, told);
    this.namespace = namespace ?? 'istio-system';
    const releases = releasesOf(told, namespace, field);
    requireNoGateways(props, releases, field);
    const find = (chart: string) => releases.find((release) => release.chart === chart);
    const values = field.at('values');
    if (find('ztunnel') !== undefined && props.updateStrategy === SailUpdateStrategy.REVISION_BASED) {
      throw field.at('updateStrategy').error(props.updateStrategy, 'IN_PLACE next to ztunnel, which calls one control plane by its name');
    }

    const name = props.revision ?? ONLY_NAME;
    this.istio = given(find('istiod'), (release) => this.emit('Istio', name, {
      version,
      namespace: release.namespace,
      profile: release.values.profile,
      updateStrategy: strategyOf(props, field),
      values: istioValues(release.values as JsonObject, field.at('pilot'), values),
    }));
    this.istioCni = given(find('cni'), (release) => this.emit('IstioCNI', ONLY_NAME, {
      version,
      namespace: release.namespace,
      profile: release.values.profile,
      values: istioCniValues(release.values as JsonObject, field.at('cni'), values),
    }));
    this.zTunnel = given(find('ztunnel'), (release) => this.emit('ZTunnel', ONLY_NAME, {
      version,
      namespace: release.namespace,
      values: zTunnelValues(release.values as JsonObject, field.at('ztunnel'), values),
    }));
    this.revisionTags = this.istio === undefined ? [] : (props.revisionTags ?? []).map((tag) =>
      this.emit('IstioRevisionTag', tag, { targetRef: { kind: 'Istio', name } }));
    declareInstallation(this, told, this.namespace);
  }

  private emit(kind: string, name: string, spec: object): ApiObject {
    const id = kind === 'IstioRevisionTag' ? `${kind}-${name}` : kind;
    const object = new ApiObject(this, id, { apiVersion: API_VERSION, kind, metadata: { name }, spec: defined(spec) });
    // It is not in a namespace, whatever its chart is in.
    if (object.metadata.namespace !== undefined) { object.addJsonPatch(JsonPatch.remove('/metadata/namespace')); }
    return object;
  }
}

function requireVersion(version: string, field: Field): string {
  if (!/^v\d+\.\d+(\.\d+|-latest)$/.test(version)) { throw field.error(version, 'like v1.31.0 or v1.31-latest'); }
  return version;
}

function requireNoGateways(props: IstioInstallProps, releases: readonly HelmRelease[], field: Field): void {
  const gateway = releases.find(({ chart }) => chart === 'gateway');
  if (gateway === undefined) { return; }
  const fix = 'the operator installs no gateways; install them by a HelmInstall with InstallProfile.EMPTY, or by Kubernetes\' Gateway API';
  for (const kind of ['ingressGateways', 'egressGateways'] as const) {
    if ((props[kind] ?? []).length > 0) { throw field.at(kind).error(props[kind]?.map(({ name }) => name), 'empty', fix); }
  }
  throw field.problem(`the profile has the gateway ${gateway.name}; ${field.at('ingressGateways').path} must be [], or profile InstallProfile.MINIMAL`, fix);
}

function strategyOf(props: SailInstallProps, field: Field): JsonObject | undefined {
  const { updateStrategy, inactiveRevisionGracePeriod, updateWorkloads } = props;
  if (updateStrategy !== SailUpdateStrategy.REVISION_BASED) {
    for (const name of ['inactiveRevisionGracePeriod', 'updateWorkloads'] as const) {
      if (props[name] !== undefined) { throw field.at(name).problem(`${name} is given; it must be left out`, 'or set updateStrategy to REVISION_BASED'); }
    }
  }
  return updateStrategy === undefined ? undefined : defined({
    type: updateStrategy,
    inactiveRevisionDeletionGracePeriodSeconds: inactiveRevisionGracePeriod?.toSeconds(),
    updateWorkloads,
  });
}
