import { ApiObject, type Chart } from 'cdk8s';
import { type Code, call, callOn, create, name, object, value } from './code';
import { difference } from './difference';
import { evaluate } from './evaluate';
import { READERS } from './kinds';
import { untypedMetadata } from './metadata';
import type { NormalObject } from './normal-form';
import { Node, type Problem } from './reader';
import { defined, type Json, type JsonObject } from '../../model/json';

/** An object as a statement of a program. */
export interface ObjectCode {
  readonly code: Code;
  /** Why it is no construct of the library, if it is of Istio's kinds; where it is expressed, nothing. */
  readonly problems: readonly Problem[];
  /** Whether it is a construct of the library. */
  readonly typed: boolean;
}

const DRY_RUN = 'istio.io/dry-run';

/**
 * The statement that makes an object. It was tried in the chart: what it makes is equal to the object.
 *
 * @throws if no statement makes it
 */
export function objectCode(chart: Chart, id: string, normal: NormalObject, shared: string | undefined): ObjectCode {
  const { code, problems } = constructCode(chart, id, normal, shared);
  if (code !== undefined) { return { code, problems, typed: true }; }
  const untyped = untypedMetadata(normal.json.metadata);
  if (untyped === undefined) {
    const plain = plainCode(id, normal.json, shared);
    if (tried(chart, id, plain, normal.json) === undefined) { return { code: plain, problems, typed: false }; }
  }
  // cdk8s has an opinion on metadata: a name is made up where there is none, and what is empty is dropped.
  const { metadata, ...bare } = normal.json;
  const patch = metadata === undefined ? call('JsonPatch.remove', value('/metadata')) : call('JsonPatch.replace', value('/metadata'), value(metadata));
  const patched = callOn(plainCode(id, bare, shared), 'addJsonPatch', patch);
  const failure = tried(chart, id, patched, normal.json);
  if (failure !== undefined) { throw new Error(`${failure.path.join('.')} ${failure.text}`); }
  return { code: patched, problems, typed: false };
}

/** The statement as a construct of the library, kept in the chart; or why there is none, if the object is of Istio's kinds. */
export function constructCode(
  chart: Chart, id: string, normal: NormalObject, shared: string | undefined,
): { readonly code?: Code; readonly problems: readonly Problem[] } {
  const { istioKind, json } = normal;
  if (istioKind === undefined) { return { problems: [] }; }
  const untyped = untypedMetadata(json.metadata);
  if (untyped !== undefined) { return { problems: [{ path: ['metadata', untyped], text: 'has a value of a type that it must not have' }] }; }
  const problems: Problem[] = [];
  const code = typedCode(id, normal, istioKind, shared, problems);
  if (problems.length > 0) { return { problems }; }
  const made = nameless(code, json);
  const failure = tried(chart, id, made, json);
  return failure === undefined ? { code: made, problems } : { problems: [failure] };
}

function typedCode(id: string, { json }: NormalObject, kind: keyof typeof READERS, shared: string | undefined, problems: Problem[]): Code {
  const { apiVersion: _, kind: __, metadata, spec, ...more } = json;
  for (const key of Object.keys(more)) { problems.push({ path: [key], text: 'is not a field that the kind has' }); }
  const own = { ...metadata as JsonObject };
  const dryRun = kind === 'AuthorizationPolicy' ? takeDryRun(own) : undefined;
  const read = READERS[kind](new Node(spec ?? {}, ['spec'], problems));
  const members = read.form.is === 'object' ? read.form.members : [];
  return construct(kind, id, object([
    ...metadataMember(id, own, shared),
    ...members,
    ...dryRun === undefined ? [] : [['dryRun', value(dryRun)] as const],
  ]));
}

/** A construct always gives its object a name; where there is none (files for istioctl), it is taken out again. */
function nameless(code: Code, { metadata }: JsonObject): Code {
  const named = metadata as JsonObject | undefined;
  if (named?.name !== undefined) { return code; }
  return callOn(code, 'apiObject.addJsonPatch', call('JsonPatch.remove', value(named === undefined ? '/metadata' : '/metadata/name')));
}

function plainCode(id: string, { metadata, ...rest }: JsonObject, shared: string | undefined): Code {
  const { apiVersion, kind, ...more } = rest as { [key: string]: Json };
  return construct('ApiObject', id, object([
    ['apiVersion', value(apiVersion)],
    ['kind', value(kind)],
    ...metadata === undefined ? [] : [['metadata', value(withoutShared(metadata as JsonObject, shared))] as const],
    ...Object.entries(more).map(([key, member]) => [key, value(member)] as const),
  ]));
}

function construct(type: string, id: string, props: Code): Code {
  const empty = props.form.is === 'object' && props.form.members.length === 0;
  return create(type, name('this'), value(id), empty ? undefined : props);
}

/** The construct's id is the object's name, if it has no other. */
function metadataMember(id: string, metadata: JsonObject, shared: string | undefined): ReadonlyArray<readonly [string, Code]> {
  const { name: own, ...rest } = withoutShared(metadata, shared);
  const said = own === id || own === undefined ? rest : { name: own, ...rest };
  return Object.keys(said).length === 0 ? [] : [['metadata', value(said)]];
}

/** The metadata in the usual order. The namespace that the chart has for all of its objects is not repeated. */
function withoutShared({ name: own, namespace, ...rest }: JsonObject, shared: string | undefined): JsonObject {
  return defined({ name: own, namespace: shared === undefined ? namespace : undefined, ...rest });
}

function takeDryRun(metadata: JsonObject): boolean | undefined {
  const annotations = metadata.annotations as JsonObject | undefined;
  const said = annotations?.[DRY_RUN];
  if (said !== 'true' && said !== 'false') { return undefined; }
  const { [DRY_RUN]: _, ...others } = annotations as JsonObject;
  if (Object.keys(others).length === 0) { delete metadata.annotations; } else { metadata.annotations = others; }
  return said === 'true';
}

/** Runs the code; what it makes otherwise than it should, if anything. The chart keeps it only if it is right. */
function tried(chart: Chart, id: string, code: Code, expected: JsonObject): Problem | undefined {
  try {
    evaluate(code, { this: chart });
    const made = chart.node.findChild(id);
    const differs = difference(ApiObject.of(made).toJson() as Json, expected);
    if (differs === undefined) { return undefined; }
    chart.node.tryRemoveChild(id);
    return { path: differs.path, text: `would become ${differs.text}` };
  } catch (error) {
    chart.node.tryRemoveChild(id);
    // The path of the construct says nothing new.
    return { path: [], text: (error as Error).message.replace(`${chart.node.path}/${id}: `, '') };
  }
}
