import { ipOrCidrProblem } from '../../model/go/addresses';
import { hostLabelProblem } from '../../model/go/host-names';
import { labelKeyProblem, labelValueProblem } from '../../model/go/labels';
import type { Report } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';
import { connectionRoutes, httpMatches } from '../http-routes';
import { beyondStructure } from '../structure-index';

/** See its title. */
export const matchSourceValid = beyondStructure({
  code: 'CI0249',
  name: 'match-source-valid',
  title: 'Matches name ports, labels, namespaces and ranges of addresses that there can be.',
  severity: Severity.ERROR,
  kinds: ['VirtualService'],
  fields: ['port', 'sourceLabels', 'sourceNamespace', 'destinationSubnets'],
  explanation: 'Istio refuses a match for a port over 65535, for labels or namespaces that Kubernetes cannot have, and for ranges that are none.',
  fix: 'write such a value, or leave the field out',
  equivalents: ['IV-VS-041', 'IV-VS-042', 'IV-VS-044', 'IV-VS-101', 'IV-VS-102', 'IV-VS-104',
    'IV-multi-031', 'IV-multi-032', 'IV-multi-079', 'IV-multi-080', 'IV-multi-081'],
  *object(object) {
    for (const match of httpMatches(object)) {
      yield* inMatch(match);
      const namespace = match.at('sourceNamespace');
      const allowed = namespace.text === undefined || namespace.text === '' ? undefined : hostLabelProblem(namespace.text);
      if (allowed !== undefined) { yield namespace.mustBe(`a namespace: ${allowed}`); }
    }
    for (const match of connectionRoutes(object).flatMap((route) => route.at('match').items())) {
      yield* inMatch(match);
      for (const subnet of match.at('destinationSubnets').items()) {
        const allowed = subnet.text === undefined ? undefined : ipOrCidrProblem(subnet.text);
        if (allowed !== undefined) { yield subnet.mustBe(allowed); }
      }
    }
  },
});

function* inMatch(match: Cursor): Iterable<Report> {
  const port = match.at('port');
  // Istio cannot tell 0 from a port that is left out.
  if (port.number !== undefined && port.number > 65535) { yield port.mustBe('between 1 and 65535'); }
  for (const [label, value] of match.at('sourceLabels').entries()) {
    const ofKey = labelKeyProblem(label);
    if (ofKey !== undefined) { yield value.problem(`has a name that no label has; it must be ${ofKey}`); }
    const ofValue = value.text === undefined ? undefined : labelValueProblem(value.text);
    if (ofValue !== undefined) { yield value.mustBe(ofValue); }
  }
}
