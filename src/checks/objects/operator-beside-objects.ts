import type { AppObject } from '../app-object';
import { wholeApp } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const operatorBesideObjects = wholeApp({
  code: 'CI0026',
  name: 'operator-beside-objects',
  title: 'An IstioOperator is in a file of its own.',
  severity: Severity.ERROR,
  kinds: ['IstioOperator'],
  explanation: 'An IstioOperator is input for istioctl. Kubernetes has not known the kind since Istio 1.24, so kubectl refuses a file that holds one; '
    + 'and istioctl refuses a file that holds anything else.',
  fix: 'put the IstioOperator into a chart of its own',
  equivalents: [],
  *run(view) {
    const others = new Map<string, AppObject>();
    for (const object of view.objects) {
      if (object.kind !== 'IstioOperator' && object.file !== undefined && !others.has(object.file)) { others.set(object.file, object); }
    }
    for (const operator of view.ofKind('IstioOperator')) {
      const other = operator.file === undefined ? undefined : others.get(operator.file);
      if (other !== undefined) {
        yield operator.root.at('kind').problem(`is "IstioOperator" in one file with ${other.fullId}; neither kubectl nor istioctl takes such a file`);
      }
    }
  },
});
