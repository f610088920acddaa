import type { Chart } from 'cdk8s';
import type { Mistakes } from '../scenario';
import { EnvoyApplyTo, EnvoyFilter, EnvoyMatch, EnvoyPatchOperation, MeshService, ResilientService, RetryOn } from 'cdk8s-istio';

const reviews = (chart: Chart) => new MeshService(chart, 'reviews', { name: 'reviews', ports: [{ name: 'http', number: 9080 }] });
const OLD = 'type.googleapis.com/envoy.config.filter.http.rate_limit.v2.RateLimit';

/** Mistakes in bearing failures. */
export const RESILIENCE_MISTAKES: Mistakes = {
  R2: [
    { what: 'tries that take longer than the timeout', ways: [{ twin: 'timeout-too-short-for-tries' }, { twin: 'try-longer-than-timeout' }] },
    {
      what: 'retrying requests that are not idempotent without saying so',
      ways: [
        { code: 'CI0210', reported: (chart) => new ResilientService(chart, 'retries', { service: reviews(chart), retries: { attempts: 2, on: [RetryOn.FIVE_XX] } }) },
        {
          code: 'CI0210', yaml: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: orders, namespace: shop}
spec: {hosts: [api.example.com], http: [{route: [{destination: {host: api.example.com}}], retries: {attempts: 3, retryOn: "5xx,reset"}}]}`,
        },
      ],
    },
  ],
  R4: [
    {
      what: 'ejection of 100 % by accident',
      ways: [
        {
          code: 'CI0307',
          reported: (chart) => new ResilientService(chart, 'breaker', {
            service: reviews(chart), circuitBreaker: { outlierDetection: { consecutive5xxErrors: 1, maxEjectionPercent: 100 } },
          }),
        },
        {
          code: 'CI0307', yaml: `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: orders, namespace: shop}
spec: {host: "*.example.com", trafficPolicy: {outlierDetection: {consecutive5xxErrors: 1, maxEjectionPercent: 100}}}`,
        },
      ],
    },
  ],
  R5: [
    {
      what: 'types of the Envoy API v2',
      ways: [
        {
          code: 'CI1101',
          reported: (chart) => new EnvoyFilter(chart, 'limit', {
            configPatches: [{
              applyTo: EnvoyApplyTo.HTTP_FILTER,
              operation: EnvoyPatchOperation.INSERT_FIRST,
              match: EnvoyMatch.listener({}),
              value: { name: 'envoy.rate_limit', typed_config: { '@type': OLD } },
            }],
          }),
        },
        {
          code: 'CI1101',
          yaml: `
apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata: {name: limit, namespace: shop}
spec: {configPatches: [{applyTo: HTTP_FILTER, patch: {operation: INSERT_FIRST, value: {name: envoy.rate_limit, typed_config: {"@type": ${OLD}}}}}]}`,
        },
        {
          code: 'CI1101', yaml: `
apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata: {name: limit, namespace: shop}
spec: {configPatches: [{applyTo: HTTP_FILTER, patch: {operation: INSERT_FIRST, value: {name: envoy.rate_limit, config: {domain: shop}}}}]}`,
        },
      ],
    },
  ],
};
