import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyOf, readCrds } from './crds';
import { Problem } from './problem';
import { KindSchema, Schema } from './schema';

/** Everything that `imports/` is made of. */
export interface Source {
  /** The kinds that have a CRD, by name, and IstioOperator. */
  readonly kinds: KindSchema[];
  /** The types that IstioOperator uses in more than one place. */
  readonly definitions: Record<string, Schema>;
  /** By kind and group (`VirtualService.networking.istio.io`) and place in the schema: the page that describes it. */
  readonly links: Record<string, Record<string, string>>;
  /** By kind and group: the places of fields that are deprecated, and of values that are (`spec.mode=OLD`). */
  readonly deprecated: Record<string, string[]>;
  /** The annotations that Istio knows, and the kinds that they are for; `Any` stands for all. */
  readonly annotations: readonly Annotation[];
}

/** An annotation that Istio knows. */
interface Annotation {
  readonly name: string;
  readonly kinds: readonly string[];
  readonly deprecated: boolean;
  readonly alpha: boolean;
}

/** The form in which a source is kept in `imports/`. */
export const SCHEMA_FILE = 'schema.json';
export const LINKS_FILE = 'links.json';

const GO_PROGRAM = join(__dirname, 'reflect');
const CRDS_OF_MODULE = join('kubernetes', 'customresourcedefinitions.gen.yaml');
const ISTIO_OPERATOR = { group: 'install.istio.io', version: 'v1alpha1', versions: ['v1alpha1'], kind: 'IstioOperator' };

/** What the Go program prints. */
interface Reflected {
  istioOperator: Schema;
  definitions: Record<string, Schema>;
  links: Source['links'];
  deprecated: Source['deprecated'];
  annotations: Source['annotations'];
}

/** Reads the pinned release of Istio, by means of Go. */
export function sourceOfModules(): Source {
  const { Dir: folder } = JSON.parse(go('mod', 'download', '-json', 'istio.io/api')) as { Dir: string };
  const { istioOperator, definitions, links, deprecated, annotations } = JSON.parse(go('run', '.', folder)) as Reflected;
  const kinds = [...crdsOfFile(join(folder, CRDS_OF_MODULE), links), { ...ISTIO_OPERATOR, schema: istioOperator }];
  return { kinds, definitions, links, deprecated, annotations };
}

/** Reads the CRDs of a file; what CRDs do not say (IstioOperator, the links) comes from `imports/`. */
export function sourceOfFile(file: string, imports: string): Source {
  const committed = sourceOfImports(imports);
  const operator = committed.kinds.filter((kind) => keyOf(kind) === keyOf(ISTIO_OPERATOR));
  return { ...committed, kinds: [...crdsOfFile(file, committed.links), ...operator] };
}

/** Reads what an earlier run has kept. */
export function sourceOfImports(imports: string): Source {
  const read = (name: string) => JSON.parse(readText(join(imports, name))) as unknown;
  return { ...read(SCHEMA_FILE) as Omit<Source, 'links'>, links: read(LINKS_FILE) as Source['links'] };
}

function crdsOfFile(file: string, links: Source['links']): KindSchema[] {
  const kinds = readCrds(readText(file), file);
  const unknown = kinds.filter((kind) => links[keyOf(kind)] === undefined).map(keyOf);
  if (unknown.length > 0) {
    throw new Problem(`${file} holds unknown kinds: ${unknown.join(', ')} (the known ones are in reflect/links.go)`);
  }
  return kinds;
}

function readText(file: string): string {
  if (!existsSync(file)) { throw new Problem(`there is no file ${file}`); }
  return readFileSync(file, 'utf8');
}

function go(...args: string[]): string {
  try {
    return execFileSync('go', args, { cwd: GO_PROGRAM, encoding: 'utf8', maxBuffer: 2 ** 26, stdio: ['ignore', 'pipe', 'inherit'] });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new Problem('fetching the CRDs needs Go; without it, name a file of CRDs: npm run import-crds -- --crds FILE');
    }
    throw new Problem(`go ${args[0]} failed: ${(error as Error).message}`);
  }
}
