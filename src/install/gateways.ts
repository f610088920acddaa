import { valueAt } from './chart-values';
import { type NamedGateway, requireApart, requireGatewayName } from './gateway-identity';
import { type GatewayGroup, serviceOf } from './gateway-service';
import type { InstallGateway } from './install-gateway';
import { requireTargets } from './overlay-target';
import { unlessEmpty, workloadOf } from './pods';
import { defaultsOf, type PodsName, valuesOf } from './profile-defaults';
import type { Told } from './told';
import type { Field } from '../model/field';
import { defined } from '../model/json';
import type { OperatorGatewayComponent } from '../resources/operator-components';
import { OperatorServiceType } from '../resources/operator-service';

/** The gateways of an installation, as an IstioOperator has them. */
export interface Gateways {
  readonly ingressGateways?: OperatorGatewayComponent[];
  readonly egressGateways?: OperatorGatewayComponent[];
}

const GROUPS = ['ingressGateways', 'egressGateways'] as const;

/** The gateways of an installation whose control plane is in a namespace. */
export function gatewaysOf(props: Told, namespace: string, field: Field): Gateways {
  const all = GROUPS.flatMap((group) => (props[group] ?? []).map((gateway, i) => {
    const at = field.at(group).at(i);
    requireGatewayName(gateway.name, at.at('name'));
    return { gateway, field: at, namespace: gateway.namespace ?? namespace, labels: { ...labelsOf(group), ...gateway.labels } };
  }));
  requireApart(all.filter(({ gateway }: NamedGateway) => gateway.enabled !== false));

  const render = (group: typeof GROUPS[number]) =>
    props[group]?.map((gateway, i) => componentOf(gateway, group, props, field.at(group).at(i)));
  return defined({ ingressGateways: render('ingressGateways'), egressGateways: render('egressGateways') });
}

/** What Istio's charts call a group. */
export function chartOf(group: keyof Gateways): PodsName & `istio-${string}` {
  return group === 'ingressGateways' ? 'istio-ingressgateway' : 'istio-egressgateway';
}

/** The labels that Istio gives the pods of a group. */
export function labelsOf(group: keyof Gateways): { [label: string]: string } {
  return { app: chartOf(group), istio: group === 'ingressGateways' ? 'ingressgateway' : 'egressgateway' };
}

function componentOf(gateway: InstallGateway, group: keyof Gateways, props: Told, field: Field): OperatorGatewayComponent {
  const chart = chartOf(group);
  requireTargets(gateway.overlays ?? [], gateway.name, field.at('overlays'));
  return defined({
    name: gateway.name,
    namespace: gateway.namespace,
    enabled: gateway.enabled ?? true,
    label: gateway.labels,
    tag: gateway.tag,
    k8s: unlessEmpty(defined({
      ...workloadOf(gateway, defaultsOf(chart, props), field),
      service: serviceOf(gateway, groupOf(chart, props), field),
      serviceAnnotations: gateway.serviceAnnotations,
    })),
  });
}

function groupOf(chart: PodsName, { values }: Told): GatewayGroup {
  const said = (key: string) => valueAt(values, [...valuesOf(chart), key]);
  const type = said('type');
  const ingress = chart === 'istio-ingressgateway';
  return {
    ingress,
    runAsRoot: said('runAsRoot') === true,
    serviceType: typeof type === 'string' ? type : ingress ? OperatorServiceType.LOAD_BALANCER : OperatorServiceType.CLUSTER_IP,
  };
}
