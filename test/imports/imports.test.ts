import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart, Testing } from 'cdk8s';
import { keyOf } from '../../scripts/import-crds/crds';
import { differingFiles, filesOf, OF_OTHERS } from '../../scripts/import-crds/files';
import { Schema, mapSchema } from '../../scripts/import-crds/schema';
import { sourceOfImports } from '../../scripts/import-crds/source';
import { STRUCTURE_FILE } from '../../scripts/import-crds/structure';
import { istioStructure } from '../../src/model/structure/schema';
import { l1 } from 'cdk8s-istio';

const IMPORTS = join(__dirname, '..', '..', 'imports');
const source = sourceOfImports(IMPORTS);
const code = readdirSync(IMPORTS).filter((name) => name.endsWith('.ts') && name !== STRUCTURE_FILE && !OF_OTHERS.has(name))
  .map((name) => readFileSync(join(IMPORTS, name), 'utf8')).join('\n');

test('the TypeScript is what the script makes of the schemas', () => {
  expect(differingFiles(IMPORTS, filesOf(source))).toEqual([]);
});

test('each kind has one class, of its newest served version', () => {
  const classes = Object.values(l1).flatMap((exported) => 'GVK' in exported ? [exported.GVK] : []);
  expect(classes.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`).sort()).toEqual([
    'extensions.istio.io/v1alpha1 TrafficExtension',
    'extensions.istio.io/v1alpha1 WasmPlugin',
    'install.istio.io/v1alpha1 IstioOperator',
    'networking.istio.io/v1 DestinationRule',
    'networking.istio.io/v1 Gateway',
    'networking.istio.io/v1 ServiceEntry',
    'networking.istio.io/v1 Sidecar',
    'networking.istio.io/v1 VirtualService',
    'networking.istio.io/v1 WorkloadEntry',
    'networking.istio.io/v1 WorkloadGroup',
    'networking.istio.io/v1alpha3 EnvoyFilter',
    'networking.istio.io/v1beta1 ProxyConfig',
    'security.istio.io/v1 AuthorizationPolicy',
    'security.istio.io/v1 PeerAuthentication',
    'security.istio.io/v1 RequestAuthentication',
    'telemetry.istio.io/v1 Telemetry',
  ]);
});

describe('comments', () => {
  /** All that the generator itself says, and the links that the script puts in. */
  const KNOWN = [
    /^$/,
    /^See https:\/\/istio\.io\/latest\/docs\/reference\/config\/[\w./-]+\/(#[\w-]+)?$/,
    /^@schema [\w.#-]+$/,
    /^[\w.-]+$/, // the value of an enum
    /^Returns the apiVersion and kind for "\w+"$/,
    /^Renders a Kubernetes manifest for "\w+"\.$/,
    /^Renders the object to Kubernetes JSON\.$/,
    /^This can be used to inline resource manifests inside other objects \(e\.g\. as templates\)\.$/,
    /^Defines a "\w+" API object$/,
    /^@param (props initialization props|scope the scope in which to define this object|id a scope-local name for the object)$/,
    /^Converts an object of type '\w+' to JSON representation\.$/,
  ];

  test('carry nothing over from Istio', () => {
    const lines = [...code.matchAll(/\/\*\*(.*?)\*\//gs)].flatMap(([, text]) => text.split('\n'))
      .map((line) => line.replace(/^\s*\*?/, '').trim());
    expect(lines.length).toBeGreaterThan(5000);
    expect(lines.filter((line) => !KNOWN.some((known) => known.test(line)))).toEqual([]);
  });

  test('the schemas hold no prose either', () => {
    const described: string[] = [];
    const visit = (node: Schema, place: string) => {
      if (node.description !== undefined) { described.push(place); }
      return node;
    };
    for (const { schema, kind } of source.kinds) { mapSchema(schema, visit, kind); }
    for (const [name, schema] of Object.entries(source.definitions)) { mapSchema(schema, visit, name); }
    expect(described).toEqual([]);
  });

  test('each kind links to its own page', () => {
    for (const kind of source.kinds) {
      expect(code).toContain(`/**\n * See ${source.links[keyOf(kind)]['']}\n *\n * @schema ${kind.kind}\n */\nexport class ${kind.kind} `);
    }
  });
});

test('every reference in the schemas has its definition', () => {
  const references = new Set([...JSON.stringify(source).matchAll(/"\$ref":"#\/definitions\/(\w+)"/g)].map(([, name]) => name));
  expect([...references].sort()).toEqual(Object.keys(source.definitions).sort());
});

test('what is deprecated is marked in the schemas that checks read', () => {
  const marked = istioStructure().kinds.flatMap((kind) => {
    const places: string[] = [];
    mapSchema(kind.schema as Schema, (node, place) => {
      if (node.deprecated === true) { places.push(place); }
      places.push(...(node['x-deprecated-values'] as string[] | undefined ?? []).map((value) => `${place}=${value}`));
      return node;
    });
    return places.map((place) => `${keyOf(kind)} ${place}`);
  });
  expect(marked).toContain('VirtualService.networking.istio.io spec.http[].mirrorPercent');
  expect(marked).toContain('DestinationRule.networking.istio.io spec.trafficPolicy.loadBalancer.simple=LEAST_CONN');
  expect(marked.sort()).toEqual(Object.entries(source.deprecated).flatMap(([kind, places]) => places.map((place) => `${kind} ${place}`)).sort());
});

describe('the second spelling of a field', () => {
  test('is in the schemas, whose rules name it', () => {
    expect(JSON.stringify(source.kinds)).toContain('"mirror_percent"');
    expect(JSON.stringify(source.kinds)).toContain('"jwks_uri"');
  });

  test('is not in the TypeScript', () => {
    expect(code).not.toMatch(/mirror_percent|jwks_uri/);
  });

  test('takes no name from the real field', () => {
    const chart = new Chart(new App(), 'test');
    new l1.VirtualService(chart, 'route', {
      spec: { http: [{ mirrorPercent: 5, mirrorPercentage: { value: 12.5 }, mirror: { host: 'shadow' } }] },
    });
    new l1.RequestAuthentication(chart, 'jwt', {
      spec: { jwtRules: [{ issuer: 'https://issuer.example', jwksUri: 'https://issuer.example/keys' }] },
    });

    expect((Testing.synth(chart) as { spec: unknown }[]).map(({ spec }) => spec)).toEqual([
      { http: [{ mirrorPercent: 5, mirrorPercentage: { value: 12.5 }, mirror: { host: 'shadow' } }] },
      { jwtRules: [{ issuer: 'https://issuer.example', jwksUri: 'https://issuer.example/keys' }] },
    ]);
  });
});

test('the members of an enum are called as Istio calls the values', () => {
  for (const exported of Object.values(l1)) {
    for (const [name, value] of Object.entries(exported)) {
      if (typeof value === 'string' && /^[A-Z][A-Z0-9_]*$/.test(value)) { expect(name).toBe(value); }
    }
  }
  expect(l1.DestinationRuleSpecTrafficPolicyTlsMode.ISTIO_MUTUAL).toBe('ISTIO_MUTUAL');
});

test('an IstioOperator types the mesh, the components and the values', () => {
  const affinity: l1.IstioOperatorAffinity = {
    podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'kubernetes.io/hostname' }] },
  };
  const chart = new Chart(new App(), 'test');
  new l1.IstioOperator(chart, 'mesh', {
    metadata: { namespace: 'istio-system' },
    spec: {
      profile: 'minimal',
      tag: 'latest',
      meshConfig: {
        enableAutoMtls: true,
        meshMtls: { minProtocolVersion: l1.IstioOperatorMeshConfigTlsConfigTlsProtocol.TLSV1_3 },
        outboundTrafficPolicy: { mode: l1.IstioOperatorMeshConfigOutboundTrafficPolicyMode.REGISTRY_ONLY },
        defaultConfig: { drainDuration: '45s', proxyMetadata: { ISTIO_META_DNS_CAPTURE: 'true' } },
      },
      components: {
        pilot: {
          k8S: {
            affinity,
            resources: { requests: { cpu: l1.IstioOperatorQuantity.fromString('500m'), memory: l1.IstioOperatorQuantity.fromNumber(1024) } },
            overlays: [{ kind: 'Deployment', name: 'istiod', patches: [{ path: 'spec.replicas', value: 3 }] }],
          },
        },
        ingressGateways: [{ name: 'istio-ingressgateway', enabled: false, label: { app: 'edge' } }],
      },
      values: {
        global: { meshId: 'mesh', proxyInit: { image: 'proxyv2' } },
        gateways: { istioIngressgateway: { rollingMaxSurge: l1.IstioOperatorIntOrString.fromString('100%') } },
        cni: { resourceQuotas: { enabled: true }, affinity },
        pilot: { env: { PILOT_ENABLE_ALPN_FILTER: 'false' } },
      },
    },
  });

  expect(Testing.synth(chart)).toEqual([{
    apiVersion: 'install.istio.io/v1alpha1',
    kind: 'IstioOperator',
    metadata: { name: 'test-mesh-c868df85', namespace: 'istio-system' },
    spec: {
      profile: 'minimal',
      tag: 'latest',
      meshConfig: {
        enableAutoMtls: true,
        meshMTLS: { minProtocolVersion: 'TLSV1_3' },
        outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' },
        defaultConfig: { drainDuration: '45s', proxyMetadata: { ISTIO_META_DNS_CAPTURE: 'true' } },
      },
      components: {
        pilot: {
          k8s: {
            affinity,
            resources: { requests: { cpu: '500m', memory: 1024 } },
            overlays: [{ kind: 'Deployment', name: 'istiod', patches: [{ path: 'spec.replicas', value: 3 }] }],
          },
        },
        ingressGateways: [{ name: 'istio-ingressgateway', enabled: false, label: { app: 'edge' } }],
      },
      values: {
        global: { meshID: 'mesh', proxy_init: { image: 'proxyv2' } },
        gateways: { 'istio-ingressgateway': { rollingMaxSurge: '100%' } },
        cni: { resourceQuotas: { enabled: true }, affinity },
        pilot: { env: { PILOT_ENABLE_ALPN_FILTER: 'false' } },
      },
    },
  }]);
});
