import { eachObject } from '../check';
import { Severity } from '../finding';
import { K8S_GATEWAY } from '../waypoints';

const CLASS = 'GatewayClass.gateway.networking.k8s.io';

/** The classes that istiod makes. */
const OF_ISTIO: readonly string[] = ['istio', 'istio-remote', 'istio-waypoint', 'istio-east-west', 'istio-agentgateway', 'istio-agentgateway-waypoint'];

/** See its title. */
export const gatewayClassKnown = eachObject({
  code: 'CI1555',
  name: 'gateway-class-known',
  title: 'The class of a Gateway of the Gateway API is one of Istio or of the app.',
  severity: Severity.INFO,
  kinds: [K8S_GATEWAY, CLASS],
  fields: ['gatewayClassName'],
  explanation: 'A Gateway of a class that nobody serves gets no proxies. Other implementations have classes of their own, so that it is an info.',
  fix: 'write istio, or istio-waypoint for a waypoint, if Istio is to serve it',
  equivalents: ['KIA1504'],
  *object({ spec }, view) {
    const place = spec.at('gatewayClassName');
    if (place.text === undefined || OF_ISTIO.includes(place.text) || view.ofKind(CLASS).some(({ name }) => name === place.text)) { return; }
    yield place.mustBe(`a class that somebody serves; those of Istio are ${OF_ISTIO.slice(0, 4).join(', ')}`);
  },
});
