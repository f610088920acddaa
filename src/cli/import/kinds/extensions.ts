import { policyTarget, SELECTORS } from './policy-target';
import { credential } from './references';
import {
  ExtensionFilter, type ExtensionOptions, ExtensionPhase, type ExtensionTraffic, type TrafficExtensionProps, WasmEnv,
  WasmFailStrategy, type WasmModule, WasmPluginType, type WasmPluginProps, WasmPullPolicy, WorkloadMode,
} from '../../../resources';
import { call, type Code, object } from '../code';
import { anything, byField, listOf, type Members, needed, Node, number, oneOf, outOf, type Placed, type Reader, record, text } from '../reader';

const OPTIONS: Members<Omit<ExtensionOptions, 'metadata'>> = {
  target: outOf(SELECTORS, policyTarget),
  phase: oneOf('ExtensionPhase', ExtensionPhase),
  priority: number,
  match: listOf(record<ExtensionTraffic>({ mode: oneOf('WorkloadMode', WorkloadMode), ports: listOf(byField({ number })) })),
};

const env: Reader<WasmEnv> = (node) => {
  const [from, value] = [node.at('valueFrom'), node.at('value')];
  if (from?.json === 'HOST') { return value === undefined ? call('WasmEnv.host') : value.problem('has no effect with valueFrom HOST'); }
  if (from !== undefined && from.json !== 'INLINE') { return from.mustBe('INLINE or HOST'); }
  return value === undefined ? node.mustBe('an object with a value') : call('WasmEnv.value', text(value));
};

/** The list of variables, which a program has as a map. */
function environment(node: Node): Code<{ [name: string]: WasmEnv }> | undefined {
  const variables = node.at('vmConfig')?.at('env');
  if (variables === undefined) { return undefined; }
  const items = variables.items ?? [];
  return object(items.map((item) => {
    const { name: _, ...rest } = item.fields ?? {};
    const named = item.fields?.name;
    return [typeof named === 'string' ? named : '', env(new Node(rest, item.path, item.problems))] as const;
  }));
}

const MODULE: Members<WasmModule> = {
  url: needed('url', text),
  sha256: text,
  imagePullPolicy: oneOf('WasmPullPolicy', WasmPullPolicy),
  imagePullSecret: credential,
  pluginName: text,
  pluginConfig: anything(),
  failStrategy: oneOf('WasmFailStrategy', WasmFailStrategy),
  env: { keys: ['vmConfig'], read: environment } as Placed<{ [name: string]: WasmEnv }>,
  type: oneOf('WasmPluginType', WasmPluginType),
};

export const WASM_PLUGIN: Members<Omit<WasmPluginProps, 'metadata'>> = { ...OPTIONS, ...MODULE };

export const TRAFFIC_EXTENSION: Members<Omit<TrafficExtensionProps, 'metadata'>> = {
  ...OPTIONS,
  filter: {
    keys: ['wasm', 'lua'],
    needed: true,
    read: (node): Code<ExtensionFilter> | undefined => {
      const [wasm, lua] = [node.at('wasm'), node.at('lua')];
      if (wasm !== undefined && lua !== undefined) { return node.problem('has wasm and lua; it must have one of them'); }
      if (wasm !== undefined) { return call('ExtensionFilter.wasm', record(MODULE)(wasm)); }
      return lua === undefined ? undefined : byField({ inlineCode: (code: Node) => call<ExtensionFilter>('ExtensionFilter.lua', text(code)) })(lua);
    },
  },
};
