import { kubernetes } from './operator-kubernetes';
import type { IstioOperatorProps, OperatorBaseComponent, OperatorComponent, OperatorComponents, OperatorGatewayComponent } from '../../../resources';
import { anything, labels, listOf, type Members, needed, record, text, truth } from '../reader';

const BASE: Members<OperatorBaseComponent> = { enabled: truth, k8s: kubernetes };
const COMPONENT: Members<OperatorComponent> = { ...BASE, namespace: text, hub: text, tag: text };

const component = record(COMPONENT);
const gateways = listOf(record<OperatorGatewayComponent>({ ...COMPONENT, name: needed('name', text), label: labels }));

export const ISTIO_OPERATOR: Members<Omit<IstioOperatorProps, 'metadata'>> = {
  profile: text,
  revision: text,
  hub: text,
  tag: text,
  namespace: text,
  installPackagePath: text,
  compatibilityVersion: text,
  meshConfig: anything(),
  components: record<OperatorComponents>({
    base: record(BASE), pilot: component, cni: component, ztunnel: component, ingressGateways: gateways, egressGateways: gateways,
  }),
  values: anything(),
  unvalidatedValues: anything(),
};
