import type { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';

/** The objects of one construct, for those that depend on all of them. */
export class Group {
  constructor(public readonly chart: Chart, public readonly members: ReadonlySet<IConstruct>) {}
}

/** What a construct depends on: another one, or all of a group that are not itself. */
export type Edge = IConstruct | Group;

/** Constructs depend on each other in a circle. */
export class CycleFound extends Error {}

/** A construct or a group whose edges are being followed. */
interface Frame {
  readonly vertex: Edge;
  /** Of a group: what depends on it. */
  readonly by?: IConstruct;
  readonly next: Iterator<Edge>;
}

/**
 * Constructs, each after what it depends on: depth first, from those that nothing depends on, in the order that they are given in.
 * Edges out of the given constructs do not count.
 */
export class DependencyOrder {
  private readonly scope: ReadonlySet<IConstruct>;
  private readonly result: IConstruct[] = [];
  private readonly begun = new Set<IConstruct>();
  private readonly done = new Set<IConstruct>();
  /** Groups whose members are done, but for the one that depends on them. */
  private readonly doneBy = new Map<Group, IConstruct>();

  constructor(private readonly constructs: readonly IConstruct[], private readonly edges: ReadonlyMap<IConstruct, ReadonlySet<Edge>>) {
    this.scope = new Set(constructs);
  }

  public sorted(): IConstruct[] {
    const needed = this.needed();
    this.constructs.filter((construct) => !needed.has(construct)).forEach((root) => { this.visit(root); });
    // What is in a circle has something that depends on it, all of it.
    if (this.result.length < this.constructs.length) { throw new CycleFound(); }
    return this.result;
  }

  /** What others depend on. */
  private needed(): Set<IConstruct> {
    const needed = new Set<IConstruct>();
    const neededBy = new Map<Group, IConstruct>();
    for (const construct of this.constructs) {
      for (const edge of this.edges.get(construct) ?? []) {
        if (!(edge instanceof Group)) {
          needed.add(edge);
        } else if (this.isInside(edge) && neededBy.get(edge) === undefined) {
          edge.members.forEach((member) => { if (member !== construct) { needed.add(member); } });
          neededBy.set(edge, construct);
        } else if (this.isInside(edge) && neededBy.get(edge) !== construct && edge.members.has(neededBy.get(edge) as IConstruct)) {
          needed.add(neededBy.get(edge) as IConstruct);
        }
      }
    }
    return needed;
  }

  private isInside(edge: Edge): boolean {
    return this.scope.has(edge instanceof Group ? edge.chart : edge);
  }

  /** Without recursion: chains may be long. */
  private visit(root: IConstruct): void {
    const stack: Frame[] = [];
    this.enter(root, undefined, stack);
    for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
      const { vertex, by, next } = frame;
      const step = next.next();
      if (step.done !== true) {
        if (step.value !== by) { this.enter(step.value, vertex instanceof Group ? undefined : vertex, stack); }
        continue;
      }
      stack.pop();
      if (vertex instanceof Group) {
        this.doneBy.set(vertex, by as IConstruct);
      } else {
        this.done.add(vertex);
        this.result.push(vertex);
      }
    }
  }

  private enter(edge: Edge, by: IConstruct | undefined, stack: Frame[]): void {
    if (!this.isInside(edge)) { return; }
    if (edge instanceof Group) {
      const except = this.doneBy.get(edge);
      if (except === undefined) {
        stack.push({ vertex: edge, by, next: edge.members.values() });
      } else if (except !== by && edge.members.has(except)) {
        this.enter(except, undefined, stack);
      }
    } else if (!this.done.has(edge)) {
      if (this.begun.has(edge)) { throw new CycleFound(); }
      this.begun.add(edge);
      stack.push({ vertex: edge, next: (this.edges.get(edge) ?? []).values() });
    }
  }
}
