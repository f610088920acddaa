import { hostPortProblem } from '../../model/go/addresses';
import { ANY, eachObject } from '../check';
import { Severity } from '../finding';
import { collectorOf, PROXY_CONFIG_FIELDS, proxyConfigsIn } from '../mesh-places';

/** Those that may be empty, which is none. */
const OPTIONAL = [['statsdUdpAddress'], ['envoyMetricsServiceAddress'], ['envoyMetricsService', 'address'], ['envoyAccessLogService', 'address']];
/** Collectors that have one; the address of the node may stand for the host. */
const WITH_ADDRESS = ['lightstep', 'zipkin', 'datadog'];

/** See its title. */
export const proxyAddresses = eachObject({
  code: 'CI1309',
  name: 'proxy-addresses',
  title: 'Addresses that proxies send to are a host and a port.',
  severity: Severity.ERROR,
  kinds: [ANY],
  fields: PROXY_CONFIG_FIELDS,
  explanation: 'Istio refuses the MeshConfig, or the pod with such an annotation.',
  fix: 'write host:port',
  equivalents: ['IV-MC-016', 'IV-MC-020', 'IV-MC-021', 'IV-MC-022', 'IV-MC-025', 'IV-MC-026', 'IV-MC-027', 'IV-MC-028', 'IV-MC-060'],
  *object(object, view) {
    for (const { at } of proxyConfigsIn(object, view)) {
      for (const path of OPTIONAL) {
        const address = at.at(...path);
        const allowed = address.text === undefined || address.text === '' ? undefined : hostPortProblem(address.text);
        if (allowed !== undefined) { yield address.mustBe(allowed); }
      }
      const discovery = at.at('discoveryAddress');
      const allowed = discovery.text === undefined ? undefined : hostPortProblem(discovery.text);
      if (allowed !== undefined) { yield discovery.mustBe(allowed); }
      const collector = collectorOf(at);
      if (collector?.at.fields === undefined || !WITH_ADDRESS.includes(collector.kind)) { continue; }
      const address = collector.at.at('address');
      const text = address.text ?? '';
      const problem = hostPortProblem(collector.kind === 'lightstep' ? text : text.replace('$(HOST_IP)', '127.0.0.1'));
      if (problem !== undefined) { yield address.mustBe(problem); }
    }
  },
});
