import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const namespaceDataPlane = eachObject({
  code: 'CI0027',
  name: 'namespace-data-plane',
  title: 'A namespace says in one way how its pods join the mesh.',
  severity: Severity.WARNING,
  kinds: ['Namespace'],
  fields: ['istio-injection', 'istio.io/rev', 'istio.io/dataplane-mode'],
  explanation: 'With istio-injection and istio.io/rev the revision is not heeded, and with istio.io/dataplane-mode beside them pods with a sidecar '
    + 'stay out of the ambient mesh: which of the labels counts is not what one of them says.',
  fix: 'keep one of the labels',
  equivalents: ['IST0123', 'KIA1311'],
  *object(namespace) {
    const labels = namespace.root.at('metadata', 'labels');
    const said = [
      labels.at('istio-injection').text === 'enabled' ? ['istio-injection=enabled'] : [],
      labels.at('istio.io/rev').given ? [`istio.io/rev=${labels.at('istio.io/rev').text}`] : [],
      labels.at('istio.io/dataplane-mode').text === 'ambient' ? ['istio.io/dataplane-mode=ambient'] : [],
    ].flat();
    if (said.length > 1) { yield labels.problem(`has ${said.join(' and ')}; it must be one of them`); }
  },
});
