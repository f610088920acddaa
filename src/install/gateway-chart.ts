import { group } from './chart-values-of';
import { servicePortsOf } from './gateway-service';
import { chartOf, type Gateways, labelsOf } from './gateways';
import type { InstallGateway } from './install-gateway';
import { merged } from './merge';
import { requireNoSelector } from './pilot-chart';
import { ONLY_ISTIOCTL, requireUntold } from './untold';
import type { Field } from '../model/field';
import { defined, given, type Json, type JsonObject } from '../model/json';
import { renderDisruptionBudget, renderStrategy } from '../resources/operator-resources';
import { OperatorServiceType } from '../resources/operator-service';

/** What Istio's charts say about all gateways of a group, and how the chart `gateway` calls it. */
const SHARED: { readonly [value: string]: ((value: Json) => JsonObject) } = {
  enabled: () => ({}),
  autoscaleEnabled: (enabled) => ({ autoscaling: { enabled } }),
  autoscaleMin: (minReplicas) => ({ autoscaling: { minReplicas } }),
  autoscaleMax: (maxReplicas) => ({ autoscaling: { maxReplicas } }),
  cpu: (cpu) => ({ autoscaling: { targetCPUUtilizationPercentage: (cpu as JsonObject).targetAverageUtilization } }),
  replicaCount: (replicaCount) => ({ replicaCount }),
  resources: (resources) => ({ resources }),
  rollingMaxSurge: (maxSurge) => ({ strategy: { rollingUpdate: { maxSurge } } }),
  rollingMaxUnavailable: (maxUnavailable) => ({ strategy: { rollingUpdate: { maxUnavailable } } }),
  type: (type) => ({ service: { type } }),
  ports: (ports) => ({ service: { ports } }),
  serviceAnnotations: (annotations) => ({ service: { annotations } }),
  loadBalancerIP: (loadBalancerIP) => ({ service: { loadBalancerIP } }),
  loadBalancerSourceRanges: (loadBalancerSourceRanges) => ({ service: { loadBalancerSourceRanges } }),
  externalTrafficPolicy: (externalTrafficPolicy) => ({ service: { externalTrafficPolicy } }),
  ipFamilyPolicy: (ipFamilyPolicy) => ({ service: { ipFamilyPolicy } }),
  ipFamilies: (ipFamilies) => ({ service: { ipFamilies } }),
  podAnnotations: (podAnnotations) => ({ podAnnotations }),
  env: (env) => ({ env }),
  tolerations: (tolerations) => ({ tolerations }),
  additionalContainers: (additionalContainers) => ({ additionalContainers }),
  serviceAccount: (serviceAccount) => ({ serviceAccount }),
};

/** Values for all charts that the chart `gateway` calls otherwise. The injector sees to the others. */
const GLOBAL: { readonly [value: string]: ((value: Json) => JsonObject) } = {
  networkPolicy: (networkPolicy) => ({ global: { networkPolicy } }),
  imagePullPolicy: (imagePullPolicy) => ({ imagePullPolicy }),
  imagePullSecrets: (secrets) => ({ imagePullSecrets: (secrets as Json[]).map((name) => ({ name })) }),
  priorityClassName: (priorityClassName) => ({ priorityClassName }),
  defaultTolerations: (tolerations) => ({ tolerations }),
};

/** Values of which the chart `gateway` knows nothing, and neither does the injector. */
const GLOBAL_LOST = ['arch', 'defaultNodeSelector', 'defaultResources', 'mountMtlsCerts'];

/** What the chart `gateway` is told of a gateway. `all` are the values of all charts. */
export function gatewayValues(
  gateway: InstallGateway, kind: keyof Gateways, all: JsonObject, demo: boolean, values: Field, field: Field,
): JsonObject {
  requireUntold(gateway, {
    overlays: ONLY_ISTIOCTL,
    tag: 'the injector gives the gateway the image of the control plane; give tag of the installation',
  }, 'the chart gateway', field);
  const layers: Array<JsonObject | undefined> = [
    likeIstioctl(gateway, kind, demo),
    translated(group(all, 'global'), GLOBAL, GLOBAL_LOST, values.at('global')),
    translated(group(all, 'gateways', chartOf(kind)), SHARED, undefined, values.at('gateways').at(chartOf(kind))),
    ownValues(gateway, kind, all, field),
  ];
  return layers.reduce<JsonObject>((under, over) => over === undefined ? under : merged(under, over), {});
}

/** What istioctl's gateways have where nothing is said, and the chart `gateway` has not. */
function likeIstioctl(gateway: InstallGateway, kind: keyof Gateways, demo: boolean): JsonObject {
  const ingress = kind === 'ingressGateways';
  const port = (name: string, number: number, targetPort: number) => ({ name, port: number, protocol: 'TCP', targetPort });
  return {
    labels: labelsOf(kind),
    // The identity stays, whichever way the gateway is installed.
    serviceAccount: { name: `${gateway.name}-service-account` },
    strategy: { rollingUpdate: { maxSurge: '100%', maxUnavailable: '25%' } },
    service: {
      type: ingress ? OperatorServiceType.LOAD_BALANCER : OperatorServiceType.CLUSTER_IP,
      ports: [
        ...ingress ? [port('status-port', 15021, 15021)] : [],
        port('http2', 80, 8080), port('https', 443, 8443),
        ...ingress && demo ? [port('tcp', 31400, 31400), port('tls', 15443, 15443)] : [],
      ],
    },
    ...demo ? { autoscaling: { enabled: false }, resources: { requests: { cpu: '10m', memory: '40Mi' } } } : {},
  };
}

function translated(
  values: JsonObject, names: { readonly [value: string]: (value: Json) => JsonObject }, lost: readonly string[] | undefined, field: Field,
): JsonObject {
  return Object.entries(values).reduce<JsonObject>((under, [name, value]) => {
    if (value === undefined) { return under; }
    if (Object.hasOwn(names, name)) { return merged(under, names[name](value)); }
    if (lost === undefined || lost.includes(name)) {
      throw field.problem(`${field.at(name).path} is given; it must be left out, as the chart gateway has no place for it`, ONLY_ISTIOCTL);
    }
    return under;
  }, {});
}

function ownValues(gateway: InstallGateway, kind: keyof Gateways, all: JsonObject, field: Field): JsonObject {
  const { replicas, autoscaling } = gateway;
  const budgets = group(all, 'global', 'defaultPodDisruptionBudget').enabled !== false;
  const scaling = defined({
    enabled: replicas !== undefined ? false : autoscaling === undefined ? undefined : true,
    minReplicas: autoscaling?.minReplicas,
    maxReplicas: autoscaling?.maxReplicas,
    targetCPUUtilizationPercentage: autoscaling?.targetCpuUtilization,
    targetMemoryUtilizationPercentage: autoscaling?.targetMemoryUtilization,
    autoscaleBehavior: autoscaling?.behavior as JsonObject | undefined,
  });
  const service = defined({
    type: gateway.serviceType,
    ports: servicePortsOf(gateway, kind === 'ingressGateways') as Json | undefined,
    annotations: gateway.serviceAnnotations,
    loadBalancerIP: gateway.loadBalancerIP,
    loadBalancerClass: gateway.loadBalancerClass,
    loadBalancerSourceRanges: gateway.loadBalancerSourceRanges,
    externalTrafficPolicy: gateway.externalTrafficPolicy,
  });
  return defined({
    revision: typeof all.revision === 'string' ? all.revision : undefined,
    labels: gateway.labels,
    replicaCount: replicas,
    autoscaling: unlessEmpty(scaling),
    service: unlessEmpty(service),
    resources: given(gateway.resources, ({ requests, limits }) => defined({ requests, limits })),
    podDisruptionBudget: budgets ? budgetOf(gateway.podDisruptionBudget, field.at('podDisruptionBudget')) : undefined,
    strategy: given(gateway.strategy, (strategy) => renderStrategy(strategy, field.at('strategy'))),
    env: gateway.env,
    nodeSelector: gateway.nodeSelector,
    tolerations: given(gateway.tolerations, (tolerations) => tolerations.map((one) => defined({ ...one }))),
    affinity: gateway.affinity as JsonObject | undefined,
    podAnnotations: gateway.podAnnotations,
    priorityClassName: gateway.priorityClassName,
    securityContext: gateway.securityContext as JsonObject | undefined,
    imagePullPolicy: gateway.imagePullPolicy,
  });
}

/** istioctl's gateways have a budget in any case, and what is given changes it. */
function budgetOf(said: InstallGateway['podDisruptionBudget'], field: Field): JsonObject {
  const budget = renderDisruptionBudget(said ?? {}, field);
  requireNoSelector(budget, 'the chart gateway', field);
  return budget.maxUnavailable === undefined ? { minAvailable: 1, ...budget } : budget;
}

function unlessEmpty(values: JsonObject): JsonObject | undefined {
  return Object.keys(values).length === 0 ? undefined : values;
}
