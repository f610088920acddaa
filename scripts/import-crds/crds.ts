import { parseAllDocuments } from 'yaml';
import { Problem } from './problem';
import { KindSchema, Schema, withoutDescriptions } from './schema';

/** The parts of a CRD that matter here. */
interface Crd {
  kind: 'CustomResourceDefinition';
  spec: {
    group: string;
    names: { kind: string };
    versions: Version[];
  };
}

interface Version {
  name: string;
  served: boolean;
  schema?: { openAPIV3Schema?: Schema };
}

/** Reads the CRDs of a file: one version of each kind, the newest that is served, without prose. */
export function readCrds(text: string, file: string): KindSchema[] {
  const crds = parseAllDocuments(text).flatMap((document) => {
    if (document.errors.length > 0) { throw new Problem(`${file} is not YAML: ${document.errors[0].message}`); }
    const object: unknown = document.toJS();
    return isList(object) ? object.items : [object];
  }).filter(isCrd);
  if (crds.length === 0) { throw new Problem(`${file} holds no CustomResourceDefinition`); }
  const kinds = crds.map((crd) => newestVersion(crd, file)).sort((a, b) => compareText(keyOf(a), keyOf(b)));
  const twice = kinds.find((kind, i) => i > 0 && keyOf(kind) === keyOf(kinds[i - 1]));
  if (twice !== undefined) { throw new Problem(`${file} holds the CRD of ${twice.kind} twice`); }
  return kinds;
}

/** How a kind is named in `links.json`, whatever its version. */
export function keyOf(of: { kind: string; group: string }): string {
  return `${of.kind}.${of.group}`;
}

function newestVersion(crd: Crd, file: string): KindSchema {
  const { group, names: { kind }, versions } = crd.spec;
  // The versions of a kind share one schema, so one class each is enough; which of them is stored says nothing.
  const served = versions.filter((each) => each.served).sort((a, b) => -compareVersions(a.name, b.name));
  const [version] = served;
  const schema = version?.schema?.openAPIV3Schema;
  if (schema === undefined) { throw new Problem(`${file}: the CRD of ${kind} has no served version with a schema`); }

  // cdk8s brings the other fields of the root; the status is Istio's to write.
  const { spec } = schema.properties ?? {};
  if (spec === undefined) { throw new Problem(`${file}: the schema of ${kind} has no spec`); }
  const names = served.map(({ name }) => name);
  return { group, version: version.name, versions: names, kind, schema: withoutDescriptions({ ...schema, properties: { spec } }) };
}

/** Orders as Kubernetes does: `v1alpha3`, `v2alpha1`, `v1beta1`, `v1`. */
export function compareVersions(a: string, b: string): number {
  const [x, y] = [a, b].map(rankOf);
  const differing = x.findIndex((part, i) => part !== y[i]);
  return differing === -1 ? 0 : x[differing] - y[differing];
}

function rankOf(version: string): number[] {
  const match = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version);
  if (match === null) { throw new Problem(`'${version}' is not the name of a Kubernetes version`); }
  const [, major, stage, minor] = match;
  // Stability counts first: v1 is preferred to v2alpha1.
  return [['alpha', 'beta', undefined].indexOf(stage), Number(major), Number(minor ?? 0)];
}

function isCrd(object: unknown): object is Crd {
  return (object as Crd | null)?.kind === 'CustomResourceDefinition';
}

function isList(object: unknown): object is { items: unknown[] } {
  return (object as { kind?: string } | null)?.kind === 'List';
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
