import type { Duration } from 'cdk8s';
import { requireSubnet } from './hosts';
import { type OperatorService, type OperatorServicePort, OperatorServiceType } from './operator-service';
import { type Field, show } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { requirePort, requireSome, requireText } from '../model/require';

/** What the pods of a Service are, as far as its ports depend on it. Unprivileged ones cannot listen below 1024. */
export interface ServicePods {
  readonly gateway: boolean;
  readonly unprivileged: boolean;
}

const DAY = 86400;

/** The `k8s.service` of a component. */
export function renderService(service: OperatorService, pods: ServicePods, field: Field): JsonObject {
  const { ports, clusterIPs, loadBalancerSourceRanges, healthCheckNodePort, sessionAffinityTimeout, ...plain } = service;
  requireExternalName(service, field.at('externalName'));
  return defined({
    ...plain,
    ports: given(ports, (all) => all.map((port, i) => renderPort(port, pods, field.at('ports').at(i)))),
    clusterIPs: given(clusterIPs, (addresses) => renderClusterIPs(addresses, service.clusterIP, field.at('clusterIPs'))),
    loadBalancerSourceRanges: given(loadBalancerSourceRanges, (ranges) =>
      ranges.map((range, i) => requireSubnet(range, field.at('loadBalancerSourceRanges').at(i)))),
    healthCheckNodePort: given(healthCheckNodePort, (port) => requirePort(port, field.at('healthCheckNodePort'))),
    sessionAffinityConfig: given(sessionAffinityTimeout, (timeout) => {
      const timeoutSeconds = renderTimeout(timeout, service.sessionAffinity, field.at('sessionAffinityTimeout'));
      return { clientIP: { timeoutSeconds } };
    }),
  });
}

/** Kubernetes takes the name for this type only, and the type with a name only. */
function requireExternalName({ type, externalName }: OperatorService, field: Field): void {
  if (type === OperatorServiceType.EXTERNAL_NAME) {
    if (externalName === undefined) { throw field.error(undefined, 'given for type ExternalName'); }
    requireText(externalName, field);
  } else if (externalName !== undefined) {
    throw field.problem(`${field.path} is given; it must be left out for other types than ExternalName`);
  }
}

function renderClusterIPs(addresses: string[], first: string | undefined, field: Field): string[] {
  requireSome(addresses, field, 'leave it out for what clusterIP says');
  if (addresses[0] !== first) { throw field.at(0).error(addresses[0], `the clusterIP (${show(first)})`); }
  return [...addresses];
}

function renderTimeout(timeout: Duration, affinity: string | undefined, field: Field): number {
  if (affinity !== 'ClientIP') { throw field.problem(`${field.path} is given; it must be left out for other session affinities than "ClientIP"`); }
  const seconds = timeout.toSeconds({ integral: false });
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= DAY) { return seconds; }
  throw field.error(`${seconds}s`, `whole seconds, between 1s and ${DAY}s`);
}

function renderPort(port: OperatorServicePort, pods: ServicePods, field: Field): JsonObject {
  requirePort(port.port, field.at('port'));
  return defined({
    name: requireText(port.name, field.at('name')),
    port: port.port,
    targetPort: port.targetPortName === undefined ? renderTarget(port, pods, field) : renderNamedTarget(port.targetPortName, port, pods, field),
    nodePort: given(port.nodePort, (node) => requirePort(node, field.at('nodePort'))),
    protocol: port.protocol,
    appProtocol: port.appProtocol,
  });
}

function renderTarget({ port, targetPort }: OperatorServicePort, { unprivileged }: ServicePods, field: Field): number | undefined {
  const at = field.at('targetPort');
  given(targetPort, (number) => requirePort(number, at));
  // Without a target, Istio lets 1024 itself not pass.
  const target = targetPort ?? (port === 1024 ? 0 : port);
  if (unprivileged && target < 1024) {
    throw at.error(targetPort, 'at least 1024: the gateway does not run as root', 'or set runAsRoot in the values of the gateway');
  }
  return targetPort;
}

function renderNamedTarget(name: string, { targetPort }: OperatorServicePort, { gateway }: ServicePods, field: Field): string {
  const at = field.at('targetPortName');
  if (targetPort !== undefined) { throw field.problem(`${field.at('targetPort').path} and ${at.path} are given; it must be one of them`); }
  if (gateway) { throw field.problem(`${at.path} is given for a gateway; it must be left out: its pods have their ports from here`, 'give targetPort'); }
  if (/^(?!\d+$)[a-z0-9]([a-z0-9-]{0,13}[a-z0-9])?$/.test(name)) { return name; }
  throw at.error(name, 'the name of a port: lower-case letters, digits and "-", not digits only, at most 15 characters');
}
