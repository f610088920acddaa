import { type Program, TARGETS } from './support';
import {
  Credential, ExtensionFilter, ExtensionPhase, TrafficExtension, WasmEnv, WasmFailStrategy, type WasmModule, WasmPlugin, WasmPluginType,
  WasmPullPolicy, WorkloadMode,
} from 'cdk8s-istio';

const LUA = 'function envoy_on_request(handle) handle:headers():add("x-lua", "yes") end';

const MODULES: readonly WasmModule[] = [
  {
    url: 'oci://registry.example.com/filter:v1',
    sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    imagePullPolicy: WasmPullPolicy.IF_NOT_PRESENT,
    imagePullSecret: Credential.secret('registry'),
    pluginName: 'filter',
    pluginConfig: { limit: 10, names: ['one', 'two'] },
    failStrategy: WasmFailStrategy.FAIL_CLOSE,
    env: { TEAM: WasmEnv.value('shop'), REGION: WasmEnv.host() },
    type: WasmPluginType.HTTP,
  },
  {
    url: 'https://modules.example.com/filter.wasm',
    imagePullPolicy: WasmPullPolicy.ALWAYS,
    failStrategy: WasmFailStrategy.FAIL_OPEN,
    type: WasmPluginType.NETWORK,
  },
  { url: 'file:///opt/filter.wasm', failStrategy: WasmFailStrategy.FAIL_RELOAD },
];

const PLACES = [
  { phase: ExtensionPhase.AUTHN, priority: 10, target: TARGETS['for-workloads'], match: Object.values(WorkloadMode).map((mode) => ({ mode, ports: [8080] })) },
  { phase: ExtensionPhase.AUTHZ, target: TARGETS['for-objects'] },
  { phase: ExtensionPhase.STATS },
];

/** WasmPlugins: a module from each place, in each phase. */
export const wasmPlugins: Program = (chart) => {
  MODULES.forEach((module, i) => new WasmPlugin(chart, `module-${i}`, { ...PLACES[i], ...module }));
};

/** TrafficExtensions: the same modules, and a script. */
export const trafficExtensions: Program = (chart) => {
  MODULES.forEach((module, i) => new TrafficExtension(chart, `module-${i}`, { ...PLACES[i], filter: ExtensionFilter.wasm(module) }));
  new TrafficExtension(chart, 'script', { filter: ExtensionFilter.lua(LUA) });
};
