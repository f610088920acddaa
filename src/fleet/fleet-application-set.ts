import { ApiObject, type ApiObjectMetadata, YamlOutputType } from 'cdk8s';
import { Construct } from 'constructs';
import type { Fleet } from './fleet';
import { type FleetRolloutStep, maxUpdateOf, stepOfUnits } from './rollout-step';
import { unitId } from './shards';
import { AppAnalysis } from '../analysis/app-analysis';
import { DEFAULT_NAMESPACE } from '../checks/app-object';
import { WRITTEN_BY_ISTIOD } from '../install/argo-cd-drift';
import type { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { requireDnsLabel, requireObjectName } from '../model/names';
import { requireSome, requireText } from '../model/require';
import type { IgnoredDifference } from '../patterns/weight-owner';
import { fieldOf } from '../resources/emit';

/** Properties of a FleetApplicationSet. */
export interface FleetApplicationSetProps {
  /** The fleet. */
  readonly fleet: Fleet;

  /** The Git repository with the folders of the fleet: Argo CD's `repoURL`. */
  readonly repository: string;

  /**
   * The branch, tag or commit.
   *
   * @default 'HEAD', the default branch
   */
  readonly targetRevision?: string;

  /**
   * The folder of the fleet in the repository; `.` for the top.
   *
   * @default 'dist'
   */
  readonly folder?: string;

  /**
   * The namespace of the ApplicationSet and its Applications: that of Argo CD.
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
   * What the names of the Applications begin with, before `<cluster>-<part>`.
   *
   * @default - nothing
   */
  readonly namePrefix?: string;

  /**
   * Whether Argo CD syncs by itself, removes what is no longer in Git, and undoes what others change.
   *
   * @default false: somebody presses the button. With steps, Argo CD syncs step by step
   */
  readonly automated?: boolean;

  /**
   * Whether objects stay on a cluster whose Application goes, because the unit, the cluster or the ApplicationSet does.
   *
   * @default true. Argo CD's own choice is to remove them all
   */
  readonly preserveResourcesOnDeletion?: boolean;

  /**
   * The order in which units are synced. Argo CD goes on when all Applications of a step are healthy. A unit is in the first step that
   * takes it. Needs progressive syncs, which are enabled in the ApplicationSet controller.
   *
   * @default - none: all at once
   * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Progressive-Syncs/
   */
  readonly steps?: FleetRolloutStep[];

  /**
   * The options of each sync.
   *
   * @default - ServerSideApply=true, and RespectIgnoreDifferences=true, so that a sync leaves alone what is ignored
   */
  readonly syncOptions?: string[];

  /**
   * More fields that others write, besides those of webhooks that istiod writes: `ignoreDifferences` of an ArgoRolloutsCanary, for
   * example.
   *
   * @default - none
   */
  readonly ignoreDifferences?: IgnoredDifference[];

  /**
   * The wave of the ApplicationSet, where an Application holds it: after those of an ArgoCdInstall, for example.
   *
   * @default - Argo CD takes 0
   */
  readonly wave?: number;

  /**
   * Name, labels and annotations of the ApplicationSet.
   *
   * @default - named like the construct's id
   */
  readonly metadata?: ApiObjectMetadata;
}

const LABEL = 'cdk8s-istio.dev';

/**
 * Has Argo CD deliver a fleet: an ApplicationSet that makes an Application for each unit, which applies the unit's folder to its cluster.
 *
 * It lists the units, so that what is delivered is what the program says, not which folders there are.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/
 */
export class FleetApplicationSet extends Construct {
  /** The ApplicationSet. */
  public readonly applicationSet: ApiObject;

  /** The names of the Applications, in the order of the fleet's units. */
  public readonly applicationNames: string[];

  constructor(scope: Construct, id: string, props: FleetApplicationSetProps) {
    super(scope, id);
    AppAnalysis.attach(this);
    const field = fieldOf(this);
    const { wave } = props;
    if (wave !== undefined && !Number.isInteger(wave)) { throw field.at('wave').error(wave, 'a whole number'); }
    if (props.automated === true && props.steps !== undefined) {
      throw field.at('automated').error(true, 'left out with steps, as Argo CD then syncs the Applications of a step itself, when it is their turn');
    }
    this.applicationNames = namesOf(props, field);
    const namespace = requireDnsLabel(props.argoNamespace ?? 'argocd', field.at('argoNamespace'));
    const annotations = { ...given(wave, (number) => ({ 'argocd.argoproj.io/sync-wave': String(number) })), ...props.metadata?.annotations };
    this.applicationSet = new ApiObject(this, 'Resource', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'ApplicationSet',
      metadata: {
        ...props.metadata,
        name: requireObjectName(props.metadata?.name ?? id, field.at('metadata').at('name')),
        namespace,
        ...Object.keys(annotations).length === 0 ? {} : { annotations },
      },
      spec: specOf(props, field),
    });
  }
}

/** Names that are put together of two can be equal though both parts differ. */
function namesOf({ fleet, namePrefix }: FleetApplicationSetProps, field: Field): string[] {
  const owners = new Map<string, string>();
  for (const unit of fleet._units) {
    const name = requireObjectName(`${namePrefix ?? ''}${unit.cluster}-${unit.part}`, field.at('namePrefix'));
    const other = owners.get(name);
    if (other !== undefined) {
      throw field.problem(`${name} would be the Application of ${other} and of ${unitId(unit)}; it must be of one`, 'rename one of the clusters or parts');
    }
    owners.set(name, unitId(unit));
  }
  return [...owners.keys()];
}

function specOf(props: FleetApplicationSetProps, field: Field): JsonObject {
  const { fleet, steps } = props;
  const stepOf = given(steps, (all) => stepOfUnits(all, { clusters: fleet.clusters, units: fleet._units }, field.at('steps')));
  const isRenamed = fleet.clusters.some(({ name, argoCdName }) => name !== argoCdName);
  const destinationOf = new Map(fleet.clusters.map(({ name, argoCdName }) => [name, argoCdName]));
  return defined({
    goTemplate: true,
    goTemplateOptions: ['missingkey=error'],
    generators: [{
      list: {
        elements: fleet._units.map((unit) => defined({
          cluster: unit.cluster,
          part: unit.part,
          destination: isRenamed ? destinationOf.get(unit.cluster) : undefined,
          // Texts, as they become values of labels.
          step: given(stepOf?.get(unitId(unit)), (step) => String(step + 1)),
        })),
      },
    }],
    strategy: given(steps, (all) => ({
      type: 'RollingSync',
      rollingSync: {
        steps: all.map((step, i) => defined({
          matchExpressions: [{ key: `${LABEL}/step`, operator: 'In', values: [String(i + 1)] }],
          maxUpdate: maxUpdateOf(step, field.at('steps').at(i)),
        })),
      },
    })),
    syncPolicy: { preserveResourcesOnDeletion: props.preserveResourcesOnDeletion ?? true },
    template: templateOf(props, { isRenamed, hasSteps: steps !== undefined }, field),
  });
}

function templateOf(props: FleetApplicationSetProps, { isRenamed, hasSteps }: { isRenamed: boolean; hasSteps: boolean }, field: Field): JsonObject {
  const folder = folderOf(props.folder ?? 'dist', field.at('folder'));
  const isDeep = props.fleet.yamlOutputType === YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE;
  return {
    metadata: {
      name: `${props.namePrefix ?? ''}{{.cluster}}-{{.part}}`,
      labels: { [`${LABEL}/cluster`]: '{{.cluster}}', [`${LABEL}/part`]: '{{.part}}', ...hasSteps ? { [`${LABEL}/step`]: '{{.step}}' } : {} },
    },
    spec: {
      project: requireText(props.project ?? 'default', field.at('project')),
      source: defined({
        repoURL: requireText(props.repository, field.at('repository')),
        targetRevision: requireText(props.targetRevision ?? 'HEAD', field.at('targetRevision')),
        path: `${folder}{{.cluster}}/{{.part}}`,
        directory: isDeep ? { recurse: true } : undefined,
      }),
      // Objects without a namespace go where kubectl would put them, and where the checks take them to be.
      destination: { name: isRenamed ? '{{.destination}}' : '{{.cluster}}', namespace: DEFAULT_NAMESPACE },
      syncPolicy: defined({
        automated: props.automated === true ? { prune: true, selfHeal: true } : undefined,
        syncOptions: props.syncOptions ?? ['ServerSideApply=true', 'RespectIgnoreDifferences=true'],
      }),
      ignoreDifferences: [...WRITTEN_BY_ISTIOD, ...(props.ignoreDifferences ?? []).map((one, i) => ignored(one, field.at('ignoreDifferences').at(i)))],
    },
  };
}

function folderOf(folder: string, field: Field): string {
  if (folder === '.') { return ''; }
  const isSafe = /^[^/{}]+(\/[^/{}]+)*$/.test(folder) && !folder.split('/').some((name) => name === '.' || name === '..');
  if (!isSafe) { throw field.error(folder, 'a path within the repository, such as "deploy/dist", or "."'); }
  return `${folder}/`;
}

function ignored({ group, kind, name, namespace, jqPathExpressions }: IgnoredDifference, field: Field): JsonObject {
  return defined({
    group,
    kind: requireText(kind, field.at('kind')),
    name: requireText(name, field.at('name')),
    namespace,
    jqPathExpressions: requireSome(jqPathExpressions, field.at('jqPathExpressions')),
  });
}
