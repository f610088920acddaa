import { eachObject } from '../check';
import { Severity } from '../finding';
import { gatewayReferenceProblem } from '../gateway-references';
import { connectionRoutes, httpMatches } from '../http-routes';

/** See its title. */
export const gatewayNameForm = eachObject({
  code: 'CI0281',
  name: 'gateway-name-form',
  title: 'A Gateway is named as namespace/name.',
  severity: Severity.WARNING,
  kinds: ['VirtualService'],
  fields: ['gateways'],
  explanation: 'A name with dots is read as name.namespace, a form of old releases that is still understood, and that Istio warns of.',
  fix: 'write namespace/name',
  equivalents: ['KIA1108', 'IV-VS-011'],
  *object(object, view) {
    const matches = [...httpMatches(object), ...connectionRoutes(object).flatMap((route) => route.at('match').items())];
    for (const place of [object.spec, ...matches].flatMap((each) => each.at('gateways').items())) {
      const { text } = place;
      if (text === undefined || text.includes('/') || !text.includes('.') || gatewayReferenceProblem(text) !== undefined) { continue; }
      yield place.mustBe(JSON.stringify(view.gateways.resolve(text, object.namespace)));
    }
  },
});
