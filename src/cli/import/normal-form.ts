import { RULES } from './normal-rules';
import type { Json, JsonObject } from '../../model/json';
import { ISTIO_KINDS } from '../../model/kinds';
import type { Path } from '../yaml/documents';

/** What the normal form says otherwise than the YAML did. */
export interface Replacement {
  readonly path: Path;
  readonly text: string;
}

/** An object of one of Istio's kinds, by its name; or another one. */
export interface NormalObject {
  readonly json: JsonObject;
  readonly istioKind?: keyof typeof ISTIO_KINDS;
  readonly replacements: readonly Replacement[];
}

/** What the cluster fills in; it is not for people to say. */
const FILLED_IN = ['creationTimestamp', 'resourceVersion', 'uid', 'generation', 'managedFields', 'selfLink'];
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * The object as the library would write it, with the same meaning: newest version, current spellings, durations and other texts in one
 * form. docs/import.md lists what is changed.
 */
export function normalForm(object: JsonObject): NormalObject {
  const replacements: Replacement[] = [];
  const json = withoutNulls(object) as JsonObject;
  const report = (path: Path, text: string) => { replacements.push({ path, text }); };
  dropFilledIn(json, report);
  const istioKind = kindOf(json, report);
  if (istioKind !== undefined) {
    json.spec ??= {};
    for (const rule of RULES[istioKind] ?? []) {
      visit(json, rule.at.split('.'), [], (record, path) => rule.edit(record, (key, text) => report([...path, key], text)));
    }
  }
  return { json, istioKind, replacements };
}

function kindOf(json: JsonObject, report: (path: Path, text: string) => void): keyof typeof ISTIO_KINDS | undefined {
  const [group, version] = String(json.apiVersion).split('/');
  const found = Object.values(ISTIO_KINDS).find(({ kind, apiVersion }) => kind === json.kind && apiVersion.split('/')[0] === group);
  if (found === undefined || !['v1alpha1', 'v1alpha3', 'v1beta1', 'v1'].includes(version)) { return undefined; }
  if (found.apiVersion !== json.apiVersion) {
    report(['apiVersion'], `${String(json.apiVersion)} is ${found.apiVersion} today`);
    json.apiVersion = found.apiVersion;
  }
  return found.kind;
}

function dropFilledIn(json: JsonObject, report: (path: Path, text: string) => void): void {
  if (json.status !== undefined) {
    delete json.status;
    report(['status'], 'is left out: the cluster fills it in');
  }
  const { metadata } = json;
  if (!isRecord(metadata)) { return; }
  for (const key of FILLED_IN.filter((one) => metadata[one] !== undefined)) {
    delete metadata[key];
    report(['metadata', key], 'is left out: the cluster fills it in');
  }
  const { annotations } = metadata;
  if (isRecord(annotations) && annotations[LAST_APPLIED] !== undefined) {
    delete annotations[LAST_APPLIED];
    report(['metadata', 'annotations', LAST_APPLIED], 'is left out: kubectl writes it');
    if (Object.keys(annotations).length === 0) { delete metadata.annotations; }
  }
}

/** Calls for each record that the steps lead to: `spec`, `http[]`, `*` for any key. */
function visit(json: Json | undefined, [step, ...rest]: string[], path: Path, edit: (record: JsonObject, path: Path) => void): void {
  if (!isRecord(json)) { return; }
  if (step === undefined) { return edit(json, path); }
  const key = step.replace(/\[\]$/, '');
  for (const name of key === '*' ? Object.keys(json) : [key]) {
    const member = json[name];
    if (!step.endsWith('[]')) { visit(member, rest, [...path, name], edit); continue; }
    if (Array.isArray(member)) { member.forEach((item, i) => visit(item, rest, [...path, name, i], edit)); }
  }
}

function isRecord(json: Json | undefined): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** A copy without members that are null: Kubernetes reads them as missing. */
function withoutNulls(json: Json): Json {
  if (Array.isArray(json)) { return json.map(withoutNulls); }
  if (!isRecord(json)) { return json; }
  return Object.fromEntries(Object.entries(json).filter(([, member]) => member !== null && member !== undefined)
    .map(([key, member]) => [key, withoutNulls(member as Json)]));
}
