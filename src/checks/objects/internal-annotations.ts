import { ANY, eachObject } from '../check';
import { Severity } from '../finding';
import { isIstioName } from '../group-kinds';

const ANNOTATIONS: readonly string[] = ['internal.istio.io/webhook-always-reject', 'internal.istio.io/parents', 'internal.istio.io/parent-namespace'];

/** See its title. */
export const internalAnnotations = eachObject({
  code: 'CI0046',
  name: 'internal-annotations',
  title: 'Annotations that Istio keeps for itself are not set.',
  severity: Severity.ERROR,
  kinds: [ANY],
  fields: ANNOTATIONS,
  explanation: 'Istio gives them to configuration that it derives from other objects, where they can lift the limits of namespaces, or uses them to try out its '
    + 'own webhook. It refuses objects that come with them.',
  fix: 'leave the annotation out',
  equivalents: ['IV-multi-002', 'IV-multi-003'],
  *object(object) {
    if (!isIstioName(object.kind) || object.kind === 'IstioOperator') { return; }
    for (const name of ANNOTATIONS) {
      const annotation = object.root.at('metadata', 'annotations', name);
      if (annotation.given) { yield annotation.problem('is an annotation of Istio itself; it must be left out'); }
    }
  },
});
