import { ANY, eachObject } from '../check';
import { Severity } from '../finding';
import { areAmbient, isAmbient, isGatewayPod, targetRefs } from '../waypoints';

/** The kinds, with the place of the selector. */
const SELECTORS: { readonly [kind: string]: readonly string[] } = {
  EnvoyFilter: ['workloadSelector', 'labels'],
  ProxyConfig: ['selector', 'matchLabels'],
};

/** See its title. */
export const sidecarSettingsInAmbient = eachObject({
  code: 'CI1608',
  name: 'sidecar-settings-in-ambient',
  title: 'Settings of sidecars are for pods that have one.',
  severity: Severity.WARNING,
  kinds: [ANY, 'EnvoyFilter', 'ProxyConfig', 'Namespace'],
  subjects: Object.keys(SELECTORS),
  explanation: 'An EnvoyFilter or ProxyConfig without targetRefs is for the proxies in pods. Pods of the ambient mesh have none, so that it changes nothing.',
  fix: 'leave it out, or name the Gateway of the waypoint in targetRefs',
  equivalents: [],
  *object(object, view) {
    if (!isAmbient(object.namespace, view) || targetRefs(object).length > 0) { return; }
    const selector = object.spec.at(...SELECTORS[object.kind]).labels();
    const pods = view.workloads.selected(object.namespace, selector).filter((workload) => !isGatewayPod(workload));
    // Pods of gateways, and those with a sidecar, have a proxy.
    if (pods.some((workload) => !areAmbient(workload, view) || workload.labels['sidecar.istio.io/inject'] === 'true')) { return; }
    if (pods.length === 0 && Object.keys(selector).length > 0) { return; }
    yield object.root.at('metadata', 'namespace').problem(`is ${JSON.stringify(object.namespace)}, which is in the ambient mesh; the pods of ${object.fullId} must have a sidecar`);
  },
});
