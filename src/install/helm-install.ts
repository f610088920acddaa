import { join } from 'node:path';
import { Construct } from 'constructs';
import { withImplied } from './chart-values';
import { declareInstallation, namespaceOf } from './declare';
import { helmFiles, writeFiles } from './helm-files';
import type { HelmRelease } from './helm-release';
import type { IstioInstallProps } from './props';
import { releasesOf } from './releases';
import { type Told, toldBy } from './told';
import { AppAnalysis } from '../analysis/app-analysis';
import type { Field } from '../model/field';
import { requireDnsLabel } from '../model/names';
import { requireText } from '../model/require';
import { fieldOf } from '../resources/emit';

/** The repository of Istio's charts. */
export const ISTIO_CHARTS = 'https://istio-release.storage.googleapis.com/charts';

/** The charts that this library knows the values of. */
export const ISTIO_CHARTS_VERSION = '~1.31.0';

/** Properties of a HelmInstall. */
export interface HelmInstallProps extends IstioInstallProps {
  /**
   * The repository of the charts.
   *
   * @default 'https://istio-release.storage.googleapis.com/charts'
   */
  readonly repository?: string;

  /**
   * The version of the charts: one, or a range that Helm knows.
   *
   * @default '~1.31.0', the newest patch of the release whose values this library knows
   */
  readonly chartVersion?: string;

  /**
   * The control plane that validates Istio objects that say no revision. The chart `base` tells the API server.
   *
   * @default - the control plane, if it has no revision; otherwise none
   */
  readonly defaultRevision?: string;

  /**
   * The folder of the files, within the output folder of the app.
   *
   * @default - the path of the construct with `-` between its ids, and `.helm`: `istio.helm`
   */
  readonly folder?: string;
}

/**
 * Installs Istio by Helm: values for each of its charts, written as files when the app is synthesized, and the order in
 * which to install them.
 *
 * It is told what an IstioInstall is told, and comes to the same objects. Values are no Kubernetes objects, so the files stand
 * in a folder of their own, which `kubectl apply -f` does not look into and the cdk8s CLI does not take for manifests.
 *
 * @see https://istio.io/latest/docs/setup/install/helm/
 */
export class HelmInstall extends Construct {
  /** The charts in the order in which they are installed, with their values. */
  public readonly releases: HelmRelease[];

  /** The namespace of the control plane. */
  public readonly namespace: string;

  /** The name of the control plane, if it has one. */
  public readonly revision?: string;

  /** The folder of the files, within the output folder of the app. */
  public readonly folder: string;

  constructor(scope: Construct, id: string, props: HelmInstallProps = {}) {
    super(scope, id);
    const field = fieldOf(this);
    const told = withDefault(toldBy(props, field), props.defaultRevision, field);
    const namespace = namespaceOf(this, told);
    const repository = requireText(props.repository ?? ISTIO_CHARTS, field.at('repository'));
    const version = requireText(props.chartVersion ?? ISTIO_CHARTS_VERSION, field.at('chartVersion'));
    this.folder = requireText(props.folder ?? `${this.node.path.replace(/\//g, '-')}.helm`, field.at('folder'));
    if (/(^|[/\\])\.\.([/\\]|$)|^[/\\]/.test(this.folder)) { throw field.at('folder').error(this.folder, 'a folder within the output folder of the app'); }
    if (props.revisionTags !== undefined) {
      throw field.at('revisionTags').error(props.revisionTags, 'left out, as Helm would remove the tags with the release of the revision',
        'declare a RevisionTag');
    }
    this.releases = releasesOf(told, namespace, field);
    this.namespace = namespace ?? 'istio-system';
    this.revision = props.revision;
    declareInstallation(this, told, this.namespace);
    AppAnalysis.attach(this).addFiles((outdir) => writeFiles(join(outdir, this.folder), helmFiles(this.releases, { repository, version })));
  }
}

/** The default revision is a value like others. */
function withDefault(told: Told, defaultRevision: string | undefined, field: Field): Told {
  if (defaultRevision === undefined) { return told; }
  requireDnsLabel(defaultRevision, field.at('defaultRevision'));
  const implied = [{ path: ['defaultRevision'], value: defaultRevision, by: field.at('defaultRevision'), write: true }];
  return { ...told, values: withImplied(told.values, implied, field.at('values')) };
}
