import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { plainJson } from './plain-json';

/** What is rendered of apps that are being written. */
const KEPT = new WeakMap<IConstruct, Map<ApiObject, object>>();

/** Keeps what is rendered of an app until the work is done: what was checked is what is written. */
export function renderingOnce<T>(root: IConstruct, work: () => T): T {
  if (KEPT.has(root)) { return work(); }
  KEPT.set(root, new Map());
  try { return work(); } finally { KEPT.delete(root); }
}

/** An object as JSON: rendered, or as it was before while its app is being written. */
export function jsonOf(root: IConstruct, object: ApiObject): object {
  const kept = KEPT.get(root);
  const known = kept?.get(object);
  if (known !== undefined) { return known; }
  const json = rendered(root, object);
  kept?.set(object, json);
  return json;
}

/** An object that renders itself in another way is asked. */
function rendered(root: IConstruct, object: ApiObject): object {
  return (object.toJson === ApiObject.prototype.toJson ? plainJson(object, root) : undefined) ?? object.toJson() as object;
}
