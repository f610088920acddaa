import {
  CountOrPercent, type OperatorAutoscaling, type OperatorEnvVar, OperatorImagePullPolicy, type OperatorKubernetes,
  type OperatorOverlay, type OperatorPatch, type OperatorPodDisruptionBudget, type OperatorResourceClaim, type OperatorResources,
  type OperatorService, type OperatorServicePort, OperatorServiceType, type OperatorStrategy, OperatorStrategyType,
  type OperatorToleration, OperatorTrafficScope, OperatorTransport,
} from '../../../resources';
import { call, type Code, value } from '../code';
import { anything, byField, labels, listOf, needed, type Node, number, oneOf, outOf, type Reader, record, text, texts, truth } from '../reader';
import { seconds } from '../values';

const countOrPercent: Reader<CountOrPercent> = (node) => {
  if (typeof node.json === 'number') { return call('CountOrPercent.count', number(node)); }
  const [, percent] = /^(\d+)%$/.exec(String(node.json)) ?? [];
  return percent === undefined ? node.mustBe('a number or a percentage') : call('CountOrPercent.percent', value(Number(percent)));
};

const resources = record<OperatorResources>({
  requests: labels,
  limits: labels,
  claims: listOf(record<OperatorResourceClaim>({ name: needed('name', text), request: text })),
});

const trafficScope = oneOf('OperatorTrafficScope', OperatorTrafficScope);

/** The number or the name of a port, if it is what is asked for. */
function targetPort<T extends string | number>(type: 'string' | 'number') {
  return outOf<T>(['targetPort'], (node) => {
    const { json } = node.at('targetPort') as Node;
    return typeof json === type ? value<T>(json) : undefined;
  });
}

const servicePort = record<OperatorServicePort>({
  name: needed('name', text),
  port: needed('port', number),
  targetPort: targetPort<number>('number'),
  targetPortName: targetPort<string>('string'),
  nodePort: number,
  protocol: oneOf('OperatorTransport', OperatorTransport),
  appProtocol: text,
});

const service = record<OperatorService>({
  type: oneOf('OperatorServiceType', OperatorServiceType),
  ports: listOf(servicePort),
  clusterIP: text,
  clusterIPs: texts,
  externalName: text,
  externalIPs: texts,
  loadBalancerIP: text,
  loadBalancerClass: text,
  loadBalancerSourceRanges: texts,
  allocateLoadBalancerNodePorts: truth,
  externalTrafficPolicy: trafficScope,
  internalTrafficPolicy: trafficScope,
  healthCheckNodePort: number,
  ipFamilies: texts,
  ipFamilyPolicy: text,
  sessionAffinity: text,
  sessionAffinityTimeout: outOf(['sessionAffinityConfig'], (node) =>
    byField({ clientIP: byField({ timeoutSeconds: seconds }) })(node.at('sessionAffinityConfig') as Node)),
  trafficDistribution: text,
  publishNotReadyAddresses: truth,
  selector: labels,
});

/** An option that stands in the block of rolling updates. */
function rolling(key: string) {
  return outOf(['rollingUpdate'], (node): Code<CountOrPercent> | undefined => {
    const found = node.at('rollingUpdate')?.at(key);
    return found === undefined ? undefined : countOrPercent(found);
  });
}

/** The `k8s` section of a component. */
export const kubernetes = record<OperatorKubernetes>({
  resources,
  replicaCount: number,
  hpaSpec: record<OperatorAutoscaling>({
    minReplicas: number, maxReplicas: number, metrics: anything(), behavior: anything(), scaleTargetRef: anything(),
  }),
  env: listOf(record<OperatorEnvVar>({ name: needed('name', text), value: text, valueFrom: anything() })),
  affinity: anything(),
  nodeSelector: labels,
  tolerations: listOf(record<OperatorToleration>({ key: text, operator: text, value: text, effect: text, tolerationSeconds: number })),
  podAnnotations: labels,
  service,
  serviceAnnotations: labels,
  strategy: record<OperatorStrategy>({
    type: oneOf('OperatorStrategyType', OperatorStrategyType), maxSurge: rolling('maxSurge'), maxUnavailable: rolling('maxUnavailable'),
  }),
  securityContext: anything(),
  podDisruptionBudget: record<OperatorPodDisruptionBudget>({
    minAvailable: countOrPercent, maxUnavailable: countOrPercent, selector: anything(), unhealthyPodEvictionPolicy: text,
  }),
  priorityClassName: text,
  readinessProbe: anything(),
  imagePullPolicy: oneOf('OperatorImagePullPolicy', OperatorImagePullPolicy),
  overlays: listOf(record<OperatorOverlay>({
    kind: needed('kind', text),
    name: needed('name', text),
    patches: needed('patches', listOf(record<OperatorPatch>({ path: needed('path', text), value: anything() }))),
    apiVersion: text,
  })),
});
