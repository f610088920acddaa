import { parseAllDocuments } from 'yaml';
import type { RenderedObject } from '../../src/checks/app-object';
import type { Check } from '../../src/checks/check';
import { runChecks } from '../../src/checks/engine';
import { type Finding, formatFinding } from '../../src/checks/finding';
import { DEFAULT_CONTEXT, type MeshContext } from '../../src/checks/mesh-context';
import type { JsonObject } from '../../src/model/json';

/** The documents of a YAML text as an app would render them; each comes from a construct named after it. */
export function rendered(text: string, files: readonly string[] = [], fileIsReplaced: boolean = false): RenderedObject[] {
  return parseAllDocuments(text).map((document, i) => {
    if (document.errors.length > 0) { throw document.errors[0]; }
    const json = document.toJS() as JsonObject;
    const { name } = json.metadata as { name: string };
    return { json, source: `app/${name}`, file: files[i], fileIsReplaced };
  });
}

/** What some checks find in YAML. */
export function find(
  text: string, checks: readonly Check[], context: Partial<MeshContext> = {}, files?: readonly string[], filesAreReplaced?: boolean,
): Finding[] {
  return runChecks(rendered(text, files, filesAreReplaced), { ...DEFAULT_CONTEXT, ...context }, { checks });
}

/** Findings as the examples write them. */
export function lines(findings: readonly Finding[]): string[] {
  return findings.map((finding) => `${finding.severity} ${formatFinding(finding)}`);
}
