import { type ApiObject, type App, ImplicitTokenResolver, Lazy, LazyResolver, NumberStringUnionResolver } from 'cdk8s';
import type { IConstruct } from 'constructs';

/*
 * Objects as JSON, as `ApiObject.toJson` of cdk8s makes it: what is late is asked for, what has no value is left out, members are sorted. cdk8s
 * walks an object four times, and from each value up to the app; here it is walked once. What is not certain is left to cdk8s, and so are errors.
 */

/** What cdk8s has, and does not show. */
interface Hidden {
  readonly props: Members;
  readonly patches: readonly unknown[];
  readonly metadata: { readonly [known: string]: unknown; readonly _additionalAttributes: Members };
}

interface Members {
  readonly [key: string]: unknown;
}

/** What was made here: no part of it stands in it twice. */
const MADE = new WeakSet<object>();

/** A value whose form is not certain. */
const UNCERTAIN = new Error('left to cdk8s');

const FIRST = ['apiVersion', 'kind', 'metadata'];

/** The resolvers that every app has. */
const OWN_RESOLVERS: readonly unknown[] = [LazyResolver, ImplicitTokenResolver, NumberStringUnionResolver];

/** An object as JSON, or `undefined` if its form is not certain: other resolvers, patches, values of other classes, and all that is an error. */
export function plainJson(object: ApiObject, root: IConstruct): object | undefined {
  const { resolvers } = root as Partial<App>;
  const { props, patches } = object as unknown as Hidden;
  const isOwn = resolvers?.length === OWN_RESOLVERS.length && resolvers.every((resolver, i) => resolver.constructor === OWN_RESOLVERS[i]);
  if (!isOwn || patches.length > 0 || process.env.CDK8S_DISABLE_SORT) { return undefined; }
  try {
    const json = inOrder(valueOf({ ...props, metadata: metadataOf(object) }, false) as Members);
    MADE.add(json);
    return json;
  } catch {
    return undefined;
  }
}

/** Whether an object was made by `plainJson`, so that no part of it stands in it twice. */
export function isPlainJson(json: object): boolean {
  return MADE.has(json);
}

/** What an object is goes first. */
function inOrder(json: Members): Members {
  const keys = Object.keys(json);
  if (FIRST.every((key, i) => key === keys[i])) { return json; }
  const result: { [key: string]: unknown } = {};
  for (const key of [...FIRST, ...keys]) {
    if (key in json) { result[key] = json[key]; }
  }
  return result;
}

/** The metadata, without what is empty. */
function metadataOf({ metadata }: ApiObject): unknown {
  const { name, namespace, labels, annotations, finalizers, ownerReferences, _additionalAttributes: others } = metadata as unknown as Hidden['metadata'];
  const known: Members = { name, namespace, labels, annotations, finalizers, ownerReferences };
  // Most have no others.
  return valueOf(Object.keys(others).every((key) => Object.hasOwn(known, key)) ? known : { ...others, ...known }, true);
}

function valueOf(value: unknown, isCompact: boolean): unknown {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'undefined':
      return value;
    case 'object':
      return value === null ? undefined : partsOf(value as Members, isCompact);
    default:
      throw UNCERTAIN;
  }
}

function partsOf(value: Members, isCompact: boolean): unknown {
  if (value.constructor !== Object && value instanceof Lazy) { return valueOf(value.produce(), isCompact); }
  if (typeof value.resolve === 'function') { return valueOf(value.resolve(), isCompact); }
  if (Array.isArray(value)) { return isCompact && value.length === 0 ? undefined : value.map((item) => valueOf(item, isCompact)); }
  if (value.constructor !== Object) { throw UNCERTAIN; }
  const members = membersOf(value, isCompact);
  return isCompact && Object.keys(members).length === 0 ? undefined : members;
}

function membersOf(value: Members, isCompact: boolean): { [key: string]: unknown } {
  const members: { [key: string]: unknown } = {};
  let isSorted = true;
  let last = '';
  for (const key of Object.keys(value)) {
    if (key === '__proto__') { throw UNCERTAIN; }
    const member = valueOf(value[key], isCompact);
    if (member === undefined) { continue; }
    members[key] = member;
    isSorted &&= last <= key;
    last = key;
  }
  return isSorted ? members : sorted(members);
}

function sorted(members: Members): { [key: string]: unknown } {
  const result: { [key: string]: unknown } = {};
  for (const key of Object.keys(members).sort()) { result[key] = members[key]; }
  return result;
}
