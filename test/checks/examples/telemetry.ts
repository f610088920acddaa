import { type Examples, istio, service, yaml } from './example';

const telemetry = (spec: string, name = 'default', namespace = 'shop') => istio('Telemetry', name, spec, namespace);
const installed = (meshConfig: object, complete = true) => ({
  installations: [{ construct: 'istio/install', revision: '', tags: [], namespace: 'istio-system', meshConfig: { ...meshConfig }, complete }],
});
const NO_PROVIDER = 'warning app/default: spec.tracing names no provider, and neither do the mesh and a wider Telemetry; one of them must; '
  + 'name the provider, or give the mesh defaultProviders.tracing [CI0904]';

/** Examples for the checks of Telemetries. */
export const TELEMETRY_EXAMPLES: Examples = {
  CI0901: {
    wrong: telemetry('{tracing: [{providers: [{name: jaegr}]}], metrics: [{providers: [{name: otel}, {name: prometheus}]}]}'),
    finds: [
      'error app/default: spec.metrics[0].providers[0].name is "otel"; it must be a provider that istio/install knows: envoy, prometheus, stackdriver, jaeger; '
        + 'add it to extensionProviders of the meshConfig of the installation [CI0901]',
      'error app/default: spec.tracing[0].providers[0].name is "jaegr"; it must be a provider that istio/install knows: envoy, prometheus, stackdriver, jaeger; '
        + 'add it to extensionProviders of the meshConfig of the installation [CI0901]',
    ],
    right: telemetry('{tracing: [{providers: [{name: Jaeger}]}], accessLogging: [{providers: [{name: envoy}]}]}'),
    context: installed({ extensionProviders: [{ name: 'jaeger' }] }),
  },
  CI0902: {
    wrong: yaml(telemetry('{}', 'a'), telemetry('{selector: {}}', 'b'), telemetry('{}', 'm', 'istio-system'), telemetry('{}', 'n', 'istio-system'),
      telemetry('{selector: {matchLabels: {app: reviews}}}', 'c'), telemetry('{selector: {matchLabels: {version: v1}}}', 'd'),
      telemetry('{selector: {matchLabels: {app: other}}}', 'e'), telemetry('{selector: {matchLabels: {app: other}}}', 'f'), service('reviews')),
    finds: [
      'error app/b: metadata.name is "b" for namespace shop; it must have one Telemetry, and Telemetry shop/a is one as well; join them into one Telemetry [CI0902]',
      'error app/d: spec.selector picks pods of Deployment shop/reviews-v1, as does Telemetry shop/c; they must have one Telemetry; join them into one Telemetry [CI0902]',
      'error app/f: spec.selector picks the same pods, as does Telemetry shop/e; they must have one Telemetry; join them into one Telemetry [CI0902]',
      'error app/n: metadata.name is "n" for the mesh; it must have one Telemetry, and Telemetry istio-system/m is one as well; join them into one Telemetry [CI0902]',
    ],
    right: yaml(telemetry('{}', 'a'), telemetry('{}', 'm', 'istio-system'), telemetry('{selector: {matchLabels: {app: reviews}}}', 'c'),
      telemetry('{selector: {matchLabels: {app: other}}}', 'e'), telemetry('{targetRefs: [{kind: Service, name: reviews}]}', 'g'), service('reviews')),
  },
  CI0903: {
    wrong: telemetry('{accessLogging: [{filter: {expression: response.code >= 400}}]}'),
    finds: [
      'error app/default: spec.accessLogging[0].filter has no effect; the entry must name its providers; '
        + 'name the provider beside the filter: envoy writes to the standard output of the proxy [CI0903]',
    ],
    right: telemetry('{accessLogging: [{filter: {expression: response.code >= 400}, providers: [{name: envoy}]}, {disabled: true}]}'),
  },
  CI0904: {
    wrong: yaml(telemetry('{tracing: [{randomSamplingPercentage: 5}]}'), telemetry('{tracing: [{providers: [{name: envoy}]}]}', 'other', 'other')),
    finds: [NO_PROVIDER],
    right: yaml(telemetry('{tracing: [{randomSamplingPercentage: 5}]}'), telemetry('{tracing: [{providers: [{name: envoy}]}]}', 'mesh', 'istio-system')),
    context: installed({}),
  },
};
