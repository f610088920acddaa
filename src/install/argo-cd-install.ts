import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { WRITTEN_BY_ISTIOD } from './argo-cd-drift';
import { declareInstallation, namespaceOf } from './declare';
import { ISTIO_CHARTS } from './helm-install';
import type { HelmRelease } from './helm-release';
import type { IstioInstallProps } from './props';
import { releasesOf } from './releases';
import { toldBy } from './told';
import { AppAnalysis } from '../analysis/app-analysis';
import type { Field } from '../model/field';
import { defined, type JsonObject } from '../model/json';
import { requireDnsLabel } from '../model/names';
import { requireText } from '../model/require';
import { fieldOf } from '../resources/emit';

/** Properties of an ArgoCdInstall. */
export interface ArgoCdInstallProps extends IstioInstallProps {
  /**
   * The version of the charts: one, or a range that Argo CD knows. A single one is what is reviewed.
   *
   * @default '1.31.*'
   */
  readonly chartVersion?: string;

  /**
   * The repository of the charts.
   *
   * @default 'https://istio-release.storage.googleapis.com/charts'
   */
  readonly repository?: string;

  /**
   * The namespace of the Applications: that of Argo CD.
   *
   * @default 'argocd'
   */
  readonly argoNamespace?: string;

  /**
   * The project of the Applications.
   *
   * @default 'default'
   */
  readonly project?: string;

  /**
   * The API server of the cluster that Istio is installed to.
   *
   * @default 'https://kubernetes.default.svc', the cluster of Argo CD
   */
  readonly server?: string;

  /**
   * Whether Argo CD syncs by itself, and undoes what others change.
   *
   * @default false: somebody presses the button
   */
  readonly automated?: boolean;

  /**
   * The wave of the first Application. The others follow, one wave each.
   *
   * @default 0
   */
  readonly firstWave?: number;
}

/**
 * Installs Istio by Argo CD: an Application for each of Istio's charts, in waves, with the values of a HelmInstall. What istiod
 * itself writes into the objects is no drift.
 *
 * It is told what an IstioInstall is told. Waves order the Applications where another Application holds them: with that one,
 * Argo CD must be told how healthy an Application is.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/
 */
export class ArgoCdInstall extends Construct {
  /** The Applications, in the order of their waves. */
  public readonly applications: ApiObject[];

  /** The charts that they install, in the same order, with their values. */
  public readonly releases: HelmRelease[];

  /** The namespace of the control plane. */
  public readonly namespace: string;

  constructor(scope: Construct, id: string, props: ArgoCdInstallProps = {}) {
    super(scope, id);
    AppAnalysis.attach(this);
    const field = fieldOf(this);
    if (props.revisionTags !== undefined) {
      throw field.at('revisionTags').error(props.revisionTags, 'left out, as Argo CD would prune the tags with the revision', 'declare a RevisionTag');
    }
    const told = toldBy(props, field);
    const namespace = namespaceOf(this, told);
    this.namespace = namespace ?? 'istio-system';
    this.releases = releasesOf(told, namespace, field);
    requireNamesApart(this.releases, field);
    const firstWave = props.firstWave ?? 0;
    if (!Number.isInteger(firstWave)) { throw field.at('firstWave').error(firstWave, 'a whole number'); }
    const argo = settingsOf(props, field);
    this.applications = this.releases.map((release, i) => new ApiObject(this, release.name, {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: release.name, namespace: argo.namespace, annotations: { 'argocd.argoproj.io/sync-wave': String(firstWave + i) } },
      spec: specOf(release, argo),
    }));
    declareInstallation(this, told, this.namespace);
  }
}

/** What all Applications have. */
interface ArgoSettings {
  readonly namespace: string;
  readonly project: string;
  readonly server: string;
  readonly repository: string;
  readonly version: string;
  readonly automated: boolean;
}

function settingsOf(props: ArgoCdInstallProps, field: Field): ArgoSettings {
  return {
    namespace: requireDnsLabel(props.argoNamespace ?? 'argocd', field.at('argoNamespace')),
    project: requireText(props.project ?? 'default', field.at('project')),
    server: requireText(props.server ?? 'https://kubernetes.default.svc', field.at('server')),
    repository: requireText(props.repository ?? ISTIO_CHARTS, field.at('repository')),
    version: requireText(props.chartVersion ?? '1.31.*', field.at('chartVersion')),
    automated: props.automated ?? false,
  };
}

function specOf({ name, chart, namespace, values }: HelmRelease, argo: ArgoSettings): JsonObject {
  return defined({
    project: argo.project,
    destination: { server: argo.server, namespace },
    source: {
      repoURL: argo.repository,
      chart,
      targetRevision: argo.version,
      helm: defined({ releaseName: name, valuesObject: Object.keys(values).length === 0 ? undefined : values as JsonObject }),
    },
    syncPolicy: defined({
      automated: argo.automated ? { prune: true, selfHeal: true } : undefined,
      // CRDs are too large for the annotation of a client-side apply.
      syncOptions: ['CreateNamespace=true', 'ServerSideApply=true', 'RespectIgnoreDifferences=true'],
    }),
    ignoreDifferences: chart === 'base' || chart === 'istiod' ? WRITTEN_BY_ISTIOD : undefined,
  });
}

/** Gateways in different namespaces may share a name; their Applications are all in one. */
function requireNamesApart(releases: readonly HelmRelease[], field: Field): void {
  releases.forEach(({ name, namespace }, i) => {
    const other = releases.slice(0, i).find((release) => release.name === name);
    if (other !== undefined) {
      throw field.problem(`${name} is the name of two Applications, for the namespaces ${other.namespace} and ${namespace}; it must be of one`,
        'give the gateways different names');
    }
  });
}
