import { Construct } from 'constructs';
import { bindingOf } from './gateway-binding';
import { covers, type ResolvedListener } from './gateway-listener';
import { IngressGateway } from './ingress-gateway';
import type { MeshService } from './mesh-service';
import { priorityOf, type RequestScope, requestsOf } from './requests';
import { isSourceProperty } from '../model/conditions';
import type { Field } from '../model/field';
import { byCodeUnit } from '../model/json';
import type { RequestMatch } from '../model/request-match';
import { requireSome } from '../model/require';
import { fieldOf } from '../resources/emit';
import { type IGatewayReference, isMesh, renderGatewayReference } from '../resources/gateway-reference';
import { requireHost } from '../resources/hosts';

/** Properties of an ExposedService. */
export interface ExposedServiceProps extends RequestScope {
  /** The service that is let out. */
  readonly service: MeshService;

  /** The gateway that clients come to: an IngressGateway, or one that is made elsewhere (`Gateway.named`). */
  readonly gateway: IGatewayReference;

  /** The hosts that clients ask for. The gateway must listen for them. */
  readonly hosts: string[];

  /**
   * The port of the service that requests are sent to.
   *
   * @default - its only port, or its only port with HTTP
   */
  readonly port?: number;
}

/**
 * Lets clients outside the mesh reach a service at a gateway.
 *
 * All that is said of the service's requests (its canary, its timeout, …) holds for them too. Services that share a host
 * share one VirtualService: `requests` says which of them gets what, the more specific first.
 */
export class ExposedService extends Construct {
  constructor(scope: Construct, id: string, props: ExposedServiceProps) {
    super(scope, id);
    const field = fieldOf(this);
    const { service, gateway } = props;
    renderGatewayReference(gateway, field.at('gateway'));
    if (isMesh(gateway)) { throw field.at('gateway').error(gateway.reference, 'a Gateway', 'all sidecars have the routes of a service without being told'); }
    const hosts = [...new Set(requireSome(props.hosts, field.at('hosts')).map((host, i) => requireHost(host, field.at('hosts').at(i))))].sort(byCodeUnit);
    const listeners = gateway instanceof IngressGateway ? listenersFor(gateway, props.hosts, service, field) : undefined;
    bindingOf(this, gateway, hosts, boundNamespace(service, listeners)).add({
      owner: this,
      service,
      listeners,
      requests: requestsFor(requestsOf(props, field), gateway, listeners, field.at('requests')),
      priority: priorityOf(props, field),
      port: requireOwnPort(props.port, service, field),
    });
  }
}

/** The listeners that take requests for each host. A host that none takes would never be reached. */
function listenersFor(gateway: IngressGateway, hosts: string[], service: MeshService, field: Field): Map<string, ResolvedListener[]> {
  return new Map(hosts.map((host, i) => {
    const listeners = gateway._listeners.filter((listener) =>
      listener.traffic !== 'none' && covers(listener, host, service.namespace, gateway._namespace));
    if (listeners.length === 0) {
      const offered = gateway._listeners.flatMap((listener) => listener.hosts).join(', ');
      throw field.at('hosts').at(i).error(host, `a host that ${gateway.node.path} listens for (${offered})`, 'add it to the hosts of a listener');
    }
    return [host, listeners];
  }));
}

/**
 * The namespace that routes to a service must be in: its own, where listeners name it, or where the service is named by a short
 * host, which Istio reads there. Elsewhere services of several namespaces share the VirtualService of a host.
 */
function boundNamespace({ namespace }: MeshService, listeners: Map<string, ResolvedListener[]> | undefined): string | undefined {
  if (namespace === undefined) { return ''; }
  const named = [...listeners?.values() ?? []].flat().some(({ hosts }) => hosts.some((host) => host.includes('/') && !host.startsWith('*/')));
  return named ? namespace : undefined;
}

/** Matches that no request at the gateway can fulfil are a mistake. */
function requestsFor(
  requests: RequestMatch[], gateway: IGatewayReference, listeners: ReadonlyMap<string, ResolvedListener[]> | undefined, field: Field,
): RequestMatch[] {
  requests.forEach(({ _conditions: { required } }, i) => {
    if ([...required.keys()].some(isSourceProperty)) {
      throw field.at(i).problem(`${field.at(i).path} asks for a source in the mesh; it must ask for none: requests at a gateway come from outside`);
    }
    const port = required.get('port');
    if (listeners === undefined || port?.kind !== 'exact') { return; }
    const ports = [...new Set([...listeners.values()].flat().map((listener) => listener.port))];
    if (!ports.includes(Number(port.value))) {
      throw field.at(i).at('port').error(Number(port.value), `a port that ${gateway.reference} listens on for the hosts (${ports.join(', ')})`,
        'give port the one of the service');
    }
  });
  return requests;
}

function requireOwnPort(port: number | undefined, service: MeshService, field: Field): number | undefined {
  const known = service._knownPorts;
  if (port === undefined || known === undefined || known.some(({ number }) => number === port)) { return port; }
  throw field.at('port').error(port, `a port of ${service.node.path} (${known.map(({ number }) => number).join(', ')})`);
}
