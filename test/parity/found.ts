import { type Entry, objectsOf } from './reference';
import { CATALOGUE } from '../../src/checks/catalogue';
import { runChecks } from '../../src/checks/engine';
import type { Finding } from '../../src/checks/finding';
import { DEFAULT_CONTEXT } from '../../src/checks/mesh-context';
import type { JsonObject } from '../../src/model/json';

const RANK = { info: 0, warning: 1, error: 2 };

/** What the checks say of objects whose hosts are taken to exist: it is the objects that are looked at. */
export function findingsOn(objects: readonly JsonObject[], knownHosts: readonly string[] = []): Finding[] {
  return runChecks(objects.map((json) => ({ json, source: 'example' })), { ...DEFAULT_CONTEXT, knownHosts });
}

/**
 * Whether the checks find what an entry is about, on its own example: a check of the same code, or for the rules of a single
 * object, a finding on the field that is as grave. An example in words is one that a check with this code has among its own.
 */
export function isFound(entry: Entry): boolean {
  const objects = objectsOf(entry);
  const isSame = ({ equivalents }: { readonly equivalents: readonly string[] }) => equivalents.includes(entry.code) || equivalents.includes(entry.id);
  if (objects === undefined) { return CATALOGUE.some(isSame); }
  const byField = entry.source === 'istio-validation' || entry.source === 'crd-schema/CEL';
  return findingsOn(objects, byField ? ['*'] : []).some((finding) => isSame(finding)
    || (byField && RANK[finding.severity] >= RANK[entry.severity] && isOnField(finding.path, entry.field)));
}

/** Whether a finding is on the field, on something in it, or on what holds it; the lists name one place of several that are alike. */
function isOnField(path: string, field: string | undefined): boolean {
  const [is, ought] = [path, field ?? ''].map((each) => each.replace(/\[[^\]]*\]|\{\}/g, '').split('.').filter((name) => name !== '' && name !== 'spec'));
  if (is.length === 0 || ought.length === 0 || field?.includes(' ') === true) { return true; }
  return is.every((name, i) => ought[i] === name) || ought.every((name, i) => is[i] === name)
    || is.includes(ought[ought.length - 1]) || ought.includes(is[is.length - 1]);
}
