import { type ValuePath, valueAt } from './chart-values';
import { InstallProfile } from './install-profile';

/** The parts of Istio that run in pods, as the charts' values call them. */
export type PodsName = 'pilot' | 'istio-ingressgateway' | 'istio-egressgateway' | 'cni' | 'ztunnel';

/** CPU and memory, or whatever else a container asks for. */
interface Amounts {
  readonly [resource: string]: string;
}

/** What Istio's charts say about a part, where nothing else is said. */
export interface PodsDefaults {
  readonly requests: Amounts;
  readonly limits: Amounts;
  readonly minReplicas: number;
  readonly maxReplicas: number;
  /** The use of CPU that its autoscaler aims at, in percent. */
  readonly cpuTarget: number;
  /** Whether it has an autoscaler without being asked for one. */
  readonly autoscales: boolean;
}

const GATEWAY_LIMITS = { cpu: '2000m', memory: '1024Mi' };

const RESOURCES: { readonly [name in PodsName]: { readonly requests: Amounts; readonly demo: Amounts; readonly limits: Amounts } } = {
  'pilot': { requests: { cpu: '500m', memory: '2048Mi' }, demo: { cpu: '10m', memory: '100Mi' }, limits: {} },
  'istio-ingressgateway': { requests: { cpu: '100m', memory: '128Mi' }, demo: { cpu: '10m', memory: '40Mi' }, limits: GATEWAY_LIMITS },
  'istio-egressgateway': { requests: { cpu: '100m', memory: '128Mi' }, demo: { cpu: '10m', memory: '40Mi' }, limits: GATEWAY_LIMITS },
  'cni': { requests: { cpu: '100m', memory: '100Mi' }, demo: { cpu: '10m', memory: '40Mi' }, limits: {} },
  // DEMO means to ask for less, where its chart does not look.
  'ztunnel': { requests: { cpu: '200m', memory: '512Mi' }, demo: { cpu: '200m', memory: '512Mi' }, limits: {} },
};

/** The values of a part. All ingress gateways share theirs, and all egress gateways. */
export function valuesOf(name: PodsName): ValuePath {
  return name === 'istio-ingressgateway' || name === 'istio-egressgateway' ? ['gateways', name] : [name];
}

/** What is known to hold of a part where nothing is said; `undefined`, if charts or a profile of one's own decide. */
export function defaultsOf(
  name: PodsName,
  installation: { readonly profile?: InstallProfile; readonly installPackagePath?: string; readonly values?: { [key: string]: unknown } },
): PodsDefaults | undefined {
  const profile = installation.profile ?? InstallProfile.DEFAULT;
  if (!profile._isKnown || installation.installPackagePath !== undefined) { return undefined; }

  const said = (...path: string[]) => valueAt(installation.values, [...valuesOf(name), ...path]);
  const numberAt = (...path: string[]) => {
    const value = said(...path);
    return typeof value === 'number' ? value : undefined;
  };
  const isDemo = profile === InstallProfile.DEMO;
  const { requests, demo, limits } = RESOURCES[name];
  // Values that say anything about resources are Helm's to merge.
  const unsaid = said('resources') === undefined;
  return {
    requests: unsaid ? (isDemo ? demo : requests) : {},
    limits: unsaid ? limits : {},
    minReplicas: numberAt('autoscaleMin') ?? 1,
    maxReplicas: numberAt('autoscaleMax') ?? 5,
    cpuTarget: numberAt('cpu', 'targetAverageUtilization') ?? 80,
    autoscales: !isDemo,
  };
}
