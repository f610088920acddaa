import { SECURITY_EXAMPLES } from './access';
import { AMBIENT_EXAMPLES } from './ambient';
import { ANNOTATION_EXAMPLES } from './annotations';
import { AUTHORIZATION_RULE_EXAMPLES } from './authorization-rules';
import { AUTHORIZATION_VALUE_EXAMPLES } from './authorization-values';
import { DELEGATE_EXAMPLES } from './delegates';
import { DESTINATION_RULE_EXAMPLES } from './destination-rule';
import { DESTINATION_RULE_NAME_EXAMPLES } from './destination-rule-names';
import { ENVOY_FILTER_EXAMPLES } from './envoy-filter';
import { ENVOY_VALUE_EXAMPLES } from './envoy-values';
import type { Examples } from './example';
import { GATEWAY_API_EXAMPLES } from './gateway-api';
import { GATEWAY_SERVER_EXAMPLES } from './gateway-servers';
import { INSTALLATION_EXAMPLES } from './installations';
import { ISTIO_METADATA_EXAMPLES } from './istio-metadata';
import { ISTIO_OBJECT_EXAMPLES } from './istio-objects';
import { MESH_EXAMPLES } from './mesh';
import { MESH_OBJECT_EXAMPLES } from './mesh-objects';
import { OBJECT_EXAMPLES } from './objects';
import { POLICY_AND_POD_EXAMPLES } from './policies-and-pods';
import { POOL_AND_BALANCING_EXAMPLES } from './pools-and-balancing';
import { REQUEST_AUTHENTICATION_EXAMPLES } from './request-authentication';
import { ROUTING_EXAMPLES } from './routing';
import { SCENARIO_EXAMPLES } from './scenarios';
import { SECURITY_AND_EDGE_EXAMPLES } from './security-and-edge';
import { SERVICE_ENTRY_EXAMPLES } from './service-entry';
import { SIDECAR_LISTENER_EXAMPLES } from './sidecar-listeners';
import { SIDECAR_SETTING_EXAMPLES } from './sidecar-settings';
import { STRUCTURE_EXAMPLES } from './structure';
import { TELEMETRY_EXAMPLES } from './telemetry';
import { TELEMETRY_VALUE_EXAMPLES } from './telemetry-values';
import { TRAFFIC_AND_EDGE_EXAMPLES } from './traffic-and-edge';
import { TRAFFIC_POLICY_EXAMPLES } from './traffic-policy';
import { VIRTUAL_SERVICE_EXAMPLES } from './virtual-service';
import { VIRTUAL_SERVICE_HOST_EXAMPLES } from './virtual-service-hosts';
import { VIRTUAL_SERVICE_MATCH_EXAMPLES } from './virtual-service-matches';
import { VIRTUAL_SERVICE_ROUTE_EXAMPLES } from './virtual-service-routes';
import { WORKLOAD_ENTRY_EXAMPLES } from './workload-entry';
import { WORKLOAD_EXAMPLES } from './workloads';

/** An example for each check, by its code. */
export const EXAMPLES: Examples = {
  ...OBJECT_EXAMPLES,
  ...VIRTUAL_SERVICE_EXAMPLES,
  ...VIRTUAL_SERVICE_HOST_EXAMPLES,
  ...VIRTUAL_SERVICE_MATCH_EXAMPLES,
  ...VIRTUAL_SERVICE_ROUTE_EXAMPLES,
  ...DELEGATE_EXAMPLES,
  ...DESTINATION_RULE_EXAMPLES,
  ...DESTINATION_RULE_NAME_EXAMPLES,
  ...TRAFFIC_POLICY_EXAMPLES,
  ...POOL_AND_BALANCING_EXAMPLES,
  ...GATEWAY_SERVER_EXAMPLES,
  ...SECURITY_AND_EDGE_EXAMPLES,
  ...WORKLOAD_EXAMPLES,
  ...TELEMETRY_EXAMPLES,
  ...ISTIO_OBJECT_EXAMPLES,
  ...SCENARIO_EXAMPLES,
  ...STRUCTURE_EXAMPLES,
  ...AMBIENT_EXAMPLES,
  ...ISTIO_METADATA_EXAMPLES,
  ...REQUEST_AUTHENTICATION_EXAMPLES,
  ...AUTHORIZATION_VALUE_EXAMPLES,
  ...AUTHORIZATION_RULE_EXAMPLES,
  ...ENVOY_FILTER_EXAMPLES,
  ...SERVICE_ENTRY_EXAMPLES,
  ...SIDECAR_LISTENER_EXAMPLES,
  ...SIDECAR_SETTING_EXAMPLES,
  ...TELEMETRY_VALUE_EXAMPLES,
  ...WORKLOAD_ENTRY_EXAMPLES,
  ...ROUTING_EXAMPLES,
  ...SECURITY_EXAMPLES,
  ...GATEWAY_API_EXAMPLES,
  ...ENVOY_VALUE_EXAMPLES,
  ...MESH_OBJECT_EXAMPLES,
  ...TRAFFIC_AND_EDGE_EXAMPLES,
  ...POLICY_AND_POD_EXAMPLES,
  ...MESH_EXAMPLES,
  ...INSTALLATION_EXAMPLES,
  ...ANNOTATION_EXAMPLES,
};
