import type { AppObject } from '../app-object';
import type { AppView } from '../app-view';
import { wholeApp } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';
import { K8S_GATEWAY, USE_WAYPOINT } from '../waypoints';

/** See its title. */
export const waypointExists = wholeApp({
  code: 'CI1605',
  name: 'waypoint-exists',
  title: 'A waypoint that a label names exists.',
  severity: Severity.WARNING,
  kinds: ['*'],
  explanation: 'Where the Gateway of the waypoint is not there, requests go on without it: nothing that is said for it holds, and nothing fails.',
  fix: 'add the Gateway with gatewayClassName istio-waypoint, or name it in knownGateways of the Mesh if it exists elsewhere',
  equivalents: ['KIA1313'],
  *run(view) {
    const gateways = view.ofKind(K8S_GATEWAY);
    const ids = new Set([...gateways.map(({ id }) => id), ...view.context.knownGateways]);
    for (const { labels, namespace } of labelled(view)) {
      const place = labels.at(USE_WAYPOINT);
      if (place.text === undefined || place.text === '' || place.text === 'none') { continue; }
      const home = labels.at(`${USE_WAYPOINT}-namespace`).text ?? namespace;
      if (ids.has(`${home}/${place.text}`) || view.context.knownNamespaces.includes(home)) { continue; }
      const isOfApp = gateways.some((gateway) => gateway.namespace === home);
      yield place.mustBe(`the name of a waypoint; there is no Gateway ${home}/${place.text} of the Gateway API`, { severity: isOfApp ? Severity.ERROR : Severity.WARNING });
    }
  },
});

/** The labels that can name a waypoint: of namespaces, services, and pods. */
function labelled(view: AppView): Array<{ labels: Cursor; namespace: string }> {
  const own = (object: AppObject) => object.root.at('metadata', 'labels');
  return [
    ...view.ofKind('Namespace').map((object) => ({ labels: own(object), namespace: object.name })),
    ...['Service', 'ServiceEntry'].flatMap((kind) => view.ofKind(kind)).map((object) => ({ labels: own(object), namespace: object.namespace })),
    ...view.workloads.all.map(({ template, namespace }) => ({ labels: template.at('metadata', 'labels'), namespace })),
  ];
}
