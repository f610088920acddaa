import type { Construct } from 'constructs';
import type { MeshService } from './mesh-service';
import { requirePodLabels } from './service-policy';
import { describePorts, targetNames } from './service-port';
import type { ServiceVersion } from './service-version';
import { requireVersionOf } from './split';
import type { Field } from '../model/field';
import { given } from '../model/json';
import { renderLabels } from '../model/labels';
import { requireObjectName } from '../model/names';
import { requirePort } from '../model/require';
import { fieldOf } from '../resources/emit';
import { Identity } from '../resources/identity';
import { renderWorkloadTemplate, type WorkloadTemplate } from '../resources/workload-endpoint';

/** What machines of one kind have in common, beside what their service says. */
export interface VirtualMachineSettings {
  /** The service that they are part of: a Kubernetes Service, which sends traffic to pods and to machines, or a `VirtualMachineService`. */
  readonly service: MeshService;

  /**
   * The version of the service that runs on them.
   *
   * @default - none: they take requests of no version
   */
  readonly version?: ServiceVersion;

  /**
   * More labels.
   *
   * @default - those of the service and of the version
   */
  readonly labels?: { [label: string]: string };

  /**
   * Whether there is a sidecar on them. Without one, callers talk plain text to them.
   *
   * @default true
   */
  readonly sidecar?: boolean;

  /**
   * The name of the service account that their sidecar has its identity from, in the namespace of the service.
   *
   * @default - that of the service
   */
  readonly serviceAccount?: string;

  /**
   * The ports that they listen on, by the names of the ports in the service. Needed for ports whose target is a name.
   *
   * @default - the number of the target, else that of the port
   */
  readonly ports?: { [port: string]: number };

  /**
   * The network that they are in. Callers in another one go through its gateway.
   *
   * @default - the network of those that call them
   */
  readonly network?: string;

  /**
   * The failure domain, from wide to narrow: `europe-west1/europe-west1-b/rack-7`.
   *
   * @default - none: they are as good as any to every caller
   */
  readonly locality?: string;

  /**
   * The share of the service's traffic that each gets, in relation to the weights of its other endpoints.
   *
   * @default 1
   */
  readonly weight?: number;
}

/** What machines have in common, at synth: the ports and labels of the service may be told until then. */
export interface MachineFacts {
  readonly labels: { [label: string]: string };
  readonly template: WorkloadTemplate;
}

/** Checks what is given for machines; the result reads the rest at synth. */
export function machineFacts(scope: Construct, props: VirtualMachineSettings): () => MachineFacts {
  const field = fieldOf(scope);
  const { service, version, network, locality, weight } = props;
  if (service.namespace === undefined) {
    throw field.at('service').error(service.node.path, 'a service whose namespace is known', 'give the MeshService its namespace, or the chart one');
  }
  given(version, (one) => requireVersionOf(service, one, field.at('version')));
  given(props.labels, (labels) => renderLabels(labels, field.at('labels')));
  Object.entries(props.ports ?? {}).forEach(([name, port]) => requirePort(port, field.at('ports').at(name)));
  const serviceAccount = accountOf(props, field);
  renderWorkloadTemplate({ network, locality, weight, serviceAccount }, field);
  const known = service._knownPorts;
  if (known !== undefined) { requireOwnPorts(props.ports, service, field); }
  return () => {
    if (known === undefined) { requireOwnPorts(props.ports, service, field); }
    return {
      labels: { ...requirePodLabels(service, scope, 'a machine'), ...version?.labels, ...props.labels },
      template: { network, locality, weight, serviceAccount, ports: portsOf(props, field) },
    };
  };
}

/** An identity is what tells callers to speak mutual TLS: they speak plain text to a machine without one. */
function accountOf({ service, sidecar, serviceAccount }: VirtualMachineSettings, field: Field): Identity | undefined {
  if (sidecar === false) {
    if (serviceAccount === undefined) { return undefined; }
    throw field.at('serviceAccount').error(serviceAccount, 'left out for machines without a sidecar, which have no identity');
  }
  const account = serviceAccount ?? service.serviceAccount;
  if (account !== undefined) { return Identity.serviceAccount(requireObjectName(account, field.at('serviceAccount'))); }
  throw field.at('serviceAccount').error(undefined, 'given, or be known of the service, as callers talk plain text to machines without an identity',
    'give it, or sidecar: false if there is none on them');
}

function requireOwnPorts(ports: { [port: string]: number } | undefined, service: MeshService, field: Field): void {
  const unknown = Object.keys(ports ?? {}).find((name) => !service._ports.some((port) => port.name === name));
  if (unknown === undefined) { return; }
  throw field.problem(`${field.at('ports').path} has the port ${JSON.stringify(unknown)}; ` +
    `it must be one of the ports of ${service.node.path}: ${describePorts(service._ports)}`);
}

/** Istio looks a port up by the name of its target, if that is a name, and leaves the machine out where it finds none. */
function portsOf({ service, ports }: VirtualMachineSettings, field: Field): { [port: string]: number } | undefined {
  const targets = service._serviceObject === undefined ? new Map() : targetNames(service._serviceObject);
  for (const [name, target] of targets) {
    if (target.isNeeded && ports?.[name] === undefined) {
      throw field.at('ports').at(name).error(undefined,
        `given, as the target of the port is the name ${JSON.stringify(target.name)}, which only pods give a number`);
    }
  }
  return given(ports, (all) => Object.fromEntries(Object.entries(all).map(([name, port]) => [targets.get(name)?.name ?? name, port])));
}
