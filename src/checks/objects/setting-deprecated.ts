import type { AppObject } from '../app-object';
import type { AppView } from '../app-view';
import { ANY, eachObject, type Report } from '../check';
import { Severity } from '../finding';
import { ISTIO_KINDS } from '../group-kinds';
import { meshConfigs } from '../mesh-configs';
import { reportsOf } from '../structure-index';
import { trafficPolicies } from '../traffic-policies';

/** What Istio's schemas call deprecated, and what is looked at besides. */
const FIELDS = [
  'simple', 'minimumRingSize', 'consecutiveErrors', 'targetPort', 'mirrorPercent', 'allowOrigin', 'percent',
  'mirror_percent', 'jwks_uri', 'tracing', 'egressProxy', 'names',
];

/** See its title. */
export const settingDeprecated = eachObject({
  code: 'CI0033',
  name: 'setting-deprecated',
  title: 'Settings of Istio\'s objects are not deprecated ones.',
  severity: Severity.WARNING,
  kinds: [ANY],
  subjects: [...ISTIO_KINDS, 'CustomResourceDefinition'],
  fields: FIELDS,
  explanation: 'Istio still takes the setting, has a better one for the same, and may drop the old one.',
  fix: 'write the new one',
  equivalents: ['IST0002', 'IST0133', 'GAP-07', 'IV-DR-012', 'IV-DR-018'],
  *object(object, view) {
    const told = new Set<string>();
    for (const report of inWords(object, view)) {
      told.add(report.place.path);
      yield report;
    }
    // What Istio marks as deprecated besides. The targetPort of a Gateway it refuses, which CI0443 tells.
    for (const report of reportsOf('deprecated', object, view)) {
      const isRefused = object.kind === 'Gateway' && report.place.path.endsWith('.port.targetPort') && report.place.json !== 0;
      if (!isRefused && !told.has(report.place.path)) { yield { ...report, fix: 'leave it out' }; }
    }
  },
});

/** Settings of which more can be said than that they are deprecated. */
function* inWords(object: AppObject, view: AppView): Iterable<Report> {
  switch (object.kind) {
    case 'VirtualService': return yield* inRoutes(object);
    case 'DestinationRule': return yield* inPolicies(object);
    case 'RequestAuthentication': return yield* inTokens(object);
    case 'Telemetry': return yield* inTracing(object, view);
    case 'Sidecar': return yield* inSidecar(object);
    case 'CustomResourceDefinition': return yield* inDefinition(object);
  }
}

function* inRoutes({ spec }: AppObject): Iterable<Report> {
  for (const route of spec.at('http').items()) {
    for (const name of ['mirrorPercent', 'mirror_percent']) {
      const percent = route.at(name);
      if (percent.given) { yield percent.problem('is deprecated; it must be mirrorPercentage', { fix: `write mirrorPercentage: {value: ${percent.number ?? 100}}` }); }
    }
    const percent = route.at('fault', 'delay', 'percent');
    if (percent.given) { yield percent.problem('is deprecated; it must be percentage', { fix: `write percentage: {value: ${percent.number ?? 100}}` }); }
    const origins = route.at('corsPolicy', 'allowOrigin');
    if (origins.given) { yield origins.problem('is deprecated; it must be allowOrigins', { fix: 'write allowOrigins: [{exact: …}]' }); }
  }
}

function* inPolicies(rule: AppObject): Iterable<Report> {
  for (const { block } of trafficPolicies(rule)) {
    const simple = block.at('loadBalancer', 'simple');
    if (simple.text === 'LEAST_CONN') { yield simple.problem('is "LEAST_CONN", which is deprecated; it must be LEAST_REQUEST', { fix: 'write LEAST_REQUEST' }); }
    const errors = block.at('outlierDetection', 'consecutiveErrors');
    if (errors.given) {
      yield errors.problem('is deprecated; it must be consecutive5xxErrors or consecutiveGatewayErrors', { fix: 'write consecutiveGatewayErrors for 502, 503 and 504 only' });
    }
    const ring = block.at('loadBalancer', 'consistentHash', 'minimumRingSize');
    if (ring.given) { yield ring.problem('is deprecated; it must be ringHash.minimumRingSize', { fix: `write ringHash: {minimumRingSize: ${ring.number ?? 1024}}` }); }
  }
}

function* inTokens({ spec }: AppObject): Iterable<Report> {
  for (const rule of spec.at('jwtRules').items()) {
    if (rule.at('jwks_uri').given) { yield rule.at('jwks_uri').problem('is the old spelling; it must be jwksUri', { fix: 'write jwksUri' }); }
  }
}

function* inTracing({ spec }: AppObject, view: AppView): Iterable<Report> {
  const gone = lightstepProviders(view);
  for (const tracing of spec.at('tracing').items()) {
    for (const name of tracing.at('providers').items().map((provider) => provider.at('name'))) {
      if (name.text !== undefined && gone.has(name.text)) {
        yield name.problem(`is ${JSON.stringify(name.text)}, a provider for Lightstep, which is deprecated; it must be one for OpenTelemetry`, { fix: 'make it an opentelemetry provider in the MeshConfig' });
      }
    }
    const old = tracing.at('useRequestIdForTraceSampling');
    if (old.given) { yield old.problem('is deprecated; it must be left out', { fix: 'leave it out: sampling follows the request id by itself' }); }
  }
}

/** The names of the providers for Lightstep. */
function lightstepProviders(view: AppView): ReadonlySet<string> {
  return view.once('lightstep-providers', () => new Set(meshConfigs(view).flatMap(({ json }) => (Array.isArray(json.extensionProviders) ? json.extensionProviders : []))
    .flatMap((provider) => (typeof provider === 'object' && provider !== null && !Array.isArray(provider) && provider.lightstep !== undefined ? [String(provider.name)] : []))));
}

function* inSidecar({ spec }: AppObject): Iterable<Report> {
  const proxy = spec.at('outboundTrafficPolicy', 'egressProxy');
  if (proxy.given) {
    yield proxy.problem('is a field that the reference of Istio does not show; it must be tested with each version', { severity: Severity.INFO, fix: 'route by a VirtualService instead' });
  }
}

/** The kinds of the authorization that Istio had before 1.4. */
const REMOVED: ReadonlySet<string> = new Set(['ClusterRbacConfig', 'RbacConfig', 'ServiceRole', 'ServiceRoleBinding']);

function* inDefinition({ spec }: AppObject): Iterable<Report> {
  const kind = spec.at('names', 'kind');
  if (spec.at('group').text === 'rbac.istio.io' && REMOVED.has(kind.text ?? '')) {
    yield kind.problem(`is ${kind.text} of rbac.istio.io, which Istio does not read any more; it must be an AuthorizationPolicy`, { fix: 'remove it, and write AuthorizationPolicies' });
  }
}
