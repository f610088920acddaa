import {
  booleanTextProblem, cidrListOrAllProblem, cidrListProblem, interceptionModeProblem, interfaceListProblem, portListOrAllProblem, portListProblem,
  quantityProblem, statusPortProblem, unsignedProblem,
} from '../../model/go/injection';
import { ANY, eachObject } from '../check';
import { Severity } from '../finding';
import { istioAnnotations } from '../istio-annotations';

/** What the injector takes; what proxy.istio.io/config says has checks of its own. */
const PROBLEMS: ReadonlyMap<string, (text: string) => string | undefined> = new Map([
  ['sidecar.istio.io/interceptionMode', interceptionModeProblem],
  ['status.sidecar.istio.io/port', statusPortProblem],
  ['readiness.status.sidecar.istio.io/initialDelaySeconds', unsignedProblem],
  ['readiness.status.sidecar.istio.io/periodSeconds', unsignedProblem],
  ['readiness.status.sidecar.istio.io/failureThreshold', unsignedProblem],
  ['traffic.sidecar.istio.io/includeOutboundIPRanges', cidrListOrAllProblem],
  ['traffic.sidecar.istio.io/excludeOutboundIPRanges', cidrListProblem],
  ['traffic.sidecar.istio.io/includeInboundPorts', portListOrAllProblem],
  ['traffic.sidecar.istio.io/excludeInboundPorts', portListProblem],
  ['traffic.sidecar.istio.io/excludeOutboundPorts', portListProblem],
  ['traffic.sidecar.istio.io/excludeInterfaces', interfaceListProblem],
  ['traffic.sidecar.istio.io/kubevirtInterfaces', interfaceListProblem],
  ['istio.io/reroute-virtual-interfaces', interfaceListProblem],
  ['prometheus.istio.io/merge-metrics', booleanTextProblem],
  ['sidecar.istio.io/proxyCPU', quantityProblem],
  ['sidecar.istio.io/proxyMemory', quantityProblem],
  ['sidecar.istio.io/proxyCPULimit', quantityProblem],
  ['sidecar.istio.io/proxyMemoryLimit', quantityProblem],
]);

/** See its title. */
export const annotationValue = eachObject({
  code: 'CI0055',
  name: 'annotation-value',
  title: 'An annotation by which pods configure their sidecar has a value that the injector takes.',
  severity: Severity.ERROR,
  kinds: [ANY],
  fields: ['annotations'],
  explanation: 'The injector refuses the pod, so that the workload gets none: its Deployment is applied, and no pod starts.',
  fix: 'correct the value',
  equivalents: [
    'IST0125', 'IV-PD-001', 'IV-PD-002', 'IV-PD-003', 'IV-PD-004', 'IV-PD-005', 'IV-PD-006', 'IV-PD-007', 'IV-PD-008', 'IV-PD-009', 'IV-PD-010', 'IV-PD-012',
  ],
  *object(object) {
    for (const { name, place, on } of istioAnnotations(object)) {
      const allowed = on === 'Pod' && place.text !== undefined ? PROBLEMS.get(name)?.(place.text) : undefined;
      if (allowed !== undefined) { yield place.mustBe(allowed); }
    }
  },
});
