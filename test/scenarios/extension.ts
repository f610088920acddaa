import type { Section } from './scenario';

/** Seeing what happens, and changing what proxies do. */
export const EXTENSION: Section = {
  title: 'Observability and extension',
  scenarios: [
    { id: 'O1', want: 'Traces, access logs, tags of metrics', constructs: ['MeshTelemetry', 'Telemetry'], page: 'patterns/telemetry.md', examples: ['telemetry'] },
    { id: 'O2', want: 'A Wasm module in the proxies', constructs: ['WasmPlugin'], page: 'stricter-than-istio.md', tests: ['resources/wasm-plugin.test.ts'] },
    { id: 'O3', want: 'A patch of what Envoy is told', constructs: ['EnvoyFilter'], page: 'stricter-than-istio.md', tests: ['resources/envoy-filter.test.ts'] },
    { id: 'O4', want: 'An extension in Wasm or Lua, by the newer kind', constructs: ['TrafficExtension'], page: 'stricter-than-istio.md', tests: ['resources/traffic-extension.test.ts'] },
  ],
};

/** Machines. */
export const MACHINES: Section = {
  title: 'Workloads outside Kubernetes',
  scenarios: [
    { id: 'W1', want: 'A machine as a workload', constructs: ['VirtualMachine', 'VirtualMachineService'], page: 'patterns/virtual-machines.md', examples: ['virtual-machines'], lab: ['virtual-machines'] },
    { id: 'W2', want: 'A group of machines, with a template and a probe', constructs: ['VirtualMachineGroup', 'WorkloadGroup'], page: 'patterns/virtual-machines.md', examples: ['virtual-machines'], lab: ['virtual-machines'] },
  ],
};

/** Many patterns at once. */
export const APPLICATIONS: Section = {
  title: 'Whole applications',
  scenarios: [
    { id: 'A1', want: 'Bookinfo, with gateway, canary, header route, mirror and faults', constructs: ['MeshService', 'CanaryRelease', 'MirroredService', 'FaultInjection'], page: 'patterns/composition.md', examples: ['bookinfo'] },
    { id: 'A2', want: 'A shop of 20 services, with every pattern on some host', constructs: ['MeshService'], page: 'patterns/composition.md', examples: ['shop'], lab: ['shop'] },
  ],
};
