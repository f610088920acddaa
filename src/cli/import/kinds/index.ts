import { AUTHORIZATION_POLICY } from './authorization';
import { DESTINATION_RULE } from './destination-rule';
import { ENVOY_FILTER } from './envoy-filter';
import { TRAFFIC_EXTENSION, WASM_PLUGIN } from './extensions';
import { GATEWAY } from './gateway';
import { ISTIO_OPERATOR } from './operator';
import { PROXY_CONFIG } from './proxy-config';
import { PEER_AUTHENTICATION, REQUEST_AUTHENTICATION } from './security';
import { SERVICE_ENTRY } from './service-entry';
import { SIDECAR } from './sidecar';
import { TELEMETRY } from './telemetry';
import { VIRTUAL_SERVICE } from './virtual-service';
import { WORKLOAD_ENDPOINT, WORKLOAD_GROUP } from './workload';
import type { ISTIO_KINDS } from '../../../model/kinds';
import { type Reader, record } from '../reader';

/** How the `spec` of each kind becomes the properties of its construct. */
export const READERS: { readonly [kind in keyof typeof ISTIO_KINDS]: Reader<unknown> } = {
  VirtualService: record(VIRTUAL_SERVICE),
  DestinationRule: record(DESTINATION_RULE),
  EnvoyFilter: record(ENVOY_FILTER),
  Gateway: record(GATEWAY),
  ServiceEntry: record(SERVICE_ENTRY),
  Sidecar: record(SIDECAR),
  WorkloadEntry: record(WORKLOAD_ENDPOINT),
  WorkloadGroup: record(WORKLOAD_GROUP),
  PeerAuthentication: record(PEER_AUTHENTICATION),
  AuthorizationPolicy: record(AUTHORIZATION_POLICY),
  RequestAuthentication: record(REQUEST_AUTHENTICATION),
  Telemetry: record(TELEMETRY),
  WasmPlugin: record(WASM_PLUGIN),
  TrafficExtension: record(TRAFFIC_EXTENSION),
  ProxyConfig: record(PROXY_CONFIG),
  IstioOperator: record(ISTIO_OPERATOR),
};
