import { isIpAddress } from '../../model/go/addresses';
import { fqdnProblem } from '../../model/go/host-names';
import { envoyStatusProblem } from '../../model/go/http';
import { namespacedHostProblem } from '../../model/go/namespaced-hosts';
import { urlPathProblem } from '../../model/go/url';
import { ANY, eachObject, type Report } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';
import { MESH_CONFIG_FIELDS, meshConfigsIn } from '../mesh-places';

/** Those that are a service with a port. */
const SERVICES = [
  'envoyExtAuthzHttp', 'envoyExtAuthzGrpc', 'zipkin', 'lightstep', 'datadog', 'opencensus', 'skywalking', 'envoyOtelAls', 'opentelemetry', 'envoyHttpAls', 'envoyTcpAls',
];

/** See its title. */
export const providerSettings = eachObject({
  code: 'CI1317',
  name: 'provider-settings',
  title: 'An extension provider has a service, a port and settings that Istio can work with.',
  severity: Severity.WARNING,
  kinds: [ANY],
  fields: MESH_CONFIG_FIELDS,
  explanation: 'The control plane writes the mistake to its log and goes on. Where policies name the provider, its traffic goes nowhere: no traces and no logs, and requests that it should authorize are denied.',
  fix: 'correct it',
  equivalents: ['IV-MC-051', 'IV-MC-052', 'IV-MC-053', 'IV-MC-054', 'IV-MC-055', 'IV-MC-056'],
  *object(object, view) {
    for (const { at } of meshConfigsIn(object, view)) {
      for (const provider of at.at('extensionProviders').items()) {
        for (const name of SERVICES) {
          if (provider.at(name).fields !== undefined) { yield* serviceReports(name, provider.at(name)); }
        }
      }
    }
  },
});

function* serviceReports(name: string, settings: Cursor): Iterable<Report> {
  const [service, port] = [settings.at('service'), settings.at('port')];
  const text = service.text ?? '';
  const allowed = text.includes('/') ? namespacedHostProblem(text, 'sidecar') : fqdnProblem(text) === undefined || isIpAddress(text) ? undefined : 'the host of a service, or namespace/host';
  if (allowed !== undefined && (!service.given || service.text !== undefined)) { yield service.mustBe(allowed); }
  if (!port.given || (port.number !== undefined && (port.number < 1 || port.number > 65535))) { yield port.mustBe('between 1 and 65535'); }
  if (name.startsWith('envoyExtAuthz')) {
    const status = settings.at('statusOnError');
    const problem = status.text === undefined ? undefined : envoyStatusProblem(status.text);
    if (problem !== undefined) { yield status.mustBe(problem); }
  }
  const prefix = settings.at('pathPrefix');
  const problem = name === 'envoyExtAuthzHttp' && prefix.text !== undefined ? urlPathProblem(prefix.text) : undefined;
  if (problem !== undefined) { yield prefix.mustBe(problem); }
  if (name === 'lightstep' && (settings.at('accessToken').text ?? '') === '') { yield settings.at('accessToken').mustBe('given'); }
  if (name === 'opentelemetry' && settings.at('grpc').given && settings.at('http').given) { yield settings.at('grpc').problem('is given beside http; it must be one of them'); }
}
