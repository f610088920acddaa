import { ANY, eachObject } from '../check';
import { Severity } from '../finding';
import { istioAnnotations } from '../istio-annotations';
import { templatePath } from '../workload-index';

/** What says the same today. */
const TODAY: { readonly [name: string]: string } = {
  'sidecar.istio.io/inject': 'the label sidecar.istio.io/inject',
  'sidecar.istio.io/discoveryAddress': 'proxy.istio.io/config with discoveryAddress',
  'sidecar.istio.io/extraStatTags': 'a Telemetry',
  'sidecar.istio.io/statsCompression': 'proxy.istio.io/config with statsCompression',
  'sidecar.istio.io/statsInclusionPrefixes': 'proxy.istio.io/config with proxyStatsMatcher',
  'sidecar.istio.io/statsInclusionRegexps': 'proxy.istio.io/config with proxyStatsMatcher',
  'sidecar.istio.io/statsInclusionSuffixes': 'proxy.istio.io/config with proxyStatsMatcher',
  'traffic.sidecar.istio.io/kubevirtInterfaces': 'istio.io/reroute-virtual-interfaces',
};

/** See its title. */
export const annotationDeprecated = eachObject({
  code: 'CI0058',
  name: 'annotation-deprecated',
  title: 'Annotations of Istio are not deprecated ones.',
  severity: Severity.INFO,
  kinds: [ANY],
  fields: ['annotations'],
  explanation: 'Istio still reads the annotation, has a better way to say the same, and may drop the old one.',
  fix: 'write the new one, or leave it out',
  equivalents: ['IST0135', 'IST0136'],
  *object(object) {
    for (const { name, place, on, facts } of istioAnnotations(object)) {
      if (facts?.deprecated !== true) { continue; }
      const metadata = on === 'Pod' ? object.root.at(...templatePath(object.kind) ?? []) : object.root;
      // Who has the label too keeps the annotation for an older Istio.
      if (name === 'sidecar.istio.io/inject' && metadata.at('metadata', 'labels', name).given) { continue; }
      yield place.problem(`is deprecated; it must be ${TODAY[name] ?? 'left out'}`);
    }
  },
});
