import { type Build, refuses, rendered, renderedSpec } from './support';
import {
  Credential, ExtensionPhase, type ExtensionTraffic, PolicyTarget, WasmEnv, WasmFailStrategy, WasmPlugin, type WasmPluginProps,
  WasmPluginType, WasmPullPolicy, WorkloadMode, WorkloadSelector,
} from 'cdk8s-istio';

const HASH = '1e9f1b1cd3a4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e';

const traffic: Required<ExtensionTraffic> = { mode: WorkloadMode.SERVER, ports: [8080, 9090] };

const everything: Required<WasmPluginProps> = {
  metadata: { name: 'orders-filter', namespace: 'shop' },
  target: PolicyTarget.workloads(WorkloadSelector.labels({ app: 'orders' })),
  phase: ExtensionPhase.AUTHN,
  priority: -10,
  match: [traffic, { mode: WorkloadMode.CLIENT }],
  url: `oci://registry.example.com/filter@sha256:${HASH}`,
  sha256: HASH,
  imagePullPolicy: WasmPullPolicy.IF_NOT_PRESENT,
  imagePullSecret: Credential.secret('registry'),
  pluginName: 'openid',
  pluginConfig: { realm: 'shop', scopes: ['read', 'write'], strict: false, depth: 0, nested: { empty: {} } },
  failStrategy: WasmFailStrategy.FAIL_OPEN,
  env: { LEVEL: WasmEnv.value('debug'), EMPTY: WasmEnv.value(''), POD_NAME: WasmEnv.host() },
  type: WasmPluginType.HTTP,
};

function make(props: Partial<WasmPluginProps>): Build {
  return (scope) => new WasmPlugin(scope, 'plugin', { url: 'oci://registry.example.com/filter:v1', ...props });
}

test('smallest', () => {
  expect(rendered(make({}))).toEqual({
    apiVersion: 'extensions.istio.io/v1alpha1',
    kind: 'WasmPlugin',
    metadata: { name: 'plugin', namespace: 'shop' },
    spec: { url: 'oci://registry.example.com/filter:v1' },
  });
});

test('every property', () => {
  expect(rendered(make(everything))).toEqual({
    apiVersion: 'extensions.istio.io/v1alpha1',
    kind: 'WasmPlugin',
    metadata: { name: 'orders-filter', namespace: 'shop' },
    spec: {
      failStrategy: 'FAIL_OPEN',
      imagePullPolicy: 'IfNotPresent',
      imagePullSecret: 'registry',
      match: [{ mode: 'SERVER', ports: [{ number: 8080 }, { number: 9090 }] }, { mode: 'CLIENT' }],
      phase: 'AUTHN',
      pluginConfig: { depth: 0, nested: { empty: {} }, realm: 'shop', scopes: ['read', 'write'], strict: false },
      pluginName: 'openid',
      priority: -10,
      selector: { matchLabels: { app: 'orders' } },
      sha256: '1e9f1b1cd3a4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e',
      type: 'HTTP',
      url: 'oci://registry.example.com/filter@sha256:1e9f1b1cd3a4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e',
      vmConfig: {
        env: [
          { name: 'LEVEL', value: 'debug', valueFrom: 'INLINE' },
          { name: 'EMPTY', value: '', valueFrom: 'INLINE' },
          { name: 'POD_NAME', valueFrom: 'HOST' },
        ],
      },
    },
  });
});

test('where a module can be', () => {
  const urls = [
    'oci://localhost:5000/filter:v1', 'registry.example.com/filter:v1', 'filter', 'file:///opt/filters/openid.wasm',
    'https://files.example.com/filter.wasm?v=1', 'http://10.0.0.1:8080/a%20b.wasm', 'http://[2001:db8::1]/filter.wasm',
  ];
  expect(urls.map((url) => renderedSpec(make({ url })).url)).toEqual(urls);
});

test('the construct knows its name', () => {
  rendered((scope) => { expect(new WasmPlugin(scope, 'plugin', everything).name).toBe('orders-filter'); });
});

describe('what can never be right', () => {
  const names = Array.from({ length: 257 }, (_, i) => [`V${i}`, WasmEnv.host()] as const);
  const bad = (url: string): [Build, string] => [make({ url }),
    `shop/plugin: url is ${JSON.stringify(url)}; it must be an image (oci://registry.example.com/filter:v1), a file (file:///opt/filter.wasm) or an http or https URL`];
  const scheme = (url: string): [Build, string] => [make({ url }),
    `shop/plugin: url is ${JSON.stringify(url)}; it must be a URL with oci, file, http or https, or the name of an image; write oci:// before the name of an image`];
  refuses({
    'no url': bad(''),
    'a url with blanks': bad('oci://registry.example.com/a b'),
    'a url without a host': bad('https:///filter.wasm'),
    'a port that is none': bad('oci://registry.example.com:http/filter'),
    'a file without its path': bad('file://filter.wasm'),
    'a broken escape': bad('https://files.example.com/%zz'),
    'another scheme': scheme('ftp://files.example.com/filter.wasm'),
    'an image that looks like a scheme': scheme('registry.example.com:5000/filter'),
    'a hash that is none': [make({ sha256: HASH.toUpperCase() }), `shop/plugin: sha256 is "${HASH.toUpperCase()}"; it must be 64 small hexadecimal digits`],
    'two hashes': [make({ url: everything.url, sha256: 'a'.repeat(64) }), `shop/plugin: sha256 is "${'a'.repeat(64)}"; it must be ${HASH}, as the url has it; or leave it out`],
    'a ConfigMap for a Secret': [make({ imagePullSecret: Credential.configMap('registry', 'shop') }), 'shop/plugin: imagePullSecret is "configmap://shop/registry"; it must be a Secret: a ConfigMap has no keys; use Credential.secret or Credential.fromSecret'],
    'no name': [make({ pluginName: '' }), 'shop/plugin: pluginName has 0 characters; it must have between 1 and 256'],
    'a name that is too long': [make({ pluginName: 'a'.repeat(257) }), 'shop/plugin: pluginName has 257 characters; it must have between 1 and 256'],
    'no variable': [make({ env: {} }), 'shop/plugin: env is {}; it must be at least one variable; leave it out for none'],
    'too many variables': [make({ env: Object.fromEntries(names) }), 'shop/plugin: env has 257 variables; it must have at most 256'],
    'a variable that is none': [make({ env: { '1st': WasmEnv.host() } }), 'shop/plugin: env has the variable "1st"; its name must be letters, digits and "_", without a digit at the start, at most 256 characters'],
    'a value that is too long': [make({ env: { LONG: WasmEnv.value('a'.repeat(2049)) } }), 'shop/plugin: env.LONG has 2049 characters; it must have at most 2048'],
    'a priority that is none': [make({ priority: 1.5 }), 'shop/plugin: priority is 1.5; it must be an integer between -2147483648 and 2147483647'],
    'no traffic': [make({ match: [] }), 'shop/plugin: match is []; it must be a list of at least one element; leave it out for all traffic'],
    'traffic that says nothing': [make({ match: [{}] }), 'shop/plugin: match[0] says nothing; it must have mode or ports; leave match out for all traffic'],
    'no port': [make({ match: [{ ports: [] }] }), 'shop/plugin: match[0].ports is []; it must be a list of at least one element; leave it out for all'],
    'a port that is not one': [make({ match: [{ ports: [0] }] }), 'shop/plugin: match[0].ports[0] is 0; it must be between 1 and 65535'],
    'a port twice': [make({ match: [{ ports: [80, 80] }] }), 'shop/plugin: match[0].ports[1] is 80; it must be given once'],
  });
});
