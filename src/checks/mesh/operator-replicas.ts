import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const operatorReplicas = eachObject({
  code: 'CI1330',
  name: 'operator-replicas',
  title: 'What is scaled by load has no number of replicas.',
  severity: Severity.WARNING,
  kinds: ['IstioOperator'],
  fields: ['replicaCount'],
  explanation: 'The autoscaler and the number overrule each other at each installation; istioctl warns of it.',
  fix: 'leave replicaCount out, or set autoscaleEnabled to false',
  equivalents: ['IV-IO-007', 'IV-IO-008'],
  *object({ spec }) {
    const [components, values] = [spec.at('components'), spec.at('values')];
    const pilot = components.at('pilot', 'k8s', 'replicaCount');
    if (values.at('pilot', 'autoscaleEnabled').isTrue && (pilot.number ?? 0) > 1) { yield pilot.mustBe('left out beside values.pilot.autoscaleEnabled'); }
    for (const [list, name] of [['ingressGateways', 'istio-ingressgateway'], ['egressGateways', 'istio-egressgateway']]) {
      if (!values.at('gateways', name, 'autoscaleEnabled').isTrue) { continue; }
      for (const count of components.at(list).items().map((gateway) => gateway.at('k8s', 'replicaCount'))) {
        if ((count.number ?? 0) !== 0) { yield count.mustBe(`left out beside values.gateways.${name}.autoscaleEnabled`); }
      }
    }
  },
});
