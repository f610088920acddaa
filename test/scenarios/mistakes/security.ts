import type { Mistakes } from '../scenario';
import {
  AuthorizationAction, AuthorizationPolicy, AuthorizationRules, Jwks, Mesh, MeshService, MtlsMode, PeerAuthentication, PolicyTarget,
  RequestAuthentication, StrictMtlsMesh, Telemetry, WasmPlugin, WorkloadGroup, WorkloadSelector,
} from 'cdk8s-istio';

const istio = (apiVersion: string, kind: string, spec: string, namespace = 'shop', name = 'default') => `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: {name: ${name}, namespace: ${namespace}}
spec: ${spec}`;
const policy = (name: string, spec: string) => istio('security.istio.io/v1', 'AuthorizationPolicy', spec, 'shop', name);
const database = `
apiVersion: v1
kind: Service
metadata: {name: db, namespace: shop}
spec: {selector: {app: db}, ports: [{name: tcp, port: 5432}]}
---`;

/** Mistakes in who may call, in what is seen, and in machines. */
export const SECURITY_MISTAKES: Mistakes = {
  S1: [
    {
      what: 'the wrong apiVersion',
      ways: [
        {
          impossible: 'constructs write apiVersion themselves',
          written: (chart) => new StrictMtlsMesh(chart, 'strict', {
            // @ts-expect-error there is no apiVersion
            apiVersion: 'authentication.istio.io/v1alpha1',
          }),
        },
        { code: 'CI0034', yaml: istio('authentication.istio.io/v1alpha1', 'MeshPolicy', '{peers: [{mtls: {}}]}') },
        { code: 'CI0034', yaml: istio('networking.istio.io/v1', 'PeerAuthentication', '{mtls: {mode: STRICT}}', 'istio-system') },
      ],
    },
    {
      what: 'the wrong namespace',
      ways: [
        {
          code: 'CI0505',
          reported: (chart, app) => {
            new Mesh(app, 'mesh', { rootNamespace: 'istio-config' });
            new PeerAuthentication(chart, 'strict', { metadata: { namespace: 'istio-system' }, mtls: MtlsMode.STRICT });
          },
        },
        { code: 'CI0505', yaml: istio('security.istio.io/v1', 'PeerAuthentication', '{mtls: {mode: STRICT}}', 'shop', 'mesh-wide') },
      ],
    },
  ],
  S3: [
    { what: 'ports without a selector', ways: [{ twin: 'ports-without-selector' }] },
    { what: 'a DestinationRule that turns TLS off for a strict host', ways: [{ twin: 'plain-text-to-strict' }] },
  ],
  S4: [
    {
      what: 'deny-all and allow-all confused (`{}` and `[{}]`)',
      ways: [
        {
          impossible: 'rules are AuthorizationRules.everything(), nothing() or anyOf(…)',
          written: (chart) => {
            // @ts-expect-error rules are no list
            new AuthorizationPolicy(chart, 'allow-all', { rules: [{}] });
          },
        },
        { thrown: (chart) => new AuthorizationPolicy(chart, 'a', { rules: AuthorizationRules.anyOf({}) }) },
        { thrown: (chart) => new AuthorizationPolicy(chart, 'a', { action: AuthorizationAction.DENY, rules: AuthorizationRules.nothing() }) },
        { code: 'CI1001', reported: (chart) => new AuthorizationPolicy(chart, 'deny-all', { metadata: { name: 'deny-all' }, rules: AuthorizationRules.everything() }) },
        { code: 'CI1001', yaml: policy('allow-all', '{}') },
        { code: 'CI1001', yaml: policy('deny-all', '{rules: [{}]}') },
        { code: 'CI1001', yaml: policy('frontend', '{rules: [{from: []}]}') },
      ],
    },
    {
      what: 'HTTP fields on a TCP port',
      ways: [
        {
          code: 'CI1002',
          reported: (chart) => {
            new MeshService(chart, 'db', { name: 'db', ports: [{ name: 'tcp', number: 5432 }] });
            new AuthorizationPolicy(chart, 'db-access', {
              target: PolicyTarget.workloads(WorkloadSelector.labels({ app: 'db' })), rules: AuthorizationRules.anyOf({ operations: [{ methods: ['GET'] }] }),
            });
          },
        },
        { code: 'CI1002', yaml: `${database}${policy('db', '{selector: {matchLabels: {app: db}}, rules: [{to: [{operation: {methods: [GET]}}]}]}')}` },
      ],
    },
  ],
  S6: [
    {
      what: 'a RequestAuthentication alone, which lets requests without a token in',
      ways: [
        {
          code: 'CI1003',
          reported: (chart) => new RequestAuthentication(chart, 'tokens', {
            target: PolicyTarget.workloads(WorkloadSelector.labels({ app: 'orders' })),
            jwtRules: [{ issuer: 'https://issuer.example.com', jwks: Jwks.uri('https://issuer.example.com/jwks.json') }],
          }),
        },
        { code: 'CI1003', yaml: istio('security.istio.io/v1', 'RequestAuthentication', '{selector: {matchLabels: {app: orders}}, jwtRules: [{issuer: https://issuer.example.com}]}') },
      ],
    },
  ],
  O1: [
    {
      what: 'fields that a Telemetry does not have: enabled, resolution',
      ways: [
        {
          impossible: 'Telemetry has no enabled; a part of it can be disabled',
          written: (chart) => new Telemetry(chart, 'telemetry', {
            // @ts-expect-error there is no enabled
            enabled: true,
          }),
        },
        {
          impossible: 'Telemetry has no resolution',
          written: (chart) => new Telemetry(chart, 'telemetry', {
            // @ts-expect-error there is no resolution
            resolution: '30s',
          }),
        },
        { code: 'CI0031', yaml: istio('telemetry.istio.io/v1', 'Telemetry', '{metrics: [{enabled: true}], resolution: 30s}') },
      ],
    },
    {
      what: 'two Telemetries for one workload',
      ways: [
        {
          code: 'CI0902',
          reported: (chart) => {
            for (const id of ['first', 'second']) {
              new Telemetry(chart, id, { target: PolicyTarget.workloads(WorkloadSelector.labels({ app: 'orders' })), accessLogging: [{ disabled: true }] });
            }
          },
        },
        {
          code: 'CI0902',
          yaml: ['first', 'second'].map((name) =>
            istio('telemetry.istio.io/v1', 'Telemetry', '{selector: {matchLabels: {app: orders}}, accessLogging: [{disabled: true}]}', 'shop', name)).join('\n---'),
        },
      ],
    },
  ],
  O2: [
    {
      what: 'no url',
      ways: [
      // @ts-expect-error url is required
        { impossible: 'a WasmPlugin has a url', written: (chart) => new WasmPlugin(chart, 'plugin', {}) },
        { code: 'CI0032', yaml: istio('extensions.istio.io/v1alpha1', 'WasmPlugin', '{phase: AUTHN}') },
      ],
    },
    {
      what: 'a version that does not exist',
      ways: [
        {
          impossible: 'constructs write apiVersion themselves',
          written: (chart) => new WasmPlugin(chart, 'plugin', {
            url: 'oci://registry.example.com/plugin:v1',
            // @ts-expect-error there is no apiVersion
            apiVersion: 'extensions.istio.io/v1',
          }),
        },
        { code: 'CI0034', yaml: istio('extensions.istio.io/v1', 'WasmPlugin', '{url: "oci://registry.example.com/plugin:v1"}') },
      ],
    },
  ],
  W2: [
    {
      what: 'a field that a WorkloadGroup does not have: targets',
      ways: [
        {
          impossible: 'WorkloadGroup has no targets; machines join it by themselves, or are WorkloadEntries',
          written: (chart) => new WorkloadGroup(chart, 'machines', {
            template: {},
            // @ts-expect-error there is no targets
            targets: ['192.0.2.7'],
          }),
        },
        { code: 'CI0031', yaml: istio('networking.istio.io/v1', 'WorkloadGroup', '{template: {}, targets: [192.0.2.7]}') },
      ],
    },
  ],
};
