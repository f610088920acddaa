import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { CycleFound, DependencyOrder, type Edge, Group } from './dependency-order';

export { CycleFound };

/**
 * In which order cdk8s writes charts, and the objects of each: what others depend on goes first, otherwise as they were made. cdk8s
 * connects each object of a construct with each of another that it depends on, and does so anew for each chart; here these
 * edges are shared, so that the time is linear.
 */
export class WriteOrder {
  /** Whether charts depend on each other, so that their files are numbered. */
  public readonly hasDependentCharts: boolean;

  private readonly edges = new Map<IConstruct, Set<Edge>>();
  private readonly groups = new Map<IConstruct, Group>();

  constructor(private readonly constructs: readonly IConstruct[]) {
    for (const construct of constructs) {
      const { dependencies } = construct.node;
      if (dependencies.length > 0) { this.edges.set(construct, new Set(dependencies)); }
    }
    this.hasDependentCharts = this.connectCharts();
    this.connectObjects();
  }

  /** The charts, of which there may be some in others. */
  public charts(): Chart[] {
    return this.order(inOrderOfPaths(this.constructs)).filter((construct) => Chart.isChart(construct)) as Chart[];
  }

  /** The objects of a chart, without those of charts in it. */
  public objectsOf(chart: Chart): ApiObject[] {
    return this.order(chart.node.findAll())
      .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct) && Chart.of(construct) === chart);
  }

  private order(scope: readonly IConstruct[]): IConstruct[] {
    return scope.some((construct) => this.edges.has(construct)) ? new DependencyOrder(scope, this.edges).sorted() : [...scope];
  }

  /** A chart depends on those in it, and on those that hold what something in it depends on. */
  private connectCharts(): boolean {
    let found = false;
    const connect = (source: Chart, target: Chart) => {
      found = true;
      this.connect(source, target);
    };
    for (const parent of this.constructs) {
      if (!Chart.isChart(parent)) { continue; }
      for (const child of parent.node.children) {
        if (Chart.isChart(child)) { connect(parent as Chart, child as Chart); }
      }
    }
    for (const [source, target] of this.dependencies()) {
      const [sourceChart, targetChart] = [Chart.of(source), Chart.of(target)];
      if (sourceChart !== targetChart) { connect(sourceChart, targetChart); }
    }
    return found;
  }

  /** What constructs depend on, their objects depend on. */
  private connectObjects(): void {
    for (const [source, target] of this.dependencies()) {
      const group = this.groupOf(target);
      for (const object of this.groupOf(source).members) {
        if (group.members.size > 1) {
          this.connect(object, group);
        } else {
          group.members.forEach((only) => { if (only !== object) { this.connect(object, only); } });
        }
      }
    }
  }

  /** What is known by now; connecting adds to it. */
  private dependencies(): [IConstruct, IConstruct][] {
    return this.constructs.flatMap((source) => [...this.edges.get(source) ?? []].filter((edge) => !(edge instanceof Group))
      .map((target): [IConstruct, IConstruct] => [source, target as IConstruct]));
  }

  private connect(source: IConstruct, target: Edge): void {
    const edges = this.edges.get(source) ?? new Set();
    this.edges.set(source, edges.add(target));
  }

  private groupOf(construct: IConstruct): Group {
    let group = this.groups.get(construct);
    if (group === undefined) {
      group = new Group(Chart.of(construct), objectsIn(construct));
      this.groups.set(construct, group);
    }
    return group;
  }
}

/** The objects of a construct, without those of charts in it. */
function objectsIn(construct: IConstruct): Set<IConstruct> {
  const objects = new Set<IConstruct>();
  const visit = (one: IConstruct) => {
    if (ApiObject.isApiObject(one)) { objects.add(one); }
    for (const child of one.node.children) {
      if (!Chart.isChart(child)) { visit(child); }
    }
  };
  visit(construct);
  return objects;
}

/** cdk8s has them as members of an object, by path: those whose path is a number go first. */
function inOrderOfPaths(constructs: readonly IConstruct[]): readonly IConstruct[] {
  if (!constructs[0].node.children.some(({ node }) => /^\d+$/.test(node.id))) { return constructs; }
  return Object.values(Object.fromEntries(constructs.map((construct) => [construct.node.path, construct])));
}
