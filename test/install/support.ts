import { ApiObject, Chart, Testing } from 'cdk8s';
import { type InstallGateway, IstioInstall, type IstioInstallProps } from 'cdk8s-istio';

/** What an installation renders to, in a chart that has a namespace only if one is given. */
export function rendered(props?: IstioInstallProps, namespace?: string): { [key: string]: unknown } {
  const chart = new Chart(Testing.app(), 'istio-install', { namespace });
  return ApiObject.of(new IstioInstall(chart, 'istio', props)).toJson();
}

/** The `spec` of an installation. */
export function spec(props: IstioInstallProps, namespace?: string): { components?: { [name: string]: unknown }; [key: string]: unknown } {
  return rendered(props, namespace).spec as { [key: string]: unknown };
}

/** An installation with one ingress gateway. */
export function edge(gateway: Partial<InstallGateway>): IstioInstallProps {
  return { ingressGateways: [{ name: 'edge', ...gateway }] };
}

/** The object without some of its members: properties that exclude each other cannot all be given at once. */
export function without<T extends object, K extends keyof T>(value: T, ...names: K[]): Omit<T, K> {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name as K))) as Omit<T, K>;
}
