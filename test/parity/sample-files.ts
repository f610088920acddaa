import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runChecks } from '../../src/checks/engine';
import { type Finding, Severity } from '../../src/checks/finding';
import { DEFAULT_CONTEXT } from '../../src/checks/mesh-context';
import { readYaml } from '../../src/cli/yaml/documents';

/** A file of Istio's samples, and what the checks say of the objects in it. */
export interface SampleFile {
  readonly file: string;
  readonly objects: number;
  /** Documents that cannot be read: templates. */
  readonly unread: number;
  readonly findings: readonly Finding[];
}

/** The samples of Istio's module, each file for itself: many of them are alternatives to each other. */
export function sampleFiles(folder: string): SampleFile[] {
  const files = readdirSync(join(folder, 'samples'), { recursive: true, encoding: 'utf8' }).filter((file) => /\.ya?ml$/.test(file)).sort();
  return files.map((file) => {
    const { objects, problems } = readYaml(readFileSync(join(folder, 'samples', file), 'utf8'));
    const findings = runChecks(objects.map(({ json }) => ({ json, source: file })), DEFAULT_CONTEXT);
    return { file, objects: objects.length, unread: problems.length, findings };
  });
}

/** How often a severity is among findings. */
export function count(findings: readonly Finding[], severity: Severity): number {
  return findings.filter((finding) => finding.severity === severity).length;
}
