import type { InstallGateway, InstallServicePort } from './install-gateway';
import type { Field } from '../model/field';
import { defined, given } from '../model/json';
import { requireDnsLabel } from '../model/names';
import { requirePort, requireSome } from '../model/require';
import { type OperatorService, type OperatorServicePort, OperatorServiceType, OperatorTransport } from '../resources/operator-service';

/** What is known of the gateways that a gateway is one of. */
export interface GatewayGroup {
  readonly ingress: boolean;
  /** Whether their pods may listen below 1024. */
  readonly runAsRoot: boolean;
  /** How their Services are reached, if nothing else is said. */
  readonly serviceType: string;
}

/** The port that tells whether a gateway is healthy. */
const STATUS_PORT = 15021;

/** Where Istio's gateways listen, which are not allowed to listen below 1024. */
const TARGETS: { readonly [port: number]: number } = { 80: 8080, 443: 8443 };

/** The Service of a gateway. */
export function serviceOf(gateway: InstallGateway, group: GatewayGroup, field: Field): OperatorService | undefined {
  const { servicePorts, loadBalancerIP, loadBalancerClass, loadBalancerSourceRanges, externalTrafficPolicy } = gateway;
  requireFitting(gateway, gateway.serviceType ?? group.serviceType, field);
  const service = defined({
    type: gateway.serviceType,
    ports: given(servicePorts, (ports) => [
      ...statusPort(gateway, ports, group),
      ...portsOf(ports, group, field.at('servicePorts')),
    ]),
    loadBalancerIP,
    loadBalancerClass,
    loadBalancerSourceRanges,
    externalTrafficPolicy,
  });
  return Object.keys(service).length === 0 ? undefined : service;
}

/** The ports of a gateway that says its own, once they are known to be right. */
export function servicePortsOf(gateway: InstallGateway, ingress: boolean): OperatorServicePort[] | undefined {
  return given(gateway.servicePorts, (ports) => [
    ...statusPort(gateway, ports, { ingress }),
    ...ports.map((port) => ({ ...port, targetPort: targetOf(port) })),
  ]);
}

/** The status port comes first: some clouds ask the first port whether the gateway is healthy. */
function statusPort(gateway: InstallGateway, ports: readonly InstallServicePort[], { ingress }: { ingress: boolean }): OperatorServicePort[] {
  const has = ports.some(({ name, port, targetPort }) => name === 'status-port' || port === STATUS_PORT || targetPort === STATUS_PORT);
  return has || !(gateway.statusPort ?? ingress) ? [] : [{ name: 'status-port', port: STATUS_PORT, targetPort: STATUS_PORT }];
}

function portsOf(ports: InstallServicePort[], group: GatewayGroup, field: Field): OperatorServicePort[] {
  requireSome(ports, field, 'leave it out for the ports of the profile');
  ports.forEach((port, i) => {
    const at = field.at(i);
    requireDnsLabel(port.name, at.at('name'));
    requirePort(port.port, at.at('port'));
    const transport = ({ protocol }: InstallServicePort) => protocol ?? OperatorTransport.TCP;
    const before = ports.slice(0, i);
    if (before.some(({ name }) => name === port.name)) { throw at.at('name').error(port.name, 'a name of its own'); }
    if (before.some((other) => other.port === port.port && transport(other) === transport(port))) {
      throw at.at('port').error(port.port, `given once for ${transport(port)}`);
    }
    requireTarget(port, group, at);
  });
  return ports.map((port) => ({ ...port, targetPort: targetOf(port) }));
}

function targetOf({ port, targetPort }: InstallServicePort): number {
  return targetPort ?? TARGETS[port] ?? port;
}

function requireTarget(port: InstallServicePort, { ingress, runAsRoot }: GatewayGroup, field: Field): void {
  const target = requirePort(targetOf(port), field.at('targetPort'));
  if (target >= 1024 || runAsRoot) { return; }
  throw field.at('targetPort').error(port.targetPort, 'at least 1024: the gateway does not run as root',
    `or set values.gateways.istio-${ingress ? 'ingress' : 'egress'}gateway.runAsRoot`);
}

/** Kubernetes refuses, or ignores, what is not for the type of the Service. */
function requireFitting(gateway: InstallGateway, type: string, field: Field): void {
  const refuse = (at: Field, value: unknown, types: string) => {
    throw at.error(value, `left out, as the Service is a ${type}`, `or set serviceType to ${types}`);
  };
  for (const name of ['loadBalancerIP', 'loadBalancerClass', 'loadBalancerSourceRanges'] as const) {
    if (gateway[name] !== undefined && type !== OperatorServiceType.LOAD_BALANCER) { refuse(field.at(name), gateway[name], 'LoadBalancer'); }
  }
  if (type !== OperatorServiceType.CLUSTER_IP) { return; }
  if (gateway.externalTrafficPolicy !== undefined) {
    refuse(field.at('externalTrafficPolicy'), gateway.externalTrafficPolicy, 'LoadBalancer or NodePort');
  }
  gateway.servicePorts?.forEach(({ nodePort }, i) => {
    if (nodePort !== undefined) { refuse(field.at('servicePorts').at(i).at('nodePort'), nodePort, 'LoadBalancer or NodePort'); }
  });
}
