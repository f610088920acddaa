import type { AppObject } from '../app-object';
import { ANY, eachObject, type Report } from '../check';
import { Severity } from '../finding';
import { reportsOf } from '../structure-index';
import { trafficPolicies } from '../traffic-policies';

/** See its title. */
export const settingDeprecated = eachObject({
  code: 'CI0033',
  name: 'setting-deprecated',
  title: 'Settings of Istio\'s objects are not deprecated ones.',
  severity: Severity.WARNING,
  kinds: [ANY],
  explanation: 'Istio still takes the setting, has a better one for the same, and may drop the old one.',
  fix: 'write the new one',
  equivalents: ['IST0002', 'GAP-07', 'IV-DR-012', 'IV-DR-018'],
  *object(object, view) {
    const told = new Set<string>();
    for (const report of inWords(object)) {
      told.add(report.place.path);
      yield report;
    }
    // What Istio marks as deprecated besides.
    for (const report of reportsOf('deprecated', object, view)) {
      if (!told.has(report.place.path)) { yield { ...report, fix: 'leave it out' }; }
    }
  },
});

/** Settings of which more can be said than that they are deprecated. */
function* inWords(object: AppObject): Iterable<Report> {
  switch (object.kind) {
    case 'VirtualService': return yield* inRoutes(object);
    case 'DestinationRule': return yield* inPolicies(object);
    case 'RequestAuthentication': return yield* inTokens(object);
    case 'Telemetry': return yield* inTracing(object);
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

function* inTracing({ spec }: AppObject): Iterable<Report> {
  for (const tracing of spec.at('tracing').items()) {
    const old = tracing.at('useRequestIdForTraceSampling');
    if (old.given) { yield old.problem('is deprecated; it must be left out', { fix: 'leave it out: sampling follows the request id by itself' }); }
  }
}
