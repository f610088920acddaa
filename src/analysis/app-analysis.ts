import type { App } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { foundByConstructs, type Judged, judged, type MeshPart, noPart, printWarnings, type Review } from './mesh-part';
import { type DeclaredMesh, meshOf } from './mesh-registry';
import { contextOf, DEFAULT_SETTINGS, type MeshSettings } from './mesh-settings';
import { renderTree, sourceOf } from './rendered-tree';
import { SynthWindow } from './synth-window';
import type { RenderedObject } from '../checks/app-object';
import { CHECK_FAILED } from '../checks/built-in';
import { type Finding, formatFinding } from '../checks/finding';
import type { InstalledMesh } from '../checks/installed-mesh';
import type { KnownService, MeshContext } from '../checks/mesh-context';
import { suppressedCode } from '../checks/suppression';
import { byCodeUnit } from '../model/json';

/** The construct that the analysis of an app hangs on. */
export const ANALYSIS_ID = 'cdk8s-istio';

/** Where the root of a tree keeps its analysis, also when the library is installed twice. */
const STATE = Symbol.for('cdk8s-istio.AppAnalysis');

/** What constructs add to the analysis of their app. */
interface Contribution<T> {
  readonly by: IConstruct;
  readonly give: () => T;
}

/**
 * The analysis of the app that a construct is in. There is one for each tree, whose root validates with it; this is the
 * door to it of one construct.
 */
export class AppAnalysis {
  /** The analysis of the app of a construct. The first call makes it part of the app's validation. */
  public static of(scope: IConstruct): AppAnalysis {
    const root = scope.node.root as IConstruct & { [STATE]?: TreeAnalysis };
    if (root[STATE] === undefined) { Object.defineProperty(root, STATE, { value: new TreeAnalysis(root) }); }
    return new AppAnalysis(root[STATE] as TreeAnalysis, scope);
  }

  /** As `of`; what every construct of the library calls in its constructor. */
  public static attach(scope: IConstruct): AppAnalysis {
    return AppAnalysis.of(scope);
  }

  private constructor(private readonly tree: TreeAnalysis, private readonly scope: IConstruct) {}

  /** Adds findings that the construct has itself. They are asked for at each analysis. */
  public addSource(source: () => Finding[]): void {
    this.tree.sources.push({ by: this.scope, give: source });
  }

  /** Adds findings that the construct has of the other objects of its mesh. */
  public addReview(review: Review): void {
    this.tree.reviews.push({ by: this.scope, give: () => review });
  }

  /** Declares that the construct stands for a service, which the checks then take to exist. */
  public addKnownService(service: () => KnownService): void {
    this.tree.services.push({ by: this.scope, give: service });
  }

  /** Declares that the construct installs a control plane, whose MeshConfig the checks then know. */
  public addInstallation(installation: () => InstalledMesh): void {
    this.tree.installations.push({ by: this.scope, give: installation });
  }

  /** Has files written beside the manifests, to the output folder of the app, when it is synthesized without errors. */
  public addFiles(write: (outdir: string) => void): void {
    this.tree.files.push(write);
  }

  /**
   * Computes a value once for the time in which nothing changes, from the analysis to the end of the synth; each time, outside of it.
   * What is rendered is a function of the tree, and is asked for several times.
   */
  public onceUnchanged<T>(compute: () => T): () => T {
    let kept: { readonly period: object; readonly value: T } | undefined;
    return () => {
      const { period } = this.tree;
      if (period === undefined) { return compute(); }
      if (kept?.period !== period) { kept = { period, value: compute() }; }
      return kept.value;
    };
  }

  /** All findings of the app. */
  public findings(): Finding[] {
    return this.tree.judge().map(({ finding }) => finding);
  }

  /** What is known of the app, by the meshes that it says something of. */
  public parts(): ReadonlyMap<DeclaredMesh | undefined, MeshPart> {
    return this.tree.parts();
  }

  /** Whether constructs write files beside the manifests. */
  public get hasFiles(): boolean {
    return this.tree.files.length > 0;
  }

  /** Leaves the checks to another, who checks the objects of several apps together. From then on the app's synth does not check them. */
  public handOver(): void {
    this.tree.isHandedOver = true;
  }

  /** Does work in which nothing of the app changes. */
  public settled<T>(work: () => T): T {
    return this.tree.settled(work);
  }

  /** The objects of the mesh that the construct is in, as they are now, and what is known of the mesh. Those that cannot be rendered are findings. */
  public objects(): { readonly rendered: readonly RenderedObject[]; readonly context: MeshContext; readonly failures: readonly Finding[] } {
    const mesh = meshOf(this.scope);
    const { objects, services, installations } = this.tree.parts().get(mesh) ?? noPart();
    return {
      rendered: objects.flatMap((object) => object.rendered ?? []),
      context: contextOf(mesh?.settings ?? DEFAULT_SETTINGS, services, installations),
      failures: objects.flatMap((object) => object.failure ?? []),
    };
  }
}

/** The analysis of a tree. */
class TreeAnalysis {
  public readonly sources: Array<Contribution<Finding[]>> = [];
  public readonly reviews: Array<Contribution<Review>> = [];
  public readonly services: Array<Contribution<KnownService>> = [];
  public readonly installations: Array<Contribution<InstalledMesh>> = [];
  public readonly files: Array<(outdir: string) => void> = [];
  /** Whether another checks the objects. */
  public isHandedOver = false;
  private readonly window: SynthWindow<Judged[]>;

  constructor(private readonly root: IConstruct) {
    this.window = new SynthWindow<Judged[]>(root, printWarnings, () => {
      const { outdir } = root as Partial<App>;
      if (outdir !== undefined) { this.files.forEach((write) => write(outdir)); }
    });
    // cdk8s puts the path of the construct that validates before each text. That of the root would be empty.
    const place = root.node.path === '' && root.node.tryFindChild(ANALYSIS_ID) === undefined ? new Construct(root as Construct, ANALYSIS_ID) : root;
    place.node.addValidation({
      validate: () => this.isHandedOver ? [] : this.judge().filter(({ stops }) => stops).map(({ finding }) => formatFinding(finding)),
    });
  }

  /** The time in which nothing changes, while it lasts. */
  public get period(): object | undefined {
    return this.window.period;
  }

  public settled<T>(work: () => T): T {
    return this.window.during(work);
  }

  public judge(): Judged[] {
    return this.window.get(() => this.compute());
  }

  /** The app as it is now, by the meshes that it says something of. */
  public parts(): Map<DeclaredMesh | undefined, MeshPart> {
    const meshes = new Map<DeclaredMesh | undefined, MeshPart>();
    const partOf = (construct: IConstruct): MeshPart => {
      const mesh = meshOf(construct);
      const part = meshes.get(mesh) ?? noPart();
      meshes.set(mesh, part);
      return part;
    };
    const constructs = this.root.node.findAll();
    for (const construct of constructs) {
      if (construct.node.metadata.some(({ type }) => suppressedCode(type) !== undefined)) { partOf(construct).silencing.push(construct); }
    }
    for (const object of renderTree(this.root, constructs)) {
      const part = partOf(object.apiObject);
      if (object.failure !== undefined) { part.extra.push(object.failure); }
      part.objects.push(object);
    }
    for (const { by, give } of this.sources) {
      const part = partOf(by);
      part.extra.push(...attempt(give, (error) => [sourceFailed(by, error)]));
    }
    for (const { by, give } of this.reviews) {
      partOf(by).reviews.push((objects, context) => attempt(() => give()(objects, context), (error) => [sourceFailed(by, error)]));
    }
    for (const { by, give } of this.services) {
      const service = attempt<KnownService | undefined>(give, () => undefined);
      if (service !== undefined) { partOf(by).services.push(service); }
    }
    for (const { by, give } of this.installations) {
      const installation = attempt<InstalledMesh | undefined>(give, () => undefined);
      if (installation !== undefined) { partOf(by).installations.push(installation); }
    }
    return meshes;
  }

  private compute(): Judged[] {
    return [...this.parts()].sort(([a], [b]) => byCodeUnit(a?.node.path ?? '', b?.node.path ?? ''))
      .flatMap(([mesh, part]) => judgePart(this.root, mesh?.settings ?? DEFAULT_SETTINGS, part));
  }
}

function judgePart(root: IConstruct, settings: MeshSettings, part: MeshPart): Judged[] {
  const context = contextOf(settings, part.services, part.installations);
  const rendered = part.objects.flatMap((object) => object.rendered ?? []);
  return judged(settings, rendered, context, foundByConstructs(root, part, rendered, context));
}

function attempt<T>(give: () => T, otherwise: (error: unknown) => T): T {
  try { return give(); } catch (error) { return otherwise(error); }
}

function sourceFailed(by: IConstruct, error: unknown): Finding {
  const text = error instanceof Error ? error.message : String(error);
  const { code, severity, fix, equivalents, name } = CHECK_FAILED;
  const message = `${name} must not happen: ${text}`;
  return { code, severity, construct: sourceOf(by), path: name, message, fix, equivalents: [...equivalents] };
}
