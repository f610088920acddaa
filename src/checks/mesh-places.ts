import type { AppObject } from './app-object';
import type { AppView } from './app-view';
import { Cursor } from './cursor';
import { yamlObject } from './mesh-configs';
import { templatePath } from './workload-index';
import type { Json } from '../model/json';
import type { Problem } from '../model/structure/problem';
import { protoJson } from '../model/structure/proto-json';
import { type Schema, istioKind, resolved } from '../model/structure/schema';
import { structuralProblems } from '../model/structure/validate';

/** What the mesh or its proxies are told, where an object says it. */
export interface Settings {
  readonly of: 'MeshConfig' | 'ProxyConfig' | 'MeshNetworks';
  /** It, with names and types as the schema has them. */
  readonly at: Cursor;
  /** Whether it is YAML in a text, which no other check reads. */
  readonly isText: boolean;
}

/** The annotation by which pods configure their proxy. */
export const PROXY_CONFIG = 'proxy.istio.io/config';

/** The fields that MeshConfigs are in: of an IstioOperator, and of the ConfigMap that istiod reads. */
export const MESH_CONFIG_FIELDS: readonly string[] = ['meshConfig', 'mesh'];

/** The fields that networks are in. */
export const MESH_NETWORKS_FIELDS: readonly string[] = ['meshNetworks'];

/** The fields that what proxies are told is in. */
export const PROXY_CONFIG_FIELDS: readonly string[] = [...MESH_CONFIG_FIELDS, PROXY_CONFIG];

/** The fields that any of these are in. */
export const SETTINGS_FIELDS: readonly string[] = [...PROXY_CONFIG_FIELDS, ...MESH_NETWORKS_FIELDS];

/** The MeshConfigs in an object: an IstioOperator, or the ConfigMap that istiod reads. */
export function meshConfigsIn(object: AppObject, view: AppView): readonly Settings[] {
  return settingsIn(object, view).filter((each) => each.of === 'MeshConfig');
}

/** The networks of the mesh in an object. */
export function meshNetworksIn(object: AppObject, view: AppView): readonly Settings[] {
  return settingsIn(object, view).filter((each) => each.of === 'MeshNetworks');
}

/** What proxies are told in an object: by MeshConfigs for all of them, or for the pods of a template. */
export function proxyConfigsIn(object: AppObject, view: AppView): readonly Settings[] {
  return settingsIn(object, view).flatMap((each) =>
    (each.of === 'MeshConfig' ? [{ ...each, of: 'ProxyConfig' as const, at: each.at.at('defaultConfig') }] : each.of === 'ProxyConfig' ? [each] : []));
}

/** Kinds of collectors of traces, as Istio's message has them in order: of several that are given, Istio takes the last. */
const COLLECTORS = ['zipkin', 'lightstep', 'datadog', 'stackdriver', 'openCensusAgent'];

/** The collector that proxies send traces to, by its kind. */
export function collectorOf(proxyConfig: Cursor): { kind: string; at: Cursor } | undefined {
  const kind = COLLECTORS.filter((each) => proxyConfig.at('tracing', each).given).pop();
  return kind === undefined ? undefined : { kind, at: proxyConfig.at('tracing', kind) };
}

/** All that an object tells the mesh and its proxies; several checks ask for it. */
export function settingsIn(object: AppObject, view: AppView): readonly Settings[] {
  const isAsked = object.kind === 'IstioOperator' || object.kind === 'ConfigMap' || templatePath(object.kind) !== undefined;
  if (!isAsked) { return NONE; }
  const known = view.once('settings', () => new WeakMap<AppObject, readonly Settings[]>());
  let told = known.get(object);
  if (told === undefined) {
    told = [...read(object, view)];
    known.set(object, told);
  }
  return told;
}

const NONE: readonly Settings[] = [];

/** The texts in an object that ought to be YAML, with what each is. */
export function* settingTexts(object: AppObject, view: AppView): Iterable<{ of: Settings['of']; place: Cursor }> {
  const template = templatePath(object.kind);
  if (template !== undefined) {
    const place = object.root.at(...template, 'metadata', 'annotations', PROXY_CONFIG);
    if (place.text !== undefined) { yield { of: 'ProxyConfig', place }; }
  } else if (object.kind === 'ConfigMap' && object.namespace === view.context.rootNamespace && /^istio(-|$)/.test(object.name)) {
    const data = object.root.at('data');
    if (data.at('mesh').text !== undefined) { yield { of: 'MeshConfig', place: data.at('mesh') }; }
    if (data.at('meshNetworks').text !== undefined) { yield { of: 'MeshNetworks', place: data.at('meshNetworks') }; }
  }
}

function* read(object: AppObject, view: AppView): Iterable<Settings> {
  if (object.kind === 'IstioOperator') {
    for (const place of [object.spec.at('meshConfig'), object.spec.at('values', 'meshConfig')]) {
      if (place.fields !== undefined) { yield settings('MeshConfig', place, place.fields, false); }
    }
    const networks = object.spec.at('values', 'global', 'meshNetworks');
    // istioctl hands networks on to the chart unread: nothing else compares them with a schema.
    if (networks.fields !== undefined) { yield settings('MeshNetworks', networks, networks.fields, true); }
  }
  for (const { of, place } of settingTexts(object, view)) {
    const fields = yamlObject(place.text);
    if (fields === undefined) { continue; }
    // Istio's chart writes the networks below a key of their own.
    const networks = place.as(fields).at('networks');
    if (of !== 'MeshNetworks') { yield settings(of, place, fields, true); } else if (networks.given) { yield settings(of, networks, networks.json ?? null, true); }
  }
}

function settings(of: Settings['of'], place: Cursor, json: Json, isText: boolean): Settings {
  return { of, isText, at: place.as(protoJson(json, schemaOf(of))) };
}

const TEXT: Schema = { type: 'string' };

/** The message of networks, by their names. It is no part of what istioctl reads of an installation. */
const NETWORKS: Schema = {
  type: 'object',
  additionalProperties: {
    type: 'object',
    properties: {
      endpoints: { type: 'array', items: { type: 'object', properties: { fromCidr: TEXT, fromRegistry: TEXT } } },
      gateways: {
        type: 'array',
        items: { type: 'object', properties: { address: TEXT, registryServiceName: TEXT, locality: TEXT, port: { type: 'integer', minimum: 0, maximum: 2 ** 32 - 1 } } },
      },
    },
  },
};

/** What a MeshConfig or ProxyConfig may say: Istio has no CRD for them, and istioctl reads them as part of an installation. */
function schemaOf(of: Settings['of']): Schema {
  if (of === 'MeshNetworks') { return NETWORKS; }
  const at = (schema: Schema, name: string) => resolved(schema.properties?.[name] ?? {});
  const mesh = at(at(istioKind('IstioOperator')?.schema ?? {}, 'spec'), 'meshConfig');
  return of === 'MeshConfig' ? mesh : at(mesh, 'defaultConfig');
}

/** What to say of a field that is unknown, where as many are known as here. */
export function unknownText(of: string, known: readonly string[]): string {
  return `is no field of ${of}; it must be ${known.length > 16 ? `one of its ${known.length} fields` : known.length === 0 ? 'left out' : `one of ${known.join(', ')}`}`;
}

/** Where settings are not what their schema wants. */
export function settingProblems({ of, at }: Settings, view: AppView): readonly Problem[] {
  const known = view.once('setting-problems', () => new WeakMap<Cursor, readonly Problem[]>());
  let problems = known.get(at);
  if (problems === undefined) {
    const schema: Schema = { type: 'object', properties: { it: schemaOf(of) } };
    problems = structuralProblems({ it: at.json ?? null }, { group: '', kind: of, versions: [], schema }).map((problem) => ({ ...problem, path: problem.path.slice(1) }));
    known.set(at, problems);
  }
  return problems;
}
