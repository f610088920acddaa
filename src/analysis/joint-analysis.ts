import type { App } from 'cdk8s';
import { AppAnalysis } from './app-analysis';
import { foundByConstructs, type Judged, judged, type MeshPart, noPart } from './mesh-part';
import { contextOf, type MeshSettings } from './mesh-settings';
import { renderingOnce } from './rendered-once';
import type { RenderedObject } from '../checks/app-object';
import type { Finding } from '../checks/finding';
import type { InstalledMesh } from '../checks/installed-mesh';

/** An app, and what it is called beside others. */
export interface NamedApp {
  readonly name: string;
  readonly app: App;
}

/** What is known of one of the apps. */
interface Member {
  readonly name: string;
  readonly app: App;
  readonly part: MeshPart;
  readonly rendered: readonly RenderedObject[];
}

/**
 * The checks over the objects of several apps that go to one mesh. Each app stays a tree of its own, so that what it writes does not
 * depend on the others. Paths of constructs begin with the name of their app.
 */
export class JointAnalysis {
  private known?: readonly Member[];

  constructor(private readonly settings: MeshSettings, private readonly apps: readonly NamedApp[]) {
    apps.forEach(({ app }) => { AppAnalysis.of(app).handOver(); });
  }

  /** Does work in which no app changes. What is rendered in it is rendered once. */
  public settled<T>(work: () => T): T {
    const around = this.apps.reduceRight<() => T>((inner, { app }) => () => AppAnalysis.of(app).settled(() => renderingOnce(app, inner)), work);
    try { return around(); } finally { this.known = undefined; }
  }

  /** The objects of each app, by its name. Within `settled`. */
  public objects(): ReadonlyMap<string, readonly RenderedObject[]> {
    return new Map(this.members().map(({ name, rendered }) => [name, rendered]));
  }

  /** All findings. Within `settled`. */
  public judge(): Judged[] {
    const members = this.members();
    const services = members.flatMap(({ part }) => part.services);
    const installations = members.flatMap(({ name, part }) => part.installations.map((one) => ({ ...one, construct: `${name}/${one.construct}` })));
    const context = contextOf(this.settings, services, installations);
    const found = members.flatMap((member) => {
      const others = member.part.reviews.length === 0 ? [] : members.flatMap((other) => other === member ? [] : other.rendered);
      const foreign = new Set(others.map(({ source }) => source));
      const own = member.part.objects.flatMap((object) => object.rendered ?? []);
      const installed: InstalledMesh[] = [
        ...member.part.installations, ...installations.filter(({ construct }) => !construct.startsWith(`${member.name}/`)),
      ];
      return foundByConstructs(member.app, member.part, [...own, ...others], contextOf(this.settings, services, installed))
        .map((finding) => named(finding, member.name, foreign));
    });
    return judged(this.settings, members.flatMap(({ rendered }) => rendered), context, found);
  }

  private members(): readonly Member[] {
    this.known ??= this.apps.map(({ name, app }) => {
      const part = [...AppAnalysis.of(app).parts().values()][0] ?? noPart();
      return { name, app, part, rendered: part.objects.flatMap(({ rendered }) => rendered === undefined ? [] : [moved(rendered, name)]) };
    });
    return this.known;
  }
}

/** The object as those see it who look at all apps. */
function moved(object: RenderedObject, name: string): RenderedObject {
  return { ...object, source: `${name}/${object.source}`, ...object.file === undefined ? {} : { file: `${name}/${object.file}` } };
}

/** A finding may name several constructs, and be about an object of another app, which has its name already. */
function named(finding: Finding, name: string, foreign: ReadonlySet<string>): Finding {
  const construct = finding.construct.split(' and ').map((path) => foreign.has(path) ? path : `${name}/${path}`).join(' and ');
  return { ...finding, construct };
}
