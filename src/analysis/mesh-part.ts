import type { IConstruct } from 'constructs';
import type { MeshSettings } from './mesh-settings';
import type { TreeObject } from './rendered-tree';
import { idleReasons, withReasons } from './silenced-constructs';
import type { RenderedObject } from '../checks/app-object';
import { type Finding, Severity, formatFinding } from '../checks/finding';
import type { InstalledMesh } from '../checks/installed-mesh';
import type { KnownService, MeshContext } from '../checks/mesh-context';
import { engine } from '../checks/on-demand';

/** Findings that a construct has of all objects of its mesh, as they are rendered. */
export type Review = (objects: readonly RenderedObject[], context: MeshContext) => Finding[];

/** A finding of an app, and whether it stops the synth. */
export interface Judged {
  readonly finding: Finding;
  readonly stops: boolean;
}

/** What of a tree belongs to one mesh. */
export interface MeshPart {
  readonly objects: TreeObject[];
  readonly extra: Finding[];
  readonly reviews: Review[];
  readonly services: KnownService[];
  readonly installations: InstalledMesh[];
  /** Constructs that silence something. */
  readonly silencing: IConstruct[];
}

export function noPart(): MeshPart {
  return { objects: [], extra: [], reviews: [], services: [], installations: [], silencing: [] };
}

/** What constructs of a tree find themselves, silenced as they say. */
export function foundByConstructs(
  root: IConstruct, { extra, reviews, silencing }: MeshPart, rendered: readonly RenderedObject[], context: MeshContext,
): Finding[] {
  const own = [...extra, ...reviews.flatMap((review) => review(rendered, context))];
  return [...withReasons(root, own), ...idleReasons(silencing, own)];
}

/** What the checks find, and what was found before, in one order. */
export function judged(
  settings: MeshSettings, rendered: readonly RenderedObject[], context: MeshContext, extraFindings: readonly Finding[],
): Judged[] {
  return engine().runChecks(rendered, context, { extraFindings }).map((finding) => ({
    finding,
    stops: finding.suppressedReason === undefined
      && ((finding.severity === Severity.ERROR && settings.failOnErrors) || (settings.failOnWarnings && finding.severity === Severity.WARNING)),
  }));
}

export function printWarnings(all: readonly Judged[]): void {
  const lines = all.filter(({ stops }) => !stops).map(({ finding }) => finding)
    .filter(({ severity, suppressedReason }) => severity !== Severity.INFO && suppressedReason === undefined)
    .map((finding) => `[${finding.severity}] ${formatFinding(finding)}\n`);
  if (lines.length > 0) { process.stderr.write(lines.join('')); }
}
