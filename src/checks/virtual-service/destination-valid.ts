import { hostLabelProblem, wildcardDomainProblem } from '../../model/go/host-names';
import type { Report } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';
import { connectionRoutes, destinationsOf, httpRoutes } from '../http-routes';
import { beyondStructure } from '../structure-index';

/** See its title. */
export const destinationValid = beyondStructure({
  code: 'CI0260',
  name: 'destination-valid',
  title: 'A destination names a host, a subset and a port that there can be, and its weight is not negative.',
  severity: Severity.ERROR,
  kinds: ['VirtualService'],
  fields: ['destination', 'mirror', 'mirrors', 'weight'],
  isRefusedByConstructs: true,
  explanation: 'Istio refuses a destination whose host is no DNS name, whose subset is no label, or whose port has no number from 1 to 65535.',
  fix: 'write such a value, or leave the field out',
  equivalents: ['IV-VS-090', 'IV-VS-091', 'IV-VS-092', 'IV-VS-093', 'IV-multi-030', 'IV-multi-076', 'IV-multi-077', 'IV-multi-078'],
  *object(object) {
    const routes = [...httpRoutes(object), ...connectionRoutes(object)];
    for (const route of routes) {
      for (const destination of destinationsOf(route)) { yield* inDestination(destination); }
      for (const target of route.at('route').items()) {
        const weight = target.at('weight');
        if (weight.number !== undefined && weight.number < 0) { yield weight.mustBe('0 or more'); }
      }
    }
  },
});

function* inDestination(destination: Cursor): Iterable<Report> {
  if (destination.fields === undefined) { return; }
  const [host, subset, port] = ['host', 'subset', 'port'].map((name) => destination.at(name));
  const ofHost = host.text === undefined ? undefined : host.text === '*' ? 'the host of one service' : wildcardDomainProblem(host.text);
  if (ofHost !== undefined) { yield host.mustBe(ofHost); }
  const ofSubset = subset.text === undefined || subset.text === '' ? undefined : hostLabelProblem(subset.text);
  if (ofSubset !== undefined) { yield subset.mustBe(ofSubset); }
  if (port.fields === undefined) { return; }
  const { number } = port.at('number');
  if (!port.at('number').given || (number !== undefined && (number < 1 || number > 65535))) { yield port.at('number').mustBe('between 1 and 65535'); }
}
