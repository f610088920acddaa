import type { AppObject } from '../../../checks/app-object';
import type { AppView } from '../../../checks/app-view';
import { type Labels, showLabels } from '../../../checks/labels';

/** The pods of a gateway. */
export interface GatewayPods {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
  readonly serviceAccount: string;
  /** What was taken for granted about them. */
  readonly undecided: readonly string[];
}

/** The pods that a Gateway selects: a workload of the app, else one that is installed elsewhere, as far as its labels are known. */
export function podsOfGateway(gateway: AppObject, view: AppView): GatewayPods {
  const selector = gateway.spec.at('selector').labels();
  const own = view.workloads.anywhere(selector);
  const [workload] = own;
  if (workload !== undefined) {
    const ids = own.map(({ object }) => object.id);
    return {
      namespace: workload.namespace,
      name: workload.object.name,
      labels: workload.labels,
      serviceAccount: workload.template.at('spec', 'serviceAccountName').text ?? 'default',
      undecided: ids.length === 1 ? [] : [`Gateway ${gateway.id} selects several workloads (${ids.join(', ')}): the request is taken to enter at the first`],
    };
  }
  const installed = view.gateways.pods(selector)[0];
  const namespace = installed?.namespace ?? gateway.namespace;
  const labels = installed?.labels ?? selector;
  return {
    namespace,
    name: labels.app ?? labels.istio ?? gateway.name,
    labels,
    serviceAccount: `${labels.app ?? 'default'}${labels.app === undefined ? '' : '-service-account'}`,
    undecided: [`the app does not show the pods of Gateway ${gateway.id}: they are taken to be labelled ${showLabels(labels)}, in namespace ${namespace}`],
  };
}
