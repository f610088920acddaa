import { type Build, refuses, rendered, renderedSpec } from './support';
import {
  Credential, ExtensionFilter, ExtensionPhase, PolicyTarget, TrafficExtension, type TrafficExtensionProps, WasmEnv, WasmFailStrategy,
  type WasmModule, WasmPluginType, WasmPullPolicy, WorkloadMode, WorkloadSelector,
} from 'cdk8s-istio';

const CODE = 'function envoy_on_request(handle)\n  handle:headers():add("x-shop", "1")\nend\n';

const wasm: Required<WasmModule> = {
  url: 'registry.example.com/filter:v1',
  sha256: 'a'.repeat(64),
  imagePullPolicy: WasmPullPolicy.ALWAYS,
  imagePullSecret: Credential.secret('registry'),
  pluginName: 'openid',
  pluginConfig: { realm: 'shop' },
  failStrategy: WasmFailStrategy.FAIL_RELOAD,
  env: { LEVEL: WasmEnv.value('debug') },
  type: WasmPluginType.NETWORK,
};

const everything: Required<TrafficExtensionProps> = {
  metadata: { name: 'orders-filter', namespace: 'shop' },
  target: PolicyTarget.workloads(WorkloadSelector.labels({ app: 'orders' })),
  phase: ExtensionPhase.STATS,
  priority: 0,
  match: [{ mode: WorkloadMode.CLIENT_AND_SERVER, ports: [8080] }],
  filter: ExtensionFilter.wasm(wasm),
};

function make(props: Partial<TrafficExtensionProps>): Build {
  return (scope) => new TrafficExtension(scope, 'extension', { filter: ExtensionFilter.lua(CODE), ...props });
}

test('smallest', () => {
  expect(rendered(make({}))).toEqual({
    apiVersion: 'extensions.istio.io/v1alpha1',
    kind: 'TrafficExtension',
    metadata: { name: 'extension', namespace: 'shop' },
    spec: { lua: { inlineCode: CODE } },
  });
});

test('every property', () => {
  expect(rendered(make(everything))).toEqual({
    apiVersion: 'extensions.istio.io/v1alpha1',
    kind: 'TrafficExtension',
    metadata: { name: 'orders-filter', namespace: 'shop' },
    spec: {
      match: [{ mode: 'CLIENT_AND_SERVER', ports: [{ number: 8080 }] }],
      phase: 'STATS',
      priority: 0,
      selector: { matchLabels: { app: 'orders' } },
      wasm: {
        failStrategy: 'FAIL_RELOAD',
        imagePullPolicy: 'Always',
        imagePullSecret: 'registry',
        pluginConfig: { realm: 'shop' },
        pluginName: 'openid',
        sha256: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
        type: 'NETWORK',
        url: 'registry.example.com/filter:v1',
        vmConfig: { env: [{ name: 'LEVEL', value: 'debug', valueFrom: 'INLINE' }] },
      },
    },
  });
});

test('for a waypoint, before authorization', () => {
  expect(renderedSpec(make({ target: PolicyTarget.gateway('waypoint'), phase: ExtensionPhase.AUTHZ }))).toEqual({
    targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'waypoint' }],
    phase: 'AUTHZ',
    lua: { inlineCode: CODE },
  });
});

test('the construct knows its name', () => {
  rendered((scope) => { expect(new TrafficExtension(scope, 'extension', everything).name).toBe('orders-filter'); });
});

describe('what can never be right', () => {
  const long = `envoy_on_request${'ä'.repeat(32768)}`;
  refuses({
    'a module from nowhere': [() => ExtensionFilter.wasm({ url: '' }), 'ExtensionFilter.wasm: module.url is ""; it must be an image (oci://registry.example.com/filter:v1), a file (file:///opt/filter.wasm) or an http or https URL'],
    'no script': [() => ExtensionFilter.lua(''), 'ExtensionFilter.lua: code is ""; it must be a text that is not empty'],
    'a script that is too long': [() => ExtensionFilter.lua(long), 'ExtensionFilter.lua: code has 65552 bytes; it must have at most 65536; write a WebAssembly module'],
    'a script that nothing calls': [() => ExtensionFilter.lua('print(1)'), 'ExtensionFilter.lua: code is "print(1)"; it must be a script that defines envoy_on_request or envoy_on_response; Envoy calls nothing else'],
    'no traffic': [make({ match: [] }), 'shop/extension: match is []; it must be a list of at least one element; leave it out for all traffic'],
  });
});
