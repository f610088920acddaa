import { isIP } from 'node:net';
import type { ServiceEntryProps } from './service-entry';
import { ServiceLocation } from './service-location';
import { isUnixSocket } from './unix-socket';
import type { Field } from '../model/field';
import { isHttp, isTls, Protocol } from '../model/protocol';

/**
 * How callers' proxies get from a host to the addresses that they connect to. How the application itself resolves the host
 * has nothing to do with it.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry-Resolution
 */
export enum ServiceResolution {
  /** Not at all: a connection goes to the address that the application asked for. */
  NONE = 'NONE',
  /** The addresses are those of the endpoints. */
  STATIC = 'STATIC',
  /** By DNS, for the hosts or for the endpoints, if there are any; traffic is spread over all addresses. */
  DNS = 'DNS',
  /** By DNS; each new connection goes to the first address. For large services whose addresses change often. */
  DNS_ROUND_ROBIN = 'DNS_ROUND_ROBIN',
  /** By DNS, for the very host that a request or a TLS connection asks for. For hosts with a wildcard. */
  DYNAMIC_DNS = 'DYNAMIC_DNS',
}

const WAYPOINT = 'istio.io/use-waypoint';

const UNUSED: { readonly [resolution in ServiceResolution]?: ReadonlyArray<'addresses' | 'endpoints' | 'workloadSelector'> } = {
  NONE: ['endpoints', 'workloadSelector'],
  DYNAMIC_DNS: ['addresses', 'endpoints', 'workloadSelector'],
};

/** What a host that is found at runtime can be told from: the request, or the name that a TLS connection asks for. */
const TELLING: ReadonlySet<string | undefined> = new Set([Protocol.HTTP, Protocol.HTTP2, Protocol.GRPC, Protocol.TLS]);

/** The rest of a ServiceEntry fits its resolution. */
export function requireResolvable(props: ServiceEntryProps, field: Field): void {
  const { resolution } = props;
  for (const name of UNUSED[resolution] ?? []) {
    if (props[name] !== undefined) {
      throw field.problem(`${name} is given with resolution ${resolution}; it must be left out: it has no effect there`);
    }
  }
  requireTellingPorts(props, field);
  switch (resolution) {
    case ServiceResolution.NONE: return;
    case ServiceResolution.STATIC: return requireAddresses(props, field);
    case ServiceResolution.DYNAMIC_DNS: return requireWildcards(props, field);
    default: return requireNames(props, field);
  }
}

/** STATIC: nothing is looked up. */
function requireAddresses({ endpoints = [], ports = [] }: ServiceEntryProps, field: Field): void {
  endpoints.forEach(({ address }, i) => {
    if (address === undefined) { return; }
    const at = field.at('endpoints').at(i).at('address');
    if (isUnixSocket(address)) {
      if (ports.length !== 1) {
        throw at.error(address, `the address of a service with one port (it has ${ports.length}): a Unix domain socket has none`);
      }
    } else if (isIP(address) === 0) {
      throw at.error(address, 'an IP address or a Unix domain socket with resolution STATIC', 'use resolution DNS for names');
    }
  });
}

/** DNS and DNS_ROUND_ROBIN: there is something to look up. */
function requireNames({ resolution, hosts, addresses = [], endpoints }: ServiceEntryProps, field: Field): void {
  addresses.forEach((address, i) => {
    if (address.includes('/')) { throw field.at('addresses').at(i).error(address, `a single IP address with resolution ${resolution}`); }
  });
  hosts.forEach((host, i) => {
    if (endpoints === undefined && host.includes('*')) {
      throw field.at('hosts').at(i).error(host, `a DNS name without wildcards with resolution ${resolution} and no endpoints`,
        'use resolution DYNAMIC_DNS or NONE');
    }
  });
  if (resolution === ServiceResolution.DNS_ROUND_ROBIN && endpoints !== undefined && endpoints.length > 1) {
    throw field.problem(`endpoints has ${endpoints.length} elements; it must have one with resolution DNS_ROUND_ROBIN`, 'use resolution DNS');
  }
  endpoints?.forEach(({ address }, i) => {
    if (address === undefined || isUnixSocket(address)) {
      throw field.at('endpoints').at(i).at('address').error(address, `an IP address or a DNS name with resolution ${resolution}`);
    }
  });
}

/** DYNAMIC_DNS: the names come with the traffic. */
function requireWildcards({ hosts, ports = [], location, metadata }: ServiceEntryProps, field: Field): void {
  hosts.forEach((host, i) => {
    if (!host.startsWith('*')) {
      throw field.at('hosts').at(i).error(host, 'a host with a wildcard (*.example.com) with resolution DYNAMIC_DNS', 'use resolution DNS');
    }
  });
  ports.forEach(({ protocol }, i) => {
    if (!TELLING.has(protocol)) {
      throw field.at('ports').at(i).at('protocol').error(protocol, `one of ${[...TELLING].join(', ')} with resolution DYNAMIC_DNS`);
    }
  });
  const waypoint = metadata?.labels?.[WAYPOINT];
  if (location === ServiceLocation.MESH_INTERNAL && waypoint !== undefined && waypoint !== '' && waypoint.toLowerCase() !== 'none') {
    throw field.at('location').error(location, `MESH_EXTERNAL with resolution DYNAMIC_DNS and the label ${WAYPOINT}`);
  }
}

/** Several hosts share a port only if its traffic tells which one is meant. */
function requireTellingPorts({ resolution, hosts, ports = [] }: ServiceEntryProps, field: Field): void {
  if (resolution === ServiceResolution.NONE || hosts.length < 2) { return; }
  ports.forEach(({ protocol }, i) => {
    if (protocol === undefined || !(isHttp(protocol) || isTls(protocol))) {
      throw field.at('ports').at(i).at('protocol').error(protocol, 'HTTP or TLS of some kind: other traffic does not tell which of several hosts it is for',
        'write a ServiceEntry for each host');
    }
  });
}
