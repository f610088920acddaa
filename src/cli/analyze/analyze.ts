import { contextOf, type MeshSettings } from '../../analysis/mesh-settings';
import { AppObject, type RenderedObject } from '../../checks/app-object';
import { NOT_AN_OBJECT, YAML_NOT_READ } from '../../checks/built-in';
import type { CheckInfo } from '../../checks/check';
import { runChecks } from '../../checks/engine';
import type { Finding } from '../../checks/finding';
import { pathOf } from '../../model/field-path';
import type { JsonObject } from '../../model/json';
import { NO_OBJECT, readYaml, type YamlContent, type YamlObject } from '../yaml/documents';
import type { Source } from '../yaml/sources';

/** A finding, and where it is in which file. */
export interface Located {
  /** Missing for what is about no file: a check that failed. */
  readonly file?: string;
  readonly line: number;
  readonly finding: Finding;
  /** Whether the reason that it is silenced for was given to the command, and does not stand in the file. */
  readonly silencedOutside?: boolean;
}

/** What became of some files. */
export interface Analyzed {
  /** By file, in the order of the files, and line. */
  readonly findings: readonly Located[];
  readonly files: readonly string[];
  readonly objects: number;
}

export interface AnalyzeOptions {
  readonly settings: MeshSettings;
  /** What the cluster has besides. Findings about it are left out. */
  readonly assumed?: readonly Source[];
  /** Codes that are silenced, and why. */
  readonly suppressed?: ReadonlyMap<string, string>;
  /** The namespace of objects that name none. */
  readonly namespace?: string;
  /** The time, in milliseconds since 1970, at which certificates are looked at. Missing: they are not. */
  readonly now?: number;
  /** Is told before each file. */
  readonly progress?: (text: string) => void;
}

/** What the checks say of the YAML of some files, with the lines of the fields. */
export function analyze(found: readonly Source[], options: AnalyzeOptions): Analyzed {
  const total = found.length + (options.assumed ?? []).length;
  let begun = 0;
  const readAll = (some: readonly Source[]) => some.map((source) => {
    options.progress?.(`${begun++} of ${total} files read`);
    return { file: source.name, content: read(source) };
  });
  const own = readAll(found);
  const others = readAll(options.assumed ?? []);
  const problems = [...own, ...others].flatMap(({ file, content }) => content.problems.map((problem) => problemAt(file, problem)));

  const places = new Map<string, Place[]>();
  const rendered: RenderedObject[] = [];
  const ids = new Set<string>();
  const add = (file: string, object: YamlObject, assumed: boolean) => {
    const line = object.lineOf([]);
    const one: RenderedObject = { json: inNamespace(object.json, options.namespace), source: `${file}:${line}`, file };
    const identity = new AppObject(one);
    // What is analysed takes the place of what the cluster has of it.
    if (assumed && ids.has(identity.fullId)) { return; }
    if (!assumed) { ids.add(identity.fullId); }
    const place: Place = { id: identity.fullId, file, assumed, order: rendered.length, lineOf: object.lineOf };
    places.set(one.source, [...(places.get(one.source) ?? []), place]);
    rendered.push(one);
  };
  own.forEach(({ file, content }) => content.objects.forEach((object) => add(file, object, false)));
  others.forEach(({ file, content }) => content.objects.forEach((object) => add(file, object, true)));

  options.progress?.(`checking ${rendered.length} objects`);
  const context = { ...contextOf(options.settings, [], []), now: options.now };
  const placed = runChecks(rendered, context).map((finding) => ({ finding, place: placeOf(finding, places) }));
  // In the order of the objects, as a part of a large file is read again for its lines: each once, not once for each finding.
  const findings = placed.sort((a, b) => (a.place?.order ?? -1) - (b.place?.order ?? -1)).flatMap(({ finding, place }) => locate(finding, place));
  const order = new Map(found.map(({ name }, i) => [name, i]));
  const orderOf = ({ file }: Located) => (file === undefined ? -1 : order.get(file) ?? order.size);
  return {
    findings: [...problems, ...findings].map((one) => silence(one, options.suppressed)).sort((a, b) => orderOf(a) - orderOf(b) || a.line - b.line),
    files: found.map(({ name }) => name),
    objects: own.reduce((sum, { content }) => sum + content.objects.length, 0),
  };
}

/** An object in a file. Several can begin on one line. */
interface Place {
  readonly id: string;
  readonly file: string;
  readonly assumed: boolean;
  /** Among all objects, those of a file one after the other. */
  readonly order: number;
  readonly lineOf: YamlObject['lineOf'];
}

function read(source: Source): YamlContent {
  try {
    return readYaml(source.read());
  } catch (error) {
    return { objects: [], problems: [{ line: 1, text: (error as Error).message }] };
  }
}

function problemAt(file: string, { line, text }: YamlContent['problems'][number]): Located {
  const info: CheckInfo = text === NO_OBJECT ? NOT_AN_OBJECT : YAML_NOT_READ;
  const { code, severity, fix, equivalents } = info;
  return { file, line, finding: { code, severity, construct: `${file}:${line}`, path: '', message: text, fix, equivalents: [...equivalents] } };
}

function inNamespace(json: JsonObject, namespace: string | undefined): JsonObject {
  const metadata = json.metadata ?? {};
  if (namespace === undefined || typeof metadata !== 'object' || Array.isArray(metadata)) { return json; }
  return { ...json, metadata: { ...metadata, namespace: metadata.namespace ?? namespace } };
}

function placeOf(finding: Finding, places: ReadonlyMap<string, readonly Place[]>): Place | undefined {
  const { objectKind, objectNamespace, objectName } = finding;
  const here = places.get(finding.construct) ?? [];
  const id = `${objectKind ?? ''} ${objectNamespace === undefined ? '' : `${objectNamespace}/`}${objectName ?? ''}`;
  return here.find((one) => one.id === id) ?? here[0];
}

function locate(finding: Finding, place: Place | undefined): Located[] {
  if (place === undefined) { return [{ line: 1, finding }]; }
  if (place.assumed) { return []; }
  const line = place.lineOf(pathOf(finding.path));
  return [{ file: place.file, line, finding: { ...finding, construct: `${place.file}:${line}` } }];
}

function silence(one: Located, suppressed: ReadonlyMap<string, string> | undefined): Located {
  const reason = suppressed?.get(one.finding.code);
  if (reason === undefined || one.finding.suppressedReason !== undefined) { return one; }
  return { ...one, finding: { ...one.finding, suppressedReason: reason }, silencedOutside: true };
}
