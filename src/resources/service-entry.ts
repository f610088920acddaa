import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import type { ICallee } from './callee';
import { emit, fieldOf } from './emit';
import { renderExportTo } from './export-to';
import { requireDestinationHost, requireEgressHost, requireSubnet } from './hosts';
import { type Identity, renderSubjectAltName } from './identity';
import { renderServiceEntryPorts, type ServiceEntryPort } from './service-entry-port';
import { ServiceLocation } from './service-location';
import { requireResolvable, ServiceResolution } from './service-resolution';
import { renderWorkloadEndpoint, type WorkloadEndpoint } from './workload-endpoint';
import { renderWorkloadSelector, type WorkloadSelector } from './workload-selector';
import type { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { ISTIO_KINDS } from '../model/kinds';
import { requireAmong, requireSome } from '../model/require';

/** Properties of a ServiceEntry. */
export interface ServiceEntryProps {
  /**
   * Name, namespace, labels and annotations of the object.
   *
   * @default - named like the construct's id, in the chart's namespace
   */
  readonly metadata?: ApiObjectMetadata;

  /** The DNS names of the service, possibly with a wildcard (`*.example.com`). */
  readonly hosts: string[];

  /** Whether the service is one of the mesh. */
  readonly location: ServiceLocation;

  /** How callers' proxies find its addresses. */
  readonly resolution: ServiceResolution;

  /**
   * Its ports.
   *
   * @default - none: the entry only adds `subjectAltNames` to a service that is known otherwise
   */
  readonly ports?: ServiceEntryPort[];

  /**
   * Virtual IP addresses that stand for the service, or ranges of them with resolution NONE or STATIC.
   *
   * @default - Istio gives a host an address of its own, where its DNS proxy is on; else all traffic to a TCP port is taken
   * for this service, whatever its address
   */
  readonly addresses?: string[];

  /**
   * Where the service runs. Not next to `workloadSelector`.
   *
   * @default - the addresses that DNS has for the hosts, with resolution DNS or DNS_ROUND_ROBIN; else none
   */
  readonly endpoints?: WorkloadEndpoint[];

  /**
   * The pods and WorkloadEntries, in the object's namespace, that the service runs on.
   *
   * @default - see endpoints
   */
  readonly workloadSelector?: WorkloadSelector;

  /**
   * Namespaces that see the service; `.` for the object's own, `*` for all, `~` alone for none. Waypoints do not ask.
   *
   * @default - as the mesh says: all namespaces
   */
  readonly exportTo?: string[];

  /**
   * Names of which one must be in the server's certificate.
   *
   * @default - as the DestinationRule says; else those of the service accounts of its workloads, if it is in the mesh
   */
  readonly subjectAltNames?: Identity[];
}

/**
 * Tells Istio about a service that Kubernetes does not have: one outside the cluster, or on virtual machines.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/service-entry/
 */
export class ServiceEntry extends Construct implements ICallee {
  /** The object that is rendered. */
  public readonly apiObject: ApiObject;

  private readonly hosts: string[];

  constructor(scope: Construct, id: string, props: ServiceEntryProps) {
    super(scope, id);
    const spec = renderServiceEntry(props, fieldOf(this));
    this.hosts = [...props.hosts];
    this.apiObject = emit(this, ISTIO_KINDS.ServiceEntry, props.metadata, { spec });
  }

  /** The hosts as a Sidecar lets them be reached. */
  public get egressHosts(): string[] {
    return this.hosts.map((host) => requireEgressHost(`${this.apiObject.metadata.namespace ?? '*'}/${host}`, fieldOf(this).at('egressHosts')));
  }

  /** The name of the object. */
  public get name(): string {
    return this.apiObject.name;
  }
}

/** The `spec` of a ServiceEntry. */
export function renderServiceEntry(props: ServiceEntryProps, field: Field): JsonObject {
  if (props.endpoints !== undefined && props.workloadSelector !== undefined) {
    throw field.problem('endpoints and workloadSelector are given; it must be one of them');
  }
  const spec = defined({
    hosts: requireSome(props.hosts, field.at('hosts')).map((host, i) => requireDestinationHost(host, field.at('hosts').at(i))),
    addresses: given(props.addresses, (addresses) =>
      requireSome(addresses, field.at('addresses')).map((address, i) => requireSubnet(address, field.at('addresses').at(i)))),
    ports: given(props.ports, (ports) => renderServiceEntryPorts(requireSome(ports, field.at('ports')), field.at('ports'))),
    location: requireAmong(props.location, Object.values(ServiceLocation), field.at('location')),
    resolution: requireAmong(props.resolution, Object.values(ServiceResolution), field.at('resolution')),
    endpoints: given(props.endpoints, (endpoints) => renderEndpoints(endpoints, props.ports ?? [], field.at('endpoints'))),
    workloadSelector: given(props.workloadSelector, (selector) => renderWorkloadSelector(selector, field.at('workloadSelector'))),
    exportTo: given(props.exportTo, (exportTo) => isNobody(exportTo) ? [...exportTo] : renderExportTo(exportTo, field.at('exportTo'))),
    subjectAltNames: given(props.subjectAltNames, (names) =>
      requireSome(names, field.at('subjectAltNames')).map((name, i) => renderSubjectAltName(name, field.at('subjectAltNames').at(i)))),
  });
  requireResolvable(props, field);
  return spec;
}

/** An endpoint's ports are those of the service. */
function renderEndpoints(endpoints: WorkloadEndpoint[], ports: ServiceEntryPort[], field: Field): JsonObject[] {
  return requireSome(endpoints, field).map((endpoint, i) => {
    const known = ports.map(({ name }) => name);
    const unknown = Object.keys(endpoint.ports ?? {}).find((name) => !known.includes(name));
    if (unknown !== undefined) {
      throw field.problem(`${field.at(i).at('ports').path} has the port ${JSON.stringify(unknown)}; it must be one of the ports of the service: ${known.join(', ')}`);
    }
    return renderWorkloadEndpoint(endpoint, field.at(i));
  });
}

/** A ServiceEntry, unlike other kinds, may be for its own workloads only. */
function isNobody(exportTo: string[]): boolean {
  return exportTo.length === 1 && exportTo[0] === '~';
}
