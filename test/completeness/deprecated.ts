import { DEPRECATED_IN_OPERATOR } from './deprecated-operator';
import type { Omissions } from './omissions';

const PROTO = 'istio.io/api';
const TARGET_REF = `${PROTO} type/v1beta1: "$hide_from_docs"; targetRefs took its place ("the legacy targetRef", istio.io/istio pilot/pkg/model/policyattachment.go)`;

const option = (file: string, what = '[deprecated = true]') => `${PROTO} ${file}: "${what}"`;

/**
 * What Istio has deprecated, and where it says so. Istio has no one mark for it: most fields have the option of protobuf, some
 * a comment, and some are only hidden from the documentation and called deprecated by the code that reads them.
 */
export const DEPRECATED: Omissions = {
  AuthorizationPolicy: { 'spec.targetRef.**': TARGET_REF },
  DestinationRule: {
    '**.loadBalancer.simple=LEAST_CONN': option('networking/v1alpha3/destination_rule.proto'),
    '**.loadBalancer.consistentHash.minimumRingSize': option('networking/v1alpha3/destination_rule.proto'),
    '**.loadBalancer.warmupDurationSecs': option('networking/v1alpha3/destination_rule.proto', 'Deprecated: use `warmup` instead.'),
    '**.outlierDetection.consecutiveErrors': option('networking/v1alpha3/destination_rule.proto'),
  },
  EnvoyFilter: {
    'spec.configPatches[].applyTo=BOOTSTRAP': option('networking/v1alpha3/envoy_filter.proto', 'DEPRECATED. Applies the patch to bootstrap configuration.'),
  },
  Gateway: { 'spec.servers[].port.targetPort': option('networking/v1alpha3/gateway.proto') },
  IstioOperator: DEPRECATED_IN_OPERATOR,
  RequestAuthentication: { 'spec.targetRef.**': TARGET_REF },
  Sidecar: {
    'spec.egress[].port.targetPort': option('networking/v1alpha3/sidecar.proto'),
    'spec.ingress[].port.targetPort': option('networking/v1alpha3/sidecar.proto'),
    'spec.outboundTrafficPolicy.egressProxy.**':
      'istio.io/istio pkg/config/analysis/analyzers/deprecation/deprecation.go: IST0002 for "OutboundTrafficPolicy.EgressProxy"',
  },
  Telemetry: { 'spec.targetRef.**': TARGET_REF },
  VirtualService: {
    'spec.http[].corsPolicy.allowOrigin[]': option('networking/v1alpha3/virtual_service.proto'),
    'spec.http[].fault.delay.percent': option('networking/v1alpha3/virtual_service.proto'),
    'spec.http[].mirrorPercent': option('networking/v1alpha3/virtual_service.proto'),
    'spec.http[].mirror_percent': option('networking/v1alpha3/virtual_service.proto'),
  },
  WasmPlugin: { 'spec.targetRef.**': TARGET_REF },
};
