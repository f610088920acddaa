import type { AppObject } from '../app-object';
import { ANY, eachObject } from '../check';
import { Severity } from '../finding';
import { istioAnnotations } from '../istio-annotations';

/** What is set on pods wherever a plugin of the node sets up the network instead of an init container. */
const OF_NODES: ReadonlySet<string> = new Set([
  'sidecar.istio.io/interceptionMode', 'traffic.sidecar.istio.io/includeInboundPorts', 'traffic.sidecar.istio.io/excludeInboundPorts',
  'traffic.sidecar.istio.io/includeOutboundIPRanges',
]);

/** See its title. */
export const annotationAlpha = eachObject({
  code: 'CI0069',
  name: 'annotation-alpha',
  title: 'Annotations of Istio are ones that stay.',
  severity: Severity.INFO,
  kinds: [ANY],
  fields: ['annotations'],
  explanation: 'Istio calls most of its annotations alpha: any version may change what they do, or drop them, without notice.',
  fix: 'test it with each new version of Istio',
  equivalents: ['IST0136'],
  *object(object) {
    for (const { name, place, on, facts } of istioAnnotations(object)) {
      // Deprecated ones are told by another check, and what stands in a template is the workload's own matter.
      if (facts?.alpha !== true || facts.deprecated === true) { continue; }
      if (on === 'Pod' && (object.kind !== 'Pod' || (OF_NODES.has(name) && !hasInitContainer(object)))) { continue; }
      yield place.problem('is an annotation that Istio calls alpha; what it does must be tested with each version');
    }
  },
});

function hasInitContainer({ spec }: AppObject): boolean {
  return spec.at('initContainers').items().some((container) => container.at('name').text === 'istio-init');
}
