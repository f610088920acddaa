import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runChecks } from '../../src/checks/engine';
import type { Finding } from '../../src/checks/finding';
import { DEFAULT_CONTEXT } from '../../src/checks/mesh-context';
import { readYaml } from '../../src/cli/yaml/documents';
import type { JsonObject } from '../../src/model/json';

/** Something that an analyzer says of an object: `Kind [namespace/]name`. */
export interface Message { readonly code: string; readonly resource: string }

/** Files of Istio's module, and what an analyzer says of them. */
export interface AnalyzerCase {
  readonly id: string;
  readonly name: string;
  readonly analyzer: string;
  readonly files: readonly string[];
  readonly expected: readonly Message[];
  /** What all analyzers say. */
  readonly allAnalyzers: readonly Message[];
  readonly meshConfigFile?: string;
  readonly meshNetworksFile?: string;
}

/** What the checks say differently, as `code resource`. */
export interface Difference {
  readonly found: readonly string[];
  readonly missed: readonly string[];
  readonly extra: readonly string[];
  readonly findings: readonly Finding[];
}

/** The moment at which the certificates of the files are looked at: after the one that is to be expired. */
const NOW = Date.UTC(2026, 7, 1);

/** Compares the codes that the analyzer can report, object by object. A finding counts for all objects that it names. */
export function compare(each: AnalyzerCase, cases: readonly AnalyzerCase[], folder: string): Difference {
  const codes = new Set(cases.filter(({ analyzer }) => analyzer === each.analyzer).flatMap(({ expected }) => expected.map(({ code }) => code)));
  const findings = runChecks(objectsOf(each, folder).map((json) => ({ json, source: 'file' })), { ...DEFAULT_CONTEXT, now: NOW });
  const about = findings.flatMap((finding) => finding.equivalents.filter((code) => codes.has(code))
    .map((code) => ({ code, finding, resource: resourceOf(finding) })));
  const expected = [...new Set(each.expected.map(keyOf))];
  const found = expected.filter((key) => about.some((one) => keyOf(one) === key || names(one.finding, one.code, key)));
  const said = new Set([...expected, ...each.allAnalyzers.map(keyOf)]);
  return {
    found,
    missed: expected.filter((key) => !found.includes(key)),
    // A check that stands for several codes is right if one of them is said.
    extra: [...new Set(about.filter(({ finding, resource }) => !finding.equivalents.some((code) => [...said].some((key) => (
      key === keyOf({ code, resource }) || names(finding, code, key))))).map(keyOf))],
    findings,
  };
}

function objectsOf({ files, meshConfigFile, meshNetworksFile }: AnalyzerCase, folder: string): JsonObject[] {
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  const mesh = {
    ...(meshConfigFile === undefined ? {} : { mesh: read(meshConfigFile) }),
    ...(meshNetworksFile === undefined ? {} : { meshNetworks: read(meshNetworksFile) }),
  };
  return [
    ...files.flatMap((file) => readYaml(read(file)).objects.map(({ json }) => json)),
    ...(Object.keys(mesh).length === 0 ? [] : [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'istio', namespace: 'istio-system' }, data: mesh }]),
  ];
}

function keyOf({ code, resource }: Message): string {
  const [kind, id] = resource.split(' ');
  // The networks of a mesh are in the ConfigMap of its control plane.
  return kind === 'MeshNetworks' ? `${code} ConfigMap istio-system/istio` : `${code} ${kind} ${id.replace(/^default\//, '')}`;
}

function resourceOf({ objectKind = '', objectNamespace, objectName }: Finding): string {
  return `${objectKind.split('.')[0]} ${objectNamespace === undefined ? '' : `${objectNamespace}/`}${objectName}`;
}

/** Whether the finding of one object names the other one. */
function names({ message }: Finding, code: string, key: string): boolean {
  const [, kind, id] = key.split(' ');
  return key.startsWith(`${code} `) && [id, `default/${id}`].some((one) => new RegExp(`\\b${kind} ${one}(?![\\w/-])`).test(message));
}
