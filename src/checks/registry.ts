import { AMBIENT_CHECKS } from './ambient-mesh';
import { AUTHORIZATION_CHECKS } from './authorization';
import type { Check } from './check';
import { DESTINATION_RULE_CHECKS } from './destination-rule';
import { ENVOY_FILTER_CHECKS } from './envoy-filter';
import { EXTENSION_CHECKS } from './extension';
import { GATEWAY_CHECKS } from './gateway';
import { GATEWAY_API_CHECKS } from './gateway-api';
import { MESH_CHECKS } from './mesh';
import { OBJECT_CHECKS } from './objects';
import { PEER_AUTHENTICATION_CHECKS } from './peer-authentication';
import { SERVICE_CHECKS } from './service';
import { SIDECAR_CHECKS } from './sidecar';
import { STRUCTURE_CHECKS } from './structure';
import { TELEMETRY_CHECKS } from './telemetry';
import { VIRTUAL_SERVICE_CHECKS } from './virtual-service';
import { WORKLOAD_CHECKS } from './workload';

/**
 * All checks. What constructs report beside them is in composition.ts. The first two digits of a code are the subject: 00 objects
 * in general (0001 to 0019 are for what no check of this list reports), 01 and 02 VirtualService, 03 DestinationRule, 04 Gateway,
 * 05 PeerAuthentication, 06 Service and ServiceEntry, 07 Sidecar, 08 what makes pods, 09 Telemetry, 10 AuthorizationPolicy and
 * RequestAuthentication, 11 EnvoyFilter, 12 the structure of Istio's objects, 13 the mesh as a whole, 14 WasmPlugin and TrafficExtension,
 * 15 the Gateway API of Kubernetes, 16 the ambient mesh.
 */
export const CHECKS: readonly Check[] = [
  ...OBJECT_CHECKS, ...VIRTUAL_SERVICE_CHECKS, ...DESTINATION_RULE_CHECKS, ...GATEWAY_CHECKS, ...PEER_AUTHENTICATION_CHECKS,
  ...SERVICE_CHECKS, ...SIDECAR_CHECKS, ...WORKLOAD_CHECKS, ...TELEMETRY_CHECKS, ...AMBIENT_CHECKS, ...AUTHORIZATION_CHECKS,
  ...ENVOY_FILTER_CHECKS, ...EXTENSION_CHECKS, ...MESH_CHECKS, ...STRUCTURE_CHECKS, ...GATEWAY_API_CHECKS,
];
