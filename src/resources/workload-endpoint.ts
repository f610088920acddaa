import { isLabel, requireFqdnOrAddress } from './hosts';
import { type Identity, renderLocalServiceAccount } from './identity';
import { isUnixSocket, requireUnixSocket } from './unix-socket';
import type { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { renderLabels } from '../model/labels';
import { requireInteger, requirePort, requireText } from '../model/require';

/** What workloads of one kind have in common. */
export interface WorkloadTemplate {
  /**
   * The workload's ports, by the names that the ports have in the service.
   *
   * @default - the `targetPort` of the service's port, else its number
   */
  readonly ports?: { [port: string]: number };

  /**
   * The network that the workload is in. Workloads of one network reach each other directly, those of others through a
   * gateway.
   *
   * @default - the network of those that call it
   */
  readonly network?: string;

  /**
   * The failure domain, from wide to narrow: `europe-west1/europe-west1-b/rack-7`. Traffic stays in the caller's, if the
   * destination has outlier detection.
   *
   * @default - none: the workload is as good as any to every caller
   */
  readonly locality?: string;

  /**
   * The share of the service's traffic, in relation to the weights of its other endpoints.
   *
   * @default 1
   */
  readonly weight?: number;

  /**
   * The service account that the workload's sidecar has its identity from, in the namespace of the object.
   *
   * @default - no identity is expected of the workload
   */
  readonly serviceAccount?: Identity;
}

/**
 * A workload at an address: mostly one outside Kubernetes.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/workload-entry/#WorkloadEntry
 */
export interface WorkloadEndpoint extends WorkloadTemplate {
  /**
   * The address, without a port: an IP address, a DNS name where the service is resolved by DNS, or a Unix domain socket
   * (`unix:///var/run/app.sock`).
   *
   * @default - none; then `network` is needed, and traffic goes to the gateway of that network
   */
  readonly address?: string;

  /**
   * The labels that a service's selector, subsets and policies find the workload by.
   *
   * @default - none
   */
  readonly labels?: { [label: string]: string };
}

/** What workloads have in common, as the `template` of a WorkloadGroup has it. */
export function renderWorkloadTemplate(template: WorkloadTemplate, field: Field): JsonObject {
  return defined({
    ports: given(template.ports, (ports) => renderPorts(ports, field.at('ports'))),
    network: given(template.network, (network) => requireText(network, field.at('network'))),
    locality: given(template.locality, (locality) => requireText(locality, field.at('locality'))),
    weight: given(template.weight, (weight) => requireInteger(weight, field.at('weight'), 1, 4294967295)),
    serviceAccount: given(template.serviceAccount, (account) => renderLocalServiceAccount(account, field.at('serviceAccount'))),
  });
}

/** A workload, as the `spec` of a WorkloadEntry and the `endpoints` of a ServiceEntry have it. */
export function renderWorkloadEndpoint(endpoint: WorkloadEndpoint, field: Field): JsonObject {
  const { address, network, ports } = endpoint;
  if (address === undefined && network === undefined) {
    throw field.at('address').error(undefined, 'given', 'or give network, for a workload behind the gateway of its network');
  }
  if (address !== undefined && isUnixSocket(address) && ports !== undefined) {
    throw field.problem(`${field.at('ports').path} is given for a Unix domain socket; it must be left out`);
  }
  return defined({
    address: given(address, (text) => (isUnixSocket(text) ? requireUnixSocket : requireFqdnOrAddress)(text, field.at('address'))),
    labels: given(endpoint.labels, (labels) => renderLabels(labels, field.at('labels'))),
    ...renderWorkloadTemplate(endpoint, field),
  });
}

function renderPorts(ports: { [port: string]: number }, field: Field): { [port: string]: number } {
  for (const [name, port] of Object.entries(ports)) {
    // The API server takes one letter less than for other names.
    if (!isLabel(name) || name.length > 62) {
      throw field.problem(
        `${field.path} has the port ${JSON.stringify(name)}; ` +
        'its name must be letters, digits and "-", with a letter or digit at both ends, at most 62 characters');
    }
    requirePort(port, field.at(name));
  }
  return { ...ports };
}
