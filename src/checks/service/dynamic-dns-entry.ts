import { parseProtocol } from '../../model/protocol';
import { eachObject } from '../check';
import { Severity } from '../finding';

/** Protocols whose requests or connections name their host. */
const NAMING: readonly string[] = ['HTTP', 'HTTP2', 'GRPC', 'TLS'];
const WAYPOINT = 'istio.io/use-waypoint';

/** See its title. */
export const dynamicDnsEntry = eachObject({
  code: 'CI0646',
  name: 'dynamic-dns-entry',
  title: 'A ServiceEntry with resolution DYNAMIC_DNS has wildcards for hosts, protocols that name the host, and nothing that says where to go.',
  severity: Severity.ERROR,
  kinds: ['ServiceEntry'],
  fields: ['resolution'],
  explanation: 'With DYNAMIC_DNS the proxies look up the very host that a request or a TLS connection names. Istio refuses what cannot work so: hosts without wildcard, '
    + 'addresses, endpoints, ports whose traffic names no host, and services of the mesh behind a waypoint.',
  fix: 'use resolution DNS for single hosts, NONE for addresses',
  equivalents: ['IV-SE-025', 'IV-SE-026', 'IV-SE-027', 'IV-SE-028', 'IV-SE-029'],
  *object({ spec, root }) {
    if (spec.at('resolution').text !== 'DYNAMIC_DNS') { return; }
    for (const host of spec.at('hosts').items()) {
      if (host.text?.startsWith('*') === false) { yield host.mustBe('a host with a wildcard, with resolution DYNAMIC_DNS', { fix: 'make the resolution DNS' }); }
    }
    for (const field of ['addresses', 'endpoints']) {
      if (spec.at(field).items().length > 0) {
        yield spec.at(field).problem('is given with resolution DYNAMIC_DNS; it must be left out', { fix: 'leave it out, or make the resolution STATIC, DNS or NONE' });
      }
    }
    for (const port of spec.at('ports').items()) {
      const protocol = port.at('protocol');
      const known = parseProtocol(protocol.text ?? '');
      // A protocol that Istio does not know at all is told as that.
      if (port.fields === undefined || NAMING.includes(known ?? '') || (known === undefined && (protocol.text ?? '') !== '')) { continue; }
      yield protocol.mustBe(`one of ${NAMING.join(', ')} with resolution DYNAMIC_DNS`, { fix: known === 'HTTPS' ? 'write TLS' : 'make the protocol one that names the host' });
    }
    const waypoint = root.at('metadata', 'labels', WAYPOINT).text ?? '';
    if (spec.at('location').text === 'MESH_INTERNAL' && waypoint !== '' && waypoint.toLowerCase() !== 'none') {
      yield spec.at('location').mustBe(`MESH_EXTERNAL with resolution DYNAMIC_DNS and a waypoint, ${waypoint}`, { fix: `make it MESH_EXTERNAL, or leave the label ${WAYPOINT} out` });
    }
  },
});
